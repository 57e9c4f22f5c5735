import type { NvdRecord } from './feedContent';

export interface NvdRecordFacts {
  /** UTC without a zone: `2026-10-30T10:00:00.000`. */
  readonly lastModified?: string;
  readonly published?: string;
  readonly vulnStatus?: string;
  readonly description?: string;
  /** CVSS 3.1 base score of NVD. */
  readonly score?: number;
  /** Vulnerable criteria, joined by OR: a CPE, or one with an end: `cpe:2.3:a:acme:app:*:*:*:*:*:*:*:* < 2.0`. */
  readonly criteria?: readonly string[];
}

/** A small record in the shape of NVD's JSON 2.0. */
export function nvdRecord(id: string, facts: NvdRecordFacts = {}): NvdRecord {
  const score = facts.score ?? 7.5;
  const published = facts.published ?? `${id.slice(4, 8)}-01-15T10:00:00.000`;
  return {
    id,
    sourceIdentifier: 'cve@example.org',
    vulnStatus: facts.vulnStatus ?? 'Analyzed',
    published,
    lastModified: facts.lastModified ?? published,
    cveTags: [],
    descriptions: [{ lang: 'en', value: facts.description ?? `A flaw, ${id}.` }],
    metrics: {
      cvssMetricV31: [{
        source: 'nvd@nist.gov', type: 'Primary',
        cvssData: { version: '3.1', vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', baseScore: score, baseSeverity: severity(score) },
      }],
    },
    weaknesses: [],
    ...(facts.criteria ? { configurations: [{ nodes: [{ operator: 'OR', negate: false, cpeMatch: facts.criteria.map(toMatch) }] }] } : {}),
    references: [{ url: `https://example.org/${id}`, source: 'cve@example.org' }],
  };
}

function toMatch(text: string, index: number): Record<string, unknown> {
  const [criteria, versionEndExcluding] = text.split(' < ');
  return { vulnerable: true, criteria, ...(versionEndExcluding ? { versionEndExcluding } : {}), matchCriteriaId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` };
}

function severity(score: number): string {
  return score >= 9 ? 'CRITICAL' : score >= 7 ? 'HIGH' : score >= 4 ? 'MEDIUM' : 'LOW';
}
