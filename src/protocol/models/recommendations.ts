import type { Count } from './frame';

/** One thing to do, in words. */
export interface RecommendationRow {
  /** What a tick is kept by. */
  readonly id: string;
  /** "Upgrade OpenSSL 1.1.1 to 3.0.15" */
  readonly label: string;
  /** Why, and what else is to be known: "End of support · 12 vulnerabilities, 2 known exploited". */
  readonly detail: string;
  readonly effort: 'low' | 'medium' | 'high';
  /** Servers that it concerns, to open them. Without a target where no filter says which. */
  readonly servers: Count;
  /** Points of the score that it clears when done alone. */
  readonly points: number;
  /** Points were counted, not assessed: other software may add or take some. A tick assesses them. */
  readonly isEstimate: boolean;
  /** False where doing it changes no score and no card: a scan, a mapping. */
  readonly canTick: boolean;
}

/** A number of the overview or of a server, as it is and as it would be. */
export interface WhatIfFigure {
  readonly key: string;
  readonly label: string;
  readonly now: number;
  /** null while nothing is ticked. */
  readonly then: number | null;
}

/** What to do first, and what ticking some of it comes to. Lists and exports stay on the real state. */
export interface RecommendationsModel {
  readonly revision: number;
  readonly asOf: string;
  /** Most points first. */
  readonly rows: readonly RecommendationRow[];
  /** All recommendations worked out, those that `rows` has among them. */
  readonly total: number;
  /** Products with fewer points that are not worked out. */
  readonly leftOut: number;
  /** Ids of `rows` that count as done in `then`. */
  readonly ticked: readonly string[];
  readonly figures: readonly WhatIfFigure[];
}

/** Rows told at once, and ticks taken, at most. */
export const MOST_RECOMMENDATIONS = 200;
