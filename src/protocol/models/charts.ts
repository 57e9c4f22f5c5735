import type { EmptyReason, Frame, Target } from './frame';

/** What a colour stands for; the panel takes it from the theme. Every chart can be read without it. */
export type ChartTone = 'critical' | 'high' | 'medium' | 'low' | 'good' | 'neutral' | 'servers' | 'software';

export interface ChartCategory {
  readonly label: string;
  /** Its own colour, in charts of one series. */
  readonly tone?: ChartTone;
}

export interface ChartSeries {
  readonly label: string;
  readonly tone: ChartTone;
  /** One for each category; null where it is not known. */
  readonly values: readonly (number | null)[];
  /** What each value counts, to open it; absent where there is nothing to open. */
  readonly targets: readonly (Target | null)[];
}

/** One chart and the table of the same numbers. */
export interface ChartModel {
  readonly key: 'risk' | 'horizon' | 'coverage' | 'cleared' | 'trend';
  readonly title: string;
  /** What one unit of a value is: "servers". */
  readonly unit: string;
  /** What the first column of the table holds: "Quarter". */
  readonly categoryTitle: string;
  /** `bars` lie and have room for words, `columns` stand and run in time, `lines` join points in time. */
  readonly shape: 'bars' | 'columns' | 'lines';
  readonly categories: readonly ChartCategory[];
  readonly series: readonly ChartSeries[];
  /** The chart in one sentence, read aloud in its place and shown below its title. */
  readonly summary: string;
  /** What to do where there is nothing to draw; '' when there is. */
  readonly nothing: string;
}

export interface ChartsModel {
  readonly frame: Frame;
  readonly empty: EmptyReason | null;
  readonly charts: readonly ChartModel[];
}
