import { allCves } from './facts/cves/all';
import type { Configuration, CveFact, CvssFact } from './facts/cves/types';

const NVD = 'nvd@nist.gov';

/** The starter set's CVEs as one page of an NVD 2.0 feed. `timestamp` is UTC without a zone, as NVD writes it. */
export function nvdFeed(timestamp: string): unknown {
  return {
    resultsPerPage: allCves.length,
    startIndex: 0,
    totalResults: allCves.length,
    format: 'NVD_CVE',
    version: '2.0',
    timestamp,
    vulnerabilities: allCves.map((fact) => ({ cve: nvdRecord(fact) })),
  };
}

function nvdRecord(fact: CveFact): unknown {
  return {
    id: fact.id,
    sourceIdentifier: fact.by,
    published: fact.published,
    lastModified: fact.modified,
    vulnStatus: 'Analyzed',
    cveTags: [],
    descriptions: [{ lang: 'en', value: fact.text }],
    metrics: {
      ...metricList('cvssMetricV31', '3.1', fact.cvss),
      ...metricList('cvssMetricV30', '3.0', fact.cvss),
      ...metricList('cvssMetricV2', '2.0', fact.cvss),
    },
    weaknesses: fact.cwe.length === 0 ? [] : [{ source: NVD, type: 'Primary', description: fact.cwe.map((value) => ({ lang: 'en', value })) }],
    configurations: fact.where.map(configurationRecord),
    references: [
      { url: `https://nvd.nist.gov/vuln/detail/${fact.id}`, source: NVD },
      { url: fact.advisory, source: fact.by },
    ],
  };
}

/** The metrics of one version under their key, or nothing: NVD leaves the key out. */
function metricList(key: string, version: CvssFact['version'], cvss: readonly CvssFact[]): Record<string, unknown> {
  const found = cvss.filter((fact) => fact.version === version);
  return found.length === 0 ? {} : { [key]: found.map(metricRecord) };
}

function metricRecord(fact: CvssFact): unknown {
  const cvssData = { version: fact.version, vectorString: fact.vector, baseScore: fact.score };
  const source = { source: fact.source, type: fact.source === NVD ? 'Primary' : 'Secondary' };
  return fact.version === '2.0'
    ? { ...source, cvssData, baseSeverity: severity(fact) }
    : { ...source, cvssData: { ...cvssData, baseSeverity: severity(fact) } };
}

function severity({ version, score }: CvssFact): string {
  if (score >= 9 && version !== '2.0') return 'CRITICAL';
  if (score >= 7) return 'HIGH';
  if (score >= 4) return 'MEDIUM';
  return score === 0 && version !== '2.0' ? 'NONE' : 'LOW';
}

function configurationRecord(configuration: Configuration): unknown {
  return configuration.operator === undefined ? { nodes: configuration.nodes } : { operator: configuration.operator, nodes: configuration.nodes };
}
