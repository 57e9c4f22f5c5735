import type { Support } from '../identify/identity';
import type { CveDetails } from '../match/knowledge';

/** A number with its thousands apart. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

/** Where support stands, as a clause: "ended on 2020-01-14", "ends on 2027-01-12". */
export function supportWords({ phase, endsOn, extendedUntil }: Pick<Support, 'phase' | 'endsOn' | 'extendedUntil'>): string {
  const further = extendedUntil === null ? '' : `, further support until ${extendedUntil}`;
  switch (phase) {
    case 'ended': return `${endsOn === null ? 'ended' : `ended on ${endsOn}`}${further}`;
    case 'mainstream': case 'extended': return `${endsOn === null ? 'supported' : `ends on ${endsOn}`}${further}`;
    case 'unknown': return 'unknown';
  }
}

/** How bad a CVE is, with the metric that says so: "critical, CVSS 3.1 9.8 by nvd@nist.gov, known exploited". */
export function ratingWords({ metrics, kev, epss }: Pick<CveDetails, 'metrics' | 'kev' | 'epss'>): string {
  const metric = metrics[0];
  return [
    metric ? `${metric.severity}, CVSS ${metric.version} ${metric.score.toFixed(1)} by ${metric.source}` : 'not rated',
    kev ? (kev.ransomware ? 'known exploited, also by ransomware' : 'known exploited') : '',
    epss === null ? '' : `EPSS ${(epss * 100).toFixed(1)} %`,
  ].filter(Boolean).join(', ');
}

/** NVD's page of a CVE. */
export function nvdPage(id: string): string {
  return `https://nvd.nist.gov/vuln/detail/${encodeURIComponent(id)}`;
}
