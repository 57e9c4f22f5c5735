import { css } from 'lit';

export const identificationStyles = css`
  .known { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: start; }
  .known > .body { padding: 2px 12px 8px; }
  .known h3 { margin: 8px 0 2px; font-size: 11px; font-weight: 600; line-height: 16px; color: var(--ii-dim); }
  .known > table { border-left: 1px solid var(--ii-border); }
  /* One set of columns for all lists: a share is as long in each of them. */
  .known > .body { display: grid; grid-template-columns: fit-content(42%) minmax(24px, 1fr) repeat(2, max-content); column-gap: 8px; }
  .known h3, .portions { grid-column: 1 / -1; }
  .portions, .portions dd { display: grid; grid-template-columns: subgrid; }
  .portions { margin: 0; font-size: 12px; line-height: 22px; }
  .portions dd { grid-column: 2 / -1; align-items: center; margin: 0; text-align: right; white-space: nowrap; }

  @media (max-width: 1000px) {
    .known { grid-template-columns: minmax(0, 1fr); }
    .known > table { border-left: 0; border-top: 1px solid var(--ii-hairline); }
  }
`;
