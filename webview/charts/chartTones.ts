import type { ChartTone } from '../../src/protocol/models/charts';

/** The theme's colours by what they stand for; CSS custom properties of the panel. */
const VARIABLES: Readonly<Record<ChartTone | 'text' | 'dim' | 'line' | 'background', string>> = {
  critical: '--ii-critical', high: '--ii-high', medium: '--ii-medium', low: '--ii-low', good: '--ii-good', neutral: '--ii-ink', servers: '--ii-servers', software: '--ii-software',
  text: '--vscode-foreground', dim: '--ii-dim', line: '--ii-track', background: '--vscode-editor-background',
};

export type ChartColors = Readonly<Record<keyof typeof VARIABLES, string>>;

/** Side of a pattern's tile, px. */
const TILE = 6;

/** The colours as the theme has them now. A canvas takes no custom properties, and computed ones only when an element is painted with them. */
export function chartColors(element: Element): ChartColors {
  const probe = document.createElement('span');
  element.append(probe);
  const colors = Object.fromEntries(Object.entries(VARIABLES).map(([tone, variable]) => {
    probe.style.color = `var(${variable})`;
    return [tone, getComputedStyle(probe).color];
  }));
  probe.remove();
  return colors as ChartColors;
}

/** The second series is hatched, so that the two are told apart without colour. */
export function fillOf(color: string, series: number): string | CanvasPattern {
  if (series === 0) return color;
  const tile = document.createElement('canvas');
  tile.width = tile.height = TILE;
  const pen = tile.getContext('2d');
  if (pen === null) return color;
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(-1, TILE + 1);
  pen.lineTo(TILE + 1, -1);
  pen.moveTo(-1, 1);
  pen.lineTo(1, -1);
  pen.moveTo(TILE - 1, TILE + 1);
  pen.lineTo(TILE + 1, TILE - 1);
  pen.stroke();
  return pen.createPattern(tile, 'repeat') ?? color;
}
