import path from 'node:path';

export const wasmPath = path.resolve(process.cwd(), 'node_modules/sql.js/dist/sql-wasm.wasm');

/** An NVD 2.0 record that matches `vendor:product` below a version. */
export function nvdCve(id: string, more: Record<string, unknown> = {}): { cve: Record<string, unknown> } {
  return {
    cve: {
      id,
      published: '2021-12-10T10:15:09.143',
      lastModified: '2022-01-01T00:00:00.000',
      vulnStatus: 'Analyzed',
      descriptions: [{ lang: 'en', value: `About ${id}.` }],
      metrics: { cvssMetricV31: [{ source: 'nvd@nist.gov', type: 'Primary', cvssData: { version: '3.1', vectorString: 'CVSS:3.1/AV:N', baseScore: 9.8, baseSeverity: 'CRITICAL' } }] },
      weaknesses: [{ description: [{ lang: 'en', value: 'CWE-79' }] }],
      configurations: [{ nodes: [{ operator: 'OR', negate: false, cpeMatch: [{ vulnerable: true, criteria: 'cpe:2.3:a:vendor:product:*:*:*:*:*:*:*:*', versionEndExcluding: '2.0' }] }] }],
      references: [{ url: `https://example.com/${id}` }],
      ...more,
    },
  };
}

export function nvdFeed(entries: readonly unknown[], timestamp = '2026-11-20T00:00:00.000'): unknown {
  return { resultsPerPage: entries.length, startIndex: 0, totalResults: entries.length, format: 'NVD_CVE', version: '2.0', timestamp, vulnerabilities: entries };
}

export function kevCatalog(ids: readonly string[], catalogVersion = '2026.11.20'): unknown {
  return {
    title: 'test', catalogVersion, dateReleased: '2026-11-20T00:00:00Z', count: ids.length,
    vulnerabilities: ids.map((cveID) => ({ cveID, dateAdded: '2022-02-02', dueDate: '2022-03-03', requiredAction: 'Update.', knownRansomwareCampaignUse: 'Known' })),
  };
}

export function endoflife(products: readonly string[], generatedAt = '2026-11-20T00:00:00+00:00'): unknown {
  return {
    schema_version: '1.2.1', generated_at: generatedAt, total: products.length,
    result: products.map((name) => ({
      name, label: name.toUpperCase(), category: 'os', aliases: [`${name}-alias`], identifiers: [{ type: 'cpe', id: `cpe:2.3:o:${name}:${name}` }], labels: { eoes: 'LTS' },
      releases: [{ name: '1', label: '1', releaseDate: '2020-01-01', isLts: true, isEol: false, eolFrom: '2027-01-01', isEoes: false, eoesFrom: null, isMaintained: true, latest: { name: '1.5', date: '2024-01-01', link: null } }],
    })),
  };
}

export const EPSS = '#model_version:v2025.03.14,score_date:2026-11-20T00:00:00+0000\ncve,epss,percentile\nCVE-2021-0001,0.94358,0.99\n';
