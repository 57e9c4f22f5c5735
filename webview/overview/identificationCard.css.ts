import { css } from 'lit';

export const identificationStyles = css`
  .known { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: start; }
  .known > .body { padding: 2px 12px 8px; }
  .known h3 { margin: 8px 0 2px; font-size: 11px; font-weight: 600; line-height: 16px; color: var(--ii-dim); }
  .known > table { border-left: 1px solid var(--ii-border); }
  .portions { display: grid; grid-template-columns: minmax(0, 104px) minmax(0, 1fr); gap: 0 10px; margin: 0; font-size: 12px; line-height: 22px; }
  .portions dd { display: grid; grid-template-columns: minmax(24px, 1fr) minmax(96px, max-content) 46px; gap: 8px; align-items: center; margin: 0; text-align: right; white-space: nowrap; }

  @media (max-width: 1000px) {
    .known { grid-template-columns: minmax(0, 1fr); }
    .known > table { border-left: 0; border-top: 1px solid var(--ii-hairline); }
  }
`;
