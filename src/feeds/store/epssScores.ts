/** EPSS probabilities are kept as integers of 1/100,000, the precision they are published with. */
export const EPSS_UNITS = 100_000;

/** The scores of all CVEs, as two columns sorted by `cveKey`. */
export interface EpssScores {
  readonly keys: Float64Array;
  /** Probability × `EPSS_UNITS`. */
  readonly units: Uint32Array;
}

export const NO_SCORES: EpssScores = { keys: new Float64Array(0), units: new Uint32Array(0) };

/** `scores`: probability 0 to 1 by `cveKey`. */
export function epssScores(scores: ReadonlyMap<number, number>): EpssScores {
  const keys = Float64Array.from(scores.keys()).sort();
  return { keys, units: Uint32Array.from(keys, (key) => Math.round((scores.get(key) ?? 0) * EPSS_UNITS)) };
}

/** The probability of one CVE; null when there is none. */
export function scoreOf({ keys, units }: EpssScores, key: number): number | null {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (keys[middle] === key) return units[middle] / EPSS_UNITS;
    if (keys[middle] < key) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
