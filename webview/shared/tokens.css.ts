import { css } from 'lit';

/**
 * Custom properties that every element below a panel inherits. Set on the panel's host, from `--vscode-*` only.
 * Space runs 2 4 6 8 12 16 24; the page's edge is 20.
 */
export const tokens = css`
  :host {
    --ii-row: 24px;
    --ii-radius: 3px;

    /* Levels: colour paints the glyph or the bar, never the words. */
    --ii-critical: var(--vscode-charts-red);
    /* Ours, because charts.orange is a third opaque in the default themes (the minimap's highlight) and unset in high
       contrast. Without our contribution, a page of a test, the colour between its neighbours. */
    --ii-high: var(--vscode-inventoryInsights-severityHigh, color-mix(in srgb, var(--vscode-charts-red) 40%, var(--vscode-charts-yellow)));
    --ii-medium: var(--vscode-charts-yellow);
    --ii-low: var(--vscode-charts-blue);
    --ii-good: var(--vscode-charts-green);
    --ii-servers: var(--vscode-charts-blue);
    --ii-software: var(--vscode-charts-purple);

    --ii-border: var(--vscode-contrastBorder, var(--vscode-panel-border));
    --ii-hairline: color-mix(in srgb, var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-foreground) 20%, transparent)) 45%, transparent);
    --ii-track: color-mix(in srgb, var(--vscode-foreground) 11%, transparent);
    --ii-ink: color-mix(in srgb, var(--vscode-foreground) 62%, transparent);
    /* Only high contrast outlines what the other themes tell apart by their backgrounds. */
    --ii-outline: var(--vscode-contrastBorder, transparent);
    --ii-active-outline: var(--vscode-contrastActiveBorder, transparent);
    /* Some themes make descriptions as strong as the foreground; the mix keeps two levels. */
    --ii-dim: color-mix(in srgb, var(--vscode-descriptionForeground) 88%, var(--vscode-editor-background));
  }
`;
