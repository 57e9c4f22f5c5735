import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip, type ChartConfiguration, type Plugin, type Scale } from 'chart.js';
import type { ChartModel } from '../../src/protocol/models/charts';
import { t } from '../shared/l10n';
import { countText } from '../shared/numbers';
import { fillOf, type ChartColors } from './chartTones';
import { fitLabel } from './fitLabel';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

const FONT_PX = 11;
/** Room for the number beside or above a bar, px. */
const NUMBER_ROOM = { beside: 56, above: 16 };
/** Between a lying bar's label and the axis, with a little air at the other end, px. */
const LABEL_GAP = 16;

/** Where a value stands: its series and category. */
export interface ChartPoint {
  readonly series: number;
  readonly category: number;
}

/** Draws a chart with Chart.js, the only file that knows it (ADR 16). `pick` is told which value was clicked. Destroy it before drawing anew. */
export function drawChart(canvas: HTMLCanvasElement, model: ChartModel, colors: ChartColors, font: string, pick: (point: ChartPoint) => void): Chart {
  return new Chart(canvas, configurationOf(model, colors, font, pick));
}

function configurationOf(model: ChartModel, colors: ChartColors, font: string, pick: (point: ChartPoint) => void): ChartConfiguration<'bar' | 'line'> {
  // Said for each axis: the chart's own font does not reach them.
  const tickFont = { family: font, size: FONT_PX };
  const lies = model.shape === 'bars';
  const isTime = model.shape === 'lines';
  const counts = { min: 0, border: { display: false }, grid: { color: colors.line }, ticks: { color: colors.dim, font: tickFont, precision: 0, maxTicksLimit: 5 } };
  const names = { border: { color: colors.dim }, grid: { display: false }, ticks: { color: colors.text, font: tickFont, autoSkip: isTime, maxRotation: 0, ...(lies ? { callback: labelsIn(model, font) } : {}) } };
  return {
    type: isTime ? 'line' : 'bar',
    data: {
      labels: model.categories.map(({ label }) => label),
      datasets: model.series.map((series, s) => {
        const color = colors[series.tone];
        const ofCategory = model.categories.map(({ tone }) => fillOf(tone === undefined ? color : colors[tone], s));
        return {
          label: series.label,
          data: [...series.values],
          backgroundColor: isTime ? color : ofCategory,
          borderColor: isTime ? color : model.categories.map(({ tone }) => (tone === undefined ? color : colors[tone])),
          borderWidth: isTime ? 2 : 1,
          borderDash: s === 0 ? [] : [5, 3],
          pointRadius: 3,
          pointStyle: s === 0 ? 'circle' : 'rect',
          maxBarThickness: 22,
        };
      }),
    },
    options: {
      indexAxis: lies ? 'y' : 'x',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      font: { family: font, size: FONT_PX },
      layout: { padding: { right: lies ? NUMBER_ROOM.beside : 8, top: lies ? 0 : NUMBER_ROOM.above } },
      scales: lies ? { x: counts, y: names } : { x: names, y: counts },
      plugins: {
        tooltip: {
          backgroundColor: colors.background, titleColor: colors.text, bodyColor: colors.text, borderColor: colors.dim, borderWidth: 1, cornerRadius: 3, displayColors: false,
          callbacks: {
            title: ([item]) => (item === undefined ? '' : model.categories[item.dataIndex].label),
            label: ({ datasetIndex, dataIndex }) => `${model.series[datasetIndex].label}: ${valueText(model, datasetIndex, dataIndex)}`,
          },
        },
      },
      onClick: (_event, [element]) => {
        if (element !== undefined) pick({ series: element.datasetIndex, category: element.index });
      },
      onHover: ({ native }, [element]) => {
        const target = element && model.series[element.datasetIndex].targets[element.index];
        (native?.target as HTMLElement | null)?.classList.toggle('hits', Boolean(target));
      },
    },
    plugins: [numbers(model, colors, font)],
  };
}

/** Each value as a number beside its bar or above its column; lines have them in the tooltip and the table. */
function numbers(model: ChartModel, colors: ChartColors, font: string): Plugin<'bar' | 'line'> {
  return {
    id: 'numbers',
    afterDatasetsDraw(chart) {
      if (model.shape === 'lines') return;
      const lies = model.shape === 'bars';
      const pen = chart.ctx;
      pen.save();
      pen.font = `${FONT_PX}px ${font}`;
      pen.fillStyle = colors.text;
      pen.textBaseline = lies ? 'middle' : 'bottom';
      pen.textAlign = lies ? 'left' : 'center';
      model.series.forEach((_series, s) => chart.getDatasetMeta(s).data.forEach(({ x, y }, c) => {
        const value = model.series[s].values[c];
        // Zeros of a row of columns would only be noise.
        if (value === null || value === undefined || (value === 0 && !lies)) return;
        pen.fillText(countText(value), lies ? x + 6 : x, lies ? y : y - 2);
      }));
      pen.restore();
    },
  };
}

/** "12 servers", "not known". */
export function valueText(model: ChartModel, series: number, category: number): string {
  const value = model.series[series].values[category] ?? null;
  return value === null ? t('not known') : `${countText(value)} ${model.unit}`;
}

/** The categories' labels as they fit beside lying bars, where Chart.js gives an axis half of the room; the tooltip and the table have all of each. */
function labelsIn(model: ChartModel, font: string): (this: Scale, value: string | number, index: number) => string | string[] {
  return function (_value, index) {
    const { ctx: pen, width } = this.chart;
    pen.save();
    pen.font = `${FONT_PX}px ${font}`;
    const lines = fitLabel(model.categories[index]?.label ?? '', (width - NUMBER_ROOM.beside) / 2 - LABEL_GAP, text => pen.measureText(text).width);
    pen.restore();
    return [...lines];
  };
}
