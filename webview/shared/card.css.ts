import { css } from 'lit';

/** Cards, their headings, and the small tables inside them. */
export const card = css`
  .card { border: 1px solid var(--ii-border); border-radius: var(--ii-radius); min-width: 0; }
  .card > header { display: flex; align-items: center; gap: 4px 8px; min-height: 34px; padding: 8px 12px 6px; }
  .card > header h2 { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; flex: 0 1 auto; min-width: 0; }
  .card > header h2.grow { flex: 1 1 auto; }
  .card > header > .link { flex: none; }
  .card > .body { padding: 0 12px 10px; }
  .cols2 { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 12px; }
  .stack { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }

  table { border-collapse: collapse; width: 100%; font-size: 12px; line-height: 16px; }
  table.fixed { table-layout: fixed; }
  th { font-weight: 400; color: var(--ii-dim); text-align: left; font-size: 11px; height: 22px; padding: 0 8px; white-space: nowrap; }
  td { height: var(--ii-row); padding: 0 8px; border-top: 1px solid var(--ii-hairline); white-space: nowrap; }
  th[scope=row] { height: var(--ii-row); border-top: 1px solid var(--ii-hairline); font-size: 12px; }
  .fixed th, .fixed td { overflow: hidden; text-overflow: ellipsis; }
  th.r, td.r { text-align: right; }
  .card table th:first-child, .card table td:first-child { padding-left: 12px; }
  .card table th:last-child, .card table td:last-child { padding-right: 12px; }
  tbody tr:hover td { background: var(--vscode-list-hoverBackground); }
  td .cell { display: flex; align-items: center; gap: 5px; min-width: 0; }

  @media (max-width: 900px) { .cols2 { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 760px) { .hide-s { display: none !important; } }
  @media (max-width: 680px) { .hide-xs { display: none !important; } th, td { padding: 0 5px; } }
`;
