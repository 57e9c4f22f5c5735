/**
 * Base scores of CVSS 3.0, 3.1 and 2.0, computed from the vector alone, so that a table's scores can be held against its vectors.
 * Formulas: FIRST, "CVSS v3.1 Specification Document" §7.1 and appendix A; "A Complete Guide to CVSS v2.0" §3.2.1.
 */

type Weights = Readonly<Record<string, Readonly<Record<string, number>>>>;

const V3: Weights = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const PRIVILEGES: Weights = {
  U: { N: 0.85, L: 0.62, H: 0.27 },
  C: { N: 0.85, L: 0.68, H: 0.5 },
};
const V2: Weights = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  C: { N: 0, P: 0.275, C: 0.66 },
  I: { N: 0, P: 0.275, C: 0.66 },
  A: { N: 0, P: 0.275, C: 0.66 },
};

function weight(weights: Weights, metric: string, value: string | undefined): number {
  const found = weights[metric]?.[value ?? ''];
  if (found === undefined) throw new Error(`No ${metric} of "${value}" in CVSS`);
  return found;
}

/** The base score of a vector as NVD prints it, with the `CVSS:3.x/` prefix or, in version 2, none. Throws on a vector with a metric missing. */
export function baseScore(vector: string): number {
  const [first, ...rest] = vector.split('/');
  const version = /^CVSS:(3\.[01])$/.exec(first ?? '')?.[1];
  const metrics = new Map((version === undefined ? vector.split('/') : rest).map((part) => part.split(':') as [string, string]));
  return version === undefined ? scoreV2(metrics) : scoreV3(metrics, version === '3.1' ? roundUp31 : roundUp30);
}

function scoreV3(metrics: ReadonlyMap<string, string>, roundUp: (value: number) => number): number {
  const of = (metric: string): number => weight(V3, metric, metrics.get(metric));
  const scope = metrics.get('S');
  if (scope !== 'U' && scope !== 'C') throw new Error(`No scope of "${scope}" in CVSS`);
  const loss = 1 - (1 - of('C')) * (1 - of('I')) * (1 - of('A'));
  const impact = scope === 'U' ? 6.42 * loss : 7.52 * (loss - 0.029) - 3.25 * (loss - 0.02) ** 15;
  if (impact <= 0) return 0;
  const exploitability = 8.22 * of('AV') * of('AC') * weight(PRIVILEGES, scope, metrics.get('PR')) * of('UI');
  return roundUp(Math.min((scope === 'U' ? 1 : 1.08) * (impact + exploitability), 10));
}

/** Appendix A: on integers, so that no binary fraction lifts a score. */
function roundUp31(value: number): number {
  const integer = Math.round(value * 100_000);
  return integer % 10_000 === 0 ? integer / 100_000 : (Math.floor(integer / 10_000) + 1) / 10;
}

function roundUp30(value: number): number {
  return Math.ceil(Number((value * 10).toFixed(6))) / 10;
}

function scoreV2(metrics: ReadonlyMap<string, string>): number {
  const of = (metric: string): number => weight(V2, metric, metrics.get(metric));
  const impact = 10.41 * (1 - (1 - of('C')) * (1 - of('I')) * (1 - of('A')));
  const exploitability = 20 * of('AV') * of('AC') * of('Au');
  const score = (0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176);
  return Math.round(Number((score * 10).toFixed(6))) / 10;
}
