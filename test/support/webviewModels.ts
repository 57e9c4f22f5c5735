/**
 * View models made by hand, for tests and pictures of the panels: an estate of 46 servers over two sites with every kind
 * of cell, one server with everything, and a list of 3,000 servers made by rule. Nothing here comes from a feed: CVSS,
 * EPSS and versions are plausible, not facts.
 */
import type { EvidenceModel, SoftwareTrail, WhyNotModel } from '../../src/protocol/models/evidence';
import type { Count, Frame, SeverityCounts, SupportModel } from '../../src/protocol/models/frame';
import type { Page, Presence, ServerRow, ServersModel, SoftwareModel, SoftwareRow } from '../../src/protocol/models/lists';
import type { HeaderCount, OverviewModel } from '../../src/protocol/models/overview';
import type { ServerModel, ServerSoftwareRow, UpdateRow, VulnerabilityRow } from '../../src/protocol/models/server';

const REVISION = 7;
const PLANNED = '2027-03-01';

export const frame: Frame = {
  revision: REVISION,
  asOf: '2026-11-21',
  today: '2026-11-21',
  plannedDate: PLANNED,
  feeds: [
    { label: 'NVD', text: 'starter, 168 CVEs', ageDays: 4, stale: false, starter: true },
    { label: 'endoflife.date', text: '2026-11-19 · 464 products', ageDays: 2, stale: false, starter: false },
    { label: 'KEV', text: 'starter, 41 CVEs', ageDays: 12, stale: true, starter: true },
  ],
  feedsSummary: 'Starter feeds, 168 CVEs',
  feedsStale: false,
  notes: [
    'Guidance from inventory, not a scan.',
    'This product uses data from the NVD API but is not endorsed or certified by the NVD.',
  ],
};

function servers(value: number, filter: object = { risks: ['vulnerabilities'] }): Count {
  return value === 0 ? { value } : { value, target: { view: 'servers', filter } };
}

function softwareCount(value: number, filter: object = { atRisk: true }): Count {
  return value === 0 ? { value } : { value, target: { view: 'software', filter } };
}

const SERVERS = 46;
const SOFTWARE = 214;

function share(value: number, of: number = SERVERS): Count & { share: number } {
  return { ...servers(value), share: value / of };
}

function environment(name: string, all: number, atRisk: number): HeaderCount {
  return {
    key: `environment:${name}`, label: name === '' ? 'Not set' : name, count: servers(all, { environments: [name] }), share: all / SERVERS,
    detail: { count: servers(atRisk, { environments: [name], atRisk: true }), label: 'at risk' },
  };
}

export const environments: readonly HeaderCount[] = [
  environment('Production', 24, 21), environment('Staging', 7, 5), environment('Test', 8, 6), environment('Development', 5, 4), environment('', 2, 1),
];

const totals: readonly HeaderCount[] = [
  { key: 'total', label: 'servers', count: servers(SERVERS, {}), share: null, detail: null },
  { key: 'atRisk', label: 'at risk', count: servers(37, { atRisk: true }), share: 37 / SERVERS, detail: null },
  { key: 'exploited', label: 'exploited now', count: servers(12, { exploited: true }), share: 12 / SERVERS, detail: null },
];

export const overview: OverviewModel = {
  filter: {},
  chips: [],
  filterText: '',
  frame,
  empty: null,
  title: 'Meridian Freight',
  files: [
    { name: 'fra-servers.inventory.csv', target: { view: 'source', file: 'fra-servers.inventory.csv', line: 1, column: 1 } },
    { name: 'rtm-linux.inventory.json', target: { view: 'source', file: 'rtm-linux.inventory.json', line: 1, column: 1 } },
    { name: 'azure-migrate-software.csv', target: { view: 'source', file: 'azure-migrate-software.csv', line: 1, column: 1 } },
  ],
  header: [...totals, ...environments],
  summary: [
    {
      key: 'critical-vulnerabilities', label: 'Servers with critical vulnerabilities', servers: share(14),
      notes: [[{ text: '9', target: { view: 'servers', filter: { exploited: true } } }, { text: ' exploited now' }]],
      advice: [
        { text: 'Upgrade ' }, { text: '6', target: { view: 'software', filter: { levels: ['critical'] } } }, { text: ' software products: clears ' },
        { text: '11', target: { view: 'servers', filter: { levels: ['critical'] } } }, { text: ' of them. After migration, enable Microsoft Defender for Cloud.' },
      ],
      action: { label: 'Review', target: { view: 'servers', filter: { severities: ['critical'] } } },
    },
    {
      key: 'os-end-of-support', label: 'Servers with end-of-support operating system', servers: share(11),
      notes: [[{ text: '3', target: { view: 'servers', filter: { support: ['extended-paid'] } } }, { text: ' more inside paid support' }]],
      advice: [
        { text: 'Move to a supported release during migration: Windows Server 2012 R2 ' }, { text: '5', target: { view: 'servers', filter: { os: ['Windows Server 2012 R2'] } } },
        { text: ', CentOS 7 ' }, { text: '4', target: { view: 'servers', filter: { os: ['CentOS 7'] } } }, { text: ', Windows Server 2008 R2 ' },
        { text: '2', target: { view: 'servers', filter: { os: ['Windows Server 2008 R2'] } } }, { text: '.' },
      ],
      action: { label: 'Plan upgrade', target: { view: 'servers', filter: { risks: ['os-end-of-support'] } } },
    },
    {
      key: 'pending-updates', label: 'Servers with pending critical and security updates', servers: share(19),
      notes: [[{ text: '74', target: { view: 'servers', filter: { risks: ['pending-updates'] } } }, { text: ' updates, 12 critical' }]],
      advice: [{ text: 'Install in the next window; after migration, use Azure Update Manager. ' }, { text: '4', target: { view: 'servers', filter: { risks: ['pending-updates'] } } }, { text: ' servers wait longer than 90 days.' }],
      action: { label: 'Review', target: { view: 'servers', filter: { risks: ['pending-updates'] } } },
    },
  ],
  servers: {
    atRisk: servers(37, { atRisk: true }),
    total: servers(SERVERS, {}),
    levels: [
      { level: 'critical', servers: share(14) }, { level: 'high', servers: share(12) }, { level: 'medium', servers: share(5) },
      { level: 'low', servers: share(1) }, { level: 'none', servers: share(9) }, { level: 'unknown', servers: share(5) },
    ],
    risks: [
      { risk: 'os-end-of-support', label: 'OS end of support', servers: share(11), unknown: servers(2) },
      { risk: 'software-end-of-support', label: 'End-of-support software', servers: share(23), unknown: servers(5) },
      { risk: 'vulnerabilities', label: 'Known vulnerabilities', servers: share(32), unknown: servers(5) },
      { risk: 'pending-updates', label: 'Pending critical or security updates', servers: share(19), unknown: servers(12) },
      { risk: 'missing-security-software', label: 'Missing security software', servers: share(6), unknown: servers(5) },
      { risk: 'missing-patch-management', label: 'Missing patch-management software', servers: share(0), unknown: servers(5) },
    ],
  },
  software: {
    atRisk: softwareCount(58),
    total: softwareCount(SOFTWARE, {}),
    ended: { ...softwareCount(27), share: 27 / 58 },
    vulnerable: { ...softwareCount(44), share: 44 / 58 },
    both: { ...softwareCount(13), share: 13 / 58 },
    top: [
      ['VMware Tools', '11.3.5.18557794', 'high', false, true, 0, 4, 21], ['7-Zip 19.00 (x64)', '19.00', 'high', false, true, 0, 3, 17],
      ['Microsoft .NET Core Runtime - 3.1.32 (x64)', '3.1.32', 'high', true, true, 0, 6, 12], ['OpenSSL', '1.0.2k', 'critical', true, true, 1, 5, 9],
      ['Apache Tomcat 8.5 Tomcat8 (remove only)', '8.5.78', 'critical', true, true, 4, 9, 6],
    ].map(([name, version, level, ended, vulnerable, critical, high, on]) => ({
      name: name as string, version: version as string, target: { view: 'servers', filter: { software: { name: name as string, version: version as string } } },
      level: level as 'critical', ended: ended as boolean, vulnerable: vulnerable as boolean, critical: softwareCount(critical as number), high: softwareCount(high as number), servers: servers(on as number),
    })),
  },
  horizon: {
    quarters: ([
      [2026, 4, 0, 4, ''], [2027, 1, 9, 5, 'Windows Server 2016'], [2027, 2, 4, 3, 'Ubuntu 22.04'], [2027, 3, 0, 1, ''], [2027, 4, 1, 7, 'SLES 15 SP5'], [2028, 1, 0, 0, ''],
      [2028, 2, 0, 2, ''], [2028, 3, 2, 2, 'Debian 12'], [2028, 4, 0, 4, ''], [2029, 1, 12, 3, 'Windows Server 2019'], [2029, 2, 5, 1, 'RHEL 8'], [2029, 3, 1, 0, 'Ubuntu 24.04'],
    ] as const).map(([year, quarter, on, software, label]) => {
      const month = (quarter - 1) * 3 + 1;
      const from = `${year}-${String(month).padStart(2, '0')}-01`;
      const to = `${year}-${String(month + 2).padStart(2, '0')}-${month === 1 || month === 10 ? 31 : 30}`;
      return { year, quarter, from, to, label, servers: servers(on, { supportEnds: { from, to } }), software: softwareCount(software, { supportEnds: { from, to } }) };
    }),
    next: ([
      ['2026-12-01', 10, 'Redis 8.0', 1], ['2026-12-31', 40, 'PHP 8.2', 3], ['2027-01-12', 52, 'Windows Server 2016', 9], ['2027-03-31', 130, 'Apache Tomcat 9.0', 4], ['2027-06-01', 192, 'Ubuntu 22.04 LTS', 4],
    ] as const).map(([date, days, label, on]) => ({ date, days, label, target: { view: 'software', filter: { name: label } }, servers: servers(on) })),
    alreadyEnded: { servers: servers(11), software: softwareCount(27) },
    later: { servers: servers(4), software: softwareCount(16) },
    byPlannedDate: { servers: servers(9), software: softwareCount(8) },
  },
  coverage: [
    { key: 'identified', label: 'Software identified', value: { ...softwareCount(188, { identified: true }), share: 188 / SOFTWARE }, total: SOFTWARE, note: [{ text: '26', target: { view: 'software', filter: { identified: false } } }, { text: ' not identified: they count as nothing, not as safe' }] },
    { key: 'versions', label: 'Versions understood', value: { ...softwareCount(207, { versionKnown: true }), share: 207 / SOFTWARE }, total: SOFTWARE, note: [{ text: '7', target: { view: 'software', filter: { versionKnown: false } } }, { text: ' unreadable, judged unknown version' }] },
    { key: 'softwareData', label: 'Servers with software data', value: share(41), total: SERVERS, note: [{ text: '5', target: { view: 'servers', filter: { lacks: ['software'] } } }, { text: ' without: their risk is unknown, not zero' }] },
    { key: 'seen', label: 'Seen in the last 30 days', value: share(43), total: SERVERS, note: [{ text: '3', target: { view: 'servers', filter: { stale: true } } }, { text: ' stale' }] },
  ],
  identification: {
    rows: { value: 3_912, total: 4_305 }, software: { value: 186, total: 211 },
    byConfidence: [{ confidence: 'high', software: 141, rows: 3_204 }, { confidence: 'medium', software: 38, rows: 651 }, { confidence: 'low', software: 7, rows: 57 }],
    bySource: [{ source: 'registry', rows: { value: 2_611, total: 2_890 } }, { source: 'dpkg', rows: { value: 1_301, total: 1_398 } }, { source: '', rows: { value: 0, total: 17 } }],
    ignored: 3,
    unmapped: [
      { software: { name: 'Meridian Dispatch Client', publisher: 'Meridian Freight', version: '4.2.0' }, label: 'Meridian Dispatch Client 4.2.0', publisher: 'Meridian Freight', servers: 24 },
      { software: { name: 'Label Printer Spooler for Warehouse Terminals and Handheld Scanners', publisher: 'Brightline Label Systems GmbH', version: '11.0.3' }, label: 'Label Printer Spooler for Warehouse Terminals and Handheld Scanners 11.0.3', publisher: 'Brightline Label Systems GmbH', servers: 11 },
      { software: { name: '<img src=x onerror=alert(1)>', publisher: '', version: '' }, label: '<img src=x onerror=alert(1)>', publisher: '', servers: 1 },
    ],
  },
  unidentified: { view: 'software', filter: { identified: false }, sort: { key: 'servers', direction: 'descending' } },
  dataIssues: { errors: { value: 2, target: { view: 'dataIssues' } }, warnings: { value: 9, target: { view: 'dataIssues' } }, information: { value: 0 } },
};

// ---------------------------------------------------------------- Servers

const unknownSupport: SupportModel = {
  bucket: 'unknown', endsOn: null, mainstreamEndsOn: null, extendedUntil: null, extendedLabel: '', daysLeft: null, short: 'unknown', text: 'Support unknown: the operating system could not be identified',
};

function support(bucket: SupportModel['bucket'], endsOn: string, short = endsOn, extra: Partial<SupportModel> = {}): SupportModel {
  const days = Math.round((Date.parse(endsOn) - Date.parse(frame.asOf)) / 86_400_000);
  const text = bucket === 'ended' ? `Support ended ${endsOn}` : bucket === 'extended-paid' ? `Support ended ${endsOn}, ${extra.extendedLabel ?? ''} until ${extra.extendedUntil ?? ''}` : `Supported until ${endsOn}`;
  return { bucket, endsOn, mainstreamEndsOn: null, extendedUntil: null, extendedLabel: '', daysLeft: days, short, text, ...extra };
}

const SUPPORT: Record<string, SupportModel> = {
  'Windows Server 2008 R2': support('ended', '2020-01-14'),
  'Windows Server 2012 R2': support('ended', '2023-10-10', '2023-10-10', { mainstreamEndsOn: '2018-10-09', extendedUntil: '2026-10-13', extendedLabel: 'Paid (ESU)', text: 'Support ended 2023-10-10, Extended Security Updates ended 2026-10-13' }),
  'Windows Server 2016': support('ending', '2027-01-12', 'in 52 d', { mainstreamEndsOn: '2022-01-11', text: 'Support ends in 52 days, on 2027-01-12' }),
  'Windows Server 2019': support('supported', '2029-01-09', '2029-01-09', { mainstreamEndsOn: '2024-01-09' }),
  'Windows Server 2022': support('supported', '2031-10-14', '2031-10-14', { mainstreamEndsOn: '2026-10-13' }),
  'CentOS 7': support('ended', '2024-06-30'),
  'RHEL 8.10': support('supported', '2029-05-31'),
  'Ubuntu 20.04 LTS': support('extended-paid', '2025-05-31', 'paid 2030', { extendedUntil: '2030-04-30', extendedLabel: 'Ubuntu Pro' }),
  'Ubuntu 22.04 LTS': support('supported', '2027-06-01'),
  'Debian 12': support('supported', '2028-06-30'),
  'Other Linux (64-bit)': unknownSupport,
};

function presence(product: string): Presence {
  return product === '' ? { state: 'missing', products: [] } : product === '?' ? { state: 'unknown', products: [] } : { state: 'present', products: product.split('|') };
}

/** name, OS, critical, high, medium, low, updates (-1 unknown), security, patch, environment, days since seen, tags */
type Short = readonly [string, string, number, number, number, number, number, string, string, string, number, string];

function serverRow([name, os, critical, high, medium, low, updates, security, patch, env, seen, tags]: Short, at: number): ServerRow {
  const judged = critical >= 0;
  const supported = SUPPORT[os] ?? unknownSupport;
  const vulnerabilities = judged ? critical + high + medium + low : null;
  const bySeverity: SeverityCounts | null = judged ? { critical, high, medium, low, none: 0, unknown: at % 7 === 3 ? 1 : 0 } : null;
  const parts = {
    osEndOfSupport: supported.bucket === 'unknown' ? null : supported.bucket === 'ended' ? 1 : 0,
    softwareEndOfSupport: security === '?' ? null : at % 3 === 0 ? 1 : 0,
    vulnerabilities,
    pendingUpdates: updates < 0 ? null : updates,
    missingSecuritySoftware: security === '?' ? null : security === '' ? 1 : 0,
    missingPatchManagement: patch === '?' ? null : patch === '' ? 1 : 0,
  } as const;
  const score = Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), 0);
  return {
    key: name, name, os, support: supported, score, parts, atRisk: score > 0,
    level: !judged ? 'unknown' : critical > 0 ? 'critical' : high > 0 ? 'high' : medium > 0 ? 'medium' : low > 0 ? 'low' : 'none',
    bySeverity, vulnerabilities, possible: judged ? at % 5 : 0, exploited: critical > 2 ? 2 : 0,
    updates: updates < 0 ? null : updates, recommendations: score === 0 ? 0 : 1 + (at % 7), security: presence(security), patch: presence(patch), environment: env, site: at % 3 === 0 ? 'Rotterdam' : 'Frankfurt',
    criticality: at % 4 === 0 ? 'high' : at % 4 === 1 ? '' : 'medium',
    coverage: security === '?' ? 'unknown' : security !== '' && patch !== '' ? 'protected' : security === '' && patch === '' ? 'unprotected' : 'partial', owner: '', tags: tags === '' ? [] : tags.split('|'), softwareCount: security === '?' ? null : 40 + at,
    lastSeen: seen < 0 ? null : '2026-11-19', lastSeenDays: seen < 0 ? null : seen, stale: seen > 30,
  };
}

const DEFENDER = 'Microsoft Defender for Endpoint';
const MANAGER = 'Configuration Manager Client';

const SHORT: readonly Short[] = [
  ['fra-erp-db01', 'Windows Server 2012 R2', 4, 22, 17, 2, 9, 'Trellix Endpoint Security', '', 'Production', 0, 'wave-1|sap'],
  ['fra-app-legacy3', 'CentOS 7', 3, 19, 21, 1, 7, '', '', 'Production', 0, 'wave-1'],
  ['fra-wms-01', 'Windows Server 2012 R2', 3, 16, 14, 2, 6, DEFENDER, MANAGER, 'Production', 0, 'wave-2'],
  ['rtm-jenkins-02', 'Ubuntu 20.04 LTS', 2, 14, 16, 3, 4, '', 'Landscape Client', 'Staging', 0, ''],
  ['fra-pay-web02', 'Windows Server 2012 R2', 3, 16, 11, 1, 4, `${DEFENDER}|CrowdStrike Windows Sensor`, MANAGER, 'Production', 0, 'pci|wave-2'],
  ['fra-crm-web01', 'Windows Server 2016', 1, 9, 12, 2, 5, DEFENDER, MANAGER, 'Production', 0, 'wave-2|dmz'],
  ['fra-crm-web02', 'Windows Server 2016', 1, 9, 12, 2, 4, DEFENDER, MANAGER, 'Production', 0, 'wave-2|dmz'],
  ['rtm-bi-sql02', 'Windows Server 2012 R2', 1, 8, 9, 1, 3, 'Trellix Endpoint Security', '', 'Production', 1, 'sap'],
  ['fra-track-k8s-n3', 'RHEL 8.10', 1, 7, 10, 1, 5, 'CrowdStrike Falcon Sensor', 'Red Hat Satellite', 'Production', 0, 'tracking'],
  ['fra-print-01', 'Windows Server 2008 R2', 1, 6, 9, 1, 2, DEFENDER, 'Windows Server Update Services', 'Staging', 0, ''],
  ['rtm-edi-gw01', 'Ubuntu 20.04 LTS', 1, 6, 8, 1, 2, 'CrowdStrike Falcon Sensor', 'Landscape Client', 'Production', 0, 'dmz|edi'],
  ['fra-mon-01', 'CentOS 7', 0, 5, 8, 1, 2, '', '', '', 2, ''],
  ['fra-hr-app01', 'Windows Server 2016', 0, 5, 7, 1, 1, DEFENDER, MANAGER, 'Production', 0, 'wave-3'],
  ['fra-test-erp02', 'Windows Server 2019', 0, 4, 6, 1, 2, DEFENDER, MANAGER, 'Test', 0, 'sap'],
  ['rtm-git-01', 'Ubuntu 22.04 LTS', 0, 3, 6, 0, 2, 'CrowdStrike Falcon Sensor', 'Landscape Client', 'Staging', 0, ''],
  ['fra-vpn-02', 'Debian 12', 0, 2, 4, 1, -1, 'CrowdStrike Falcon Sensor', '', 'Production', 0, 'dmz'],
  ['fra-build-w07', 'Windows Server 2022', 0, 2, 3, 0, 1, DEFENDER, MANAGER, 'Staging', 0, ''],
  ['fra-scan-ocr1', 'Windows Server 2019', 0, 1, 2, 0, 0, DEFENDER, MANAGER, 'Production', 0, ''],
  ['fra-dns-02', 'RHEL 8.10', 0, 0, 2, 0, 1, 'CrowdStrike Falcon Sensor', 'Red Hat Satellite', 'Production', 0, 'infra'],
  ['rtm-kiosk-11', 'Windows Server 2022', 0, 0, 1, 0, 0, DEFENDER, '', 'Production', 38, ''],
  ['fra-nas-head1', 'Other Linux (64-bit)', -1, 0, 0, 0, -1, '?', '?', '', 12, ''],
  ['fra-dc-03', 'Windows Server 2022', 0, 0, 0, 0, 0, DEFENDER, MANAGER, 'Production', 0, 'infra'],
];

/** The 46 servers, score down: the ones above, then some that repeat the last with other names. */
export const serverRows: readonly ServerRow[] = [
  ...SHORT,
  ...Array.from({ length: SERVERS - SHORT.length }, (_, at): Short => [`rtm-node-${String(at + 1).padStart(2, '0')}`, at % 2 === 0 ? 'Windows Server 2022' : 'Debian 12', 0, at % 3, at % 4, 0, at % 5 === 0 ? -1 : 0, DEFENDER, MANAGER, at % 2 === 0 ? 'Test' : 'Development', at % 6, '']),
].map(serverRow).sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));

const listFacts = { frame, empty: null, dropHint: null, inventoryAgeDays: 2, staleAfterDays: 30 } as const;

export const serversModel: ServersModel = {
  ...listFacts,
  all: SERVERS, total: SERVERS, atRisk: 37,
  facets: [
    { field: 'environments', label: 'Environment', values: [['Production', 24], ['Test', 8], ['Staging', 7], ['Development', 5], ['', 2]].map(([value, count]) => ({ value: value as string, label: (value as string) || 'Not set', count: count as number, selected: false })) },
    { field: 'levels', label: 'Risk level', values: [['critical', 'Critical', 14], ['high', 'High', 12], ['medium', 'Medium', 5], ['low', 'Low', 1], ['none', 'None', 9], ['unknown', 'Unknown', 5]].map(([value, label, count]) => ({ value: value as string, label: label as string, count: count as number, selected: false })) },
    { field: 'support', label: 'Support', values: [['ended', 'Ended', 11], ['extended-paid', 'Further support', 3], ['ending', 'Ends in 180 days', 9], ['supported', 'Supported', 21], ['unknown', 'Unknown', 2]].map(([value, label, count]) => ({ value: value as string, label: label as string, count: count as number, selected: false })) },
    { field: 'criticality', label: 'Criticality', values: [['high', 'High', 12], ['medium', 'Medium', 22], ['', 'Not set', 12]].map(([value, label, count]) => ({ value: value as string, label: label as string, count: count as number, selected: false })) },
    { field: 'tags', label: 'Tag', values: ['wave-1', 'wave-2', 'wave-3', 'pci', 'dmz', 'sap', 'infra', 'edi', 'tracking'].map((value, at) => ({ value, label: value, count: 9 - at, selected: false })) },
    { field: 'os', label: 'Operating system', values: Object.keys(SUPPORT).map((value, at) => ({ value, label: value, count: 2 + at, selected: false })) },
    { field: 'workloads', label: 'Workload', values: [['databases', 'Databases', 9], ['web', 'Web', 14], ['containers', 'Containers', 4], ['business', 'Business applications', 7], ['other', 'Other servers', 15], ['unknown', 'Unknown', 5]].map(([value, label, count]) => ({ value: value as string, label: label as string, count: count as number, selected: false })) },
    { field: 'coverage', label: 'Coverage', values: [['unprotected', 'Unprotected', 3], ['partial', 'Partial', 6], ['protected', 'Protected', 32], ['unknown', 'Unknown', 5]].map(([value, label, count]) => ({ value: value as string, label: label as string, count: count as number, selected: false })) },
    { field: 'sites', label: 'Site', values: ['Frankfurt', 'Rotterdam'].map((value, at) => ({ value, label: value, count: at === 0 ? 30 : 16, selected: false })) },
  ],
  quick: [
    ['all', 'All', 46], ['atRisk', 'At risk', 37], ['os-end-of-support', 'OS ended', 11], ['software-end-of-support', 'Software ended', 23], ['vulnerabilities', 'Vulnerable', 32],
    ['pending-updates', 'Pending updates', 19], ['missing-security-software', 'No security sw', 6], ['missing-patch-management', 'No patch sw', 0],
  ].map(([key, label, count]) => ({ key: key as string, label: label as string, count: count as number, selected: key === 'all' })),
  chips: [],
  filterText: '',
  filter: {},
  sort: { key: 'score', direction: 'descending' },
  environments: [
    { key: 'total', label: 'servers', count: servers(SERVERS, {}), share: null, detail: null },
    { key: 'atRisk', label: 'at risk', count: servers(37, { atRisk: true }), share: 37 / SERVERS, detail: null },
    ...environments,
  ],
  page: { revision: REVISION, offset: 0, total: SERVERS, rows: serverRows },
};

/** The same list narrowed by two facets and a text. */
export const filteredServers: ServersModel = {
  ...serversModel,
  total: 5, atRisk: 5,
  filter: { environments: ['Production'], levels: ['critical'], text: 'tomcat' },
  filterText: 'environment:Production level:critical tomcat',
  chips: [
    { field: 'environments', value: 'Production', label: 'Production' }, { field: 'levels', value: 'critical', label: 'Critical risk' }, { field: 'text', value: 'tomcat', label: '“tomcat”' },
  ],
  facets: serversModel.facets.map(facet => ({ ...facet, values: facet.values.map(value => ({ ...value, selected: value.value === 'Production' || (facet.field === 'levels' && value.value === 'critical') })) })),
  page: { revision: REVISION, offset: 0, total: 5, rows: serverRows.slice(0, 5) },
};

export const emptyServers: ServersModel = {
  ...filteredServers,
  empty: 'filtered', total: 0, atRisk: 0,
  dropHint: { chip: { field: 'text', value: 'tomcat', label: '“tomcat”' }, rows: 9 },
  page: { revision: REVISION, offset: 0, total: 0, rows: [] },
};

/** One page of a list of any length, its rows made by rule. */
export function manyServersPage(offset: number, limit: number, total: number, revision: number = REVISION): Page<ServerRow> {
  const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at): ServerRow => {
    const index = offset + at;
    const base = serverRows[index % serverRows.length] as ServerRow;
    const name = `srv-${String(index + 1).padStart(5, '0')}`;
    return { ...base, key: name, name, score: Math.max(0, 500 - Math.floor(index / 6)) };
  });
  return { revision, offset, total, rows };
}

export function manyServers(total: number): ServersModel {
  return { ...serversModel, all: total, total, page: manyServersPage(0, 100, total) };
}

// ---------------------------------------------------------------- Software

type ShortSoftware = readonly [string, string, string, string, SupportModel, readonly [number, number, number, number] | null, number, number, number, string];

const none: SupportModel = { ...unknownSupport, text: 'No lifecycle data for this software' };

function softwareRow([name, publisher, version, subcategory, supported, levels, possible, exploited, on, cpe]: ShortSoftware, id: number): SoftwareRow {
  const bySeverity = levels === null ? null : { critical: levels[0], high: levels[1], medium: levels[2], low: levels[3], none: 0, unknown: 0 };
  return {
    id, name, publisher, version, source: 'registry', category: 'Web and data', subcategory, support: supported, atRisk: supported.bucket === 'ended' || (levels?.some(count => count > 0) ?? false),
    ended: supported.bucket === 'ended', level: levels === null ? 'unknown' : levels[0] > 0 ? 'critical' : levels[1] > 0 ? 'high' : levels[2] > 0 ? 'medium' : 'none', bySeverity,
    vulnerabilities: levels === null ? null : levels.reduce((sum, count) => sum + count, 0), possible, exploited, servers: servers(on, { software: { name, publisher, version } }),
    cpe, product: '', cycle: '', rule: cpe === '' ? '' : 'name-and-publisher', confidence: cpe === '' ? '' : 'high',
  };
}

const SHORT_SOFTWARE: readonly ShortSoftware[] = [
  ['Apache Tomcat 8.5 Tomcat8 (remove only)', 'The Apache Software Foundation', '8.5.78', 'Web hosting', support('ended', '2024-03-31'), [4, 9, 6, 0], 2, 3, 6, 'cpe:2.3:a:apache:tomcat:8.5.78:*:*:*:*:*:*:*'],
  ['OpenSSL', 'OpenSSL Win64 Installer Team', '1.0.2k', 'Security', support('ended', '2019-12-31'), [1, 5, 8, 0], 0, 0, 9, 'cpe:2.3:a:openssl:openssl:1.0.2k:*:*:*:*:*:*:*'],
  ['Microsoft SQL Server 2012 (64-bit)', 'Microsoft Corporation', '11.0.7001.0', 'Databases', support('ended', '2022-07-12'), [0, 3, 4, 0], 0, 1, 4, 'cpe:2.3:a:microsoft:sql_server:2012:sp4:*:*:*:*:x64:*'],
  ['Microsoft .NET Core Runtime - 3.1.32 (x64)', 'Microsoft Corporation', '3.1.32', 'Runtimes', support('ended', '2022-12-13'), [0, 6, 1, 0], 0, 0, 12, 'cpe:2.3:a:microsoft:.net_core:3.1.32:*:*:*:*:*:*:*'],
  ['VMware Tools', 'VMware, Inc.', '11.3.5.18557794', 'Virtualisation', none, [0, 4, 2, 0], 1, 1, 21, 'cpe:2.3:a:vmware:tools:11.3.5:*:*:*:*:*:*:*'],
  ['7-Zip 19.00 (x64)', 'Igor Pavlov', '19.00', 'Utilities', none, [0, 3, 1, 0], 0, 1, 17, 'cpe:2.3:a:7-zip:7-zip:19.00:*:*:*:*:*:x64:*'],
  ['Python 2.7.18 (64-bit)', 'Python Software Foundation', '2.7.18150', 'Runtimes', support('ended', '2020-01-01'), [0, 2, 3, 1], 0, 0, 5, 'cpe:2.3:a:python:python:2.7.18:*:*:*:*:*:*:*'],
  ['PHP', 'The PHP Group', '8.2.14', 'Runtimes', support('ending', '2026-12-31', 'in 40 d'), [0, 1, 2, 0], 0, 0, 3, 'cpe:2.3:a:php:php:8.2.14:*:*:*:*:*:*:*'],
  ['PostgreSQL 15', 'PostgreSQL Global Development Group', '15.8-1', 'Databases', support('supported', '2027-11-11'), [0, 0, 1, 0], 0, 0, 4, 'cpe:2.3:a:postgresql:postgresql:15.8:*:*:*:*:*:*:*'],
  ['Google Chrome', 'Google LLC', '126.0.6478.127', 'Business applications', none, [0, 0, 0, 0], 0, 0, 14, 'cpe:2.3:a:google:chrome:126.0.6478.127:*:*:*:*:*:*:*'],
  ['Meridian Tracking Agent', 'Meridian Freight', '4.2', '', none, null, 0, 0, 31, ''],
  ['libssl3', '', '3.0.11-1~deb12u2', 'Security', none, [0, 0, 0, 0], 4, 0, 8, 'cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*'],
];

export const softwareRows: readonly SoftwareRow[] = [
  ...SHORT_SOFTWARE,
  ...Array.from({ length: 48 }, (_, at): ShortSoftware => [`In-house tool ${at + 1}`, 'Meridian Freight', `1.${at}`, '', none, null, 0, 0, 1 + (at % 9), '']),
].map(softwareRow);

export const softwareModel: SoftwareModel = {
  ...listFacts,
  all: SOFTWARE, total: softwareRows.length, atRisk: 58,
  facets: [
    { field: 'support', label: 'Support', values: [['ended', 'Ended', 27], ['ending', 'Ends in 180 days', 8], ['supported', 'Supported', 61], ['unknown', 'Unknown', 118]].map(([value, label, count]) => ({ value: value as string, label: label as string, count: count as number, selected: false })) },
    { field: 'levels', label: 'Risk level', values: [['critical', 'Critical', 9], ['high', 'High', 22], ['medium', 'Medium', 13], ['none', 'None', 144], ['unknown', 'Unknown', 26]].map(([value, label, count]) => ({ value: value as string, label: label as string, count: count as number, selected: false })) },
    { field: 'categories', label: 'Category', values: ['Web hosting', 'Databases and data platforms', 'Security and compliance', 'Business applications', ''].map((value, at) => ({ value, label: value || 'Not set', count: 40 - at * 7, selected: false })) },
    { field: 'publishers', label: 'Publisher', values: ['Microsoft Corporation', 'Oracle Corporation', 'The Apache Software Foundation', 'Google LLC', 'Meridian Freight', 'VMware, Inc.', 'Igor Pavlov', 'Adobe Inc.', 'Citrix Systems, Inc.', 'SAP SE'].map((value, at) => ({ value, label: value, count: 60 - at * 5, selected: false })) },
    { field: 'sources', label: 'Source', values: ['registry', 'dpkg', 'rpm'].map((value, at) => ({ value, label: value, count: 120 - at * 40, selected: false })) },
  ],
  quick: [['all', 'All', 214], ['atRisk', 'At risk', 58], ['end-of-support', 'Ended', 27], ['vulnerable', 'Vulnerable', 44], ['end-of-support-and-vulnerable', 'Both', 13]].map(([key, label, count]) => ({ key: key as string, label: label as string, count: count as number, selected: key === 'all' })),
  chips: [],
  filterText: '',
  filter: {},
  sort: { key: 'risk', direction: 'descending' },
  page: { revision: REVISION, offset: 0, total: softwareRows.length, rows: softwareRows },
};

// ---------------------------------------------------------------- Server

const payWeb = serverRows.find(row => row.name === 'fra-pay-web02') as ServerRow;

const SHORT_VULNERABILITIES: readonly (readonly [string, VulnerabilityRow['severity'], number | null, string, boolean, boolean, number | null, string, string])[] = [
  ['CVE-2020-1938', 'critical', 9.8, '3.1', true, false, 0.944, 'Apache Tomcat 7.0.76', '7.0.100'],
  ['CVE-2017-12615', 'high', 8.1, '3.1', true, true, 0.943, 'Apache Tomcat 7.0.76', '7.0.81'],
  ['CVE-2017-12617', 'high', 8.1, '3.1', true, false, 0.942, 'Apache Tomcat 7.0.76', '7.0.82'],
  ['CVE-2025-29824', 'high', 7.8, '3.1', true, true, 0.016, 'Windows Server 2012 R2', 'KB5055557'],
  ['CVE-2019-0232', 'high', 8.1, '3.0', false, false, 0.941, 'Apache Tomcat 7.0.76', '7.0.94'],
];

export const vulnerabilityRows: readonly VulnerabilityRow[] = Array.from({ length: 40 }, (_, at): VulnerabilityRow => {
  const known = SHORT_VULNERABILITIES[at];
  const [cve, level, score, version, exploited, ransomware, epss, software, fixedIn] = known ?? [`CVE-2018-${10000 + at}`, at < 26 ? 'medium' : 'low', at === 30 ? null : 6.5 - at / 10, '3.1', false, false, at % 4 === 0 ? null : 0.01, at % 2 === 0 ? 'OpenSSL 1.0.2k' : 'Python 2.7.18', ''] as const;
  const possible = at >= 31;
  return {
    ref: { cve, software: at % 4 }, cve, severity: score === null ? 'unknown' : level, score, cvssVersion: version, cvssSource: 'NVD', exploited, ransomware, dueDate: exploited ? '2026-12-01' : null, epss, software, fixedIn,
    verdict: possible ? 'possibly-affected' : 'affected', verdictLabel: possible ? 'Possibly affected' : 'Affected', setAside: '', published: '2019-04-15',
  };
});

export const updateRows: readonly UpdateRow[] = ([
  ['KB3021910', 'Servicing stack update for Windows Server 2012 R2', 'critical', 214], ['KB5055557', '2025-04 Security Monthly Quality Rollup for Windows Server 2012 R2', 'security', 214],
  ['KB5044411', '2024-10 Servicing Stack Update', 'security', 180], ['KB2898850', 'Security update for .NET Framework 4.5.1', 'security', 160], ['KB890830', 'Windows Malicious Software Removal Tool', 'other', 38],
  ['KB3000000', 'Update without a date', 'other', null],
] as const).map(([id, title, kind, days], at) => ({ id, title, class: kind, releasedOn: days === null ? null : '2026-04-21', waitsDays: days, source: { view: 'source', file: 'fra-servers.inventory.csv', line: 212, column: 40 + at } }));

export const serverSoftwareRows: readonly ServerSoftwareRow[] = softwareRows.slice(0, 44).map(row => ({ ...row, place: { view: 'source', file: 'azure-migrate-software.csv', line: 4812 + row.id, column: 1 } }));

export const serverModel: ServerModel = {
  frame,
  key: payWeb.key,
  name: payWeb.name,
  row: payWeb,
  os: { label: 'Windows Server 2012 R2 Standard', written: 'Microsoft Windows Server 2012 R2 Standard', version: '6.3', build: '6.3.9600', cpe: 'cpe:2.3:o:microsoft:windows_server_2012:r2:*:*:*:*:*:*:*', rule: 'windows-server', confidence: 'high' },
  source: { view: 'source', file: 'fra-servers.inventory.csv', line: 212, column: 1 },
  sourceLabel: 'fra-servers.inventory.csv:212',
  scoreOnPlannedDate: 38,
  notCounted: { possible: 6, unknownVersion: 3, suppressed: 0 },
  security: {
    state: 'present', products: payWeb.security.products, advice: '',
    groups: [{ label: 'Antivirus, anti-malware', products: [DEFENDER, 'CrowdStrike Windows Sensor'] }, { label: 'Threat detection, SIEM, IAM', products: [] }],
  },
  patch: { state: 'present', products: [MANAGER], advice: '', groups: [{ label: 'Patch management', products: [MANAGER] }] },
  topVulnerabilities: vulnerabilityRows.slice(0, 5),
  topUpdates: updateRows.slice(0, 5),
  endedSoftware: serverSoftwareRows.filter(row => row.ended),
  vulnerableSoftware: serverSoftwareRows.filter(row => (row.vulnerabilities ?? 0) > 0),
  counts: { vulnerabilities: 31, possible: 6, software: 44, updates: 6 },
  decided: {
    tags: [
      { key: 'app', value: 'payroll', from: 'user', removed: false, written: null }, { key: 'pci', value: '', from: 'inventory', removed: false, written: '' },
      { key: 'role', value: 'web', from: 'user', removed: false, written: 'frontend' }, { key: 'tier', value: '2', from: 'user', removed: true, written: '2' },
    ],
    criticality: 'high', criticalityBy: 'rule 2: environment:production tag:pci', coverage: 'protected', coverageText: 'Protected: security and patch-management software', excluded: '', groups: ['Payroll'],
  },
  facts: [
    { label: 'Hardware', facts: [{ label: 'Cores', value: '8' }, { label: 'Memory', value: '32 GB' }, { label: 'Disks', value: 'C: 120 GB, D: 500 GB' }] },
    { label: 'Network', facts: [{ label: 'Name', value: 'fra-pay-web02.corp.meridian.example' }, { label: 'Addresses', value: '10.20.4.17, fe80::5c1e:99ff:fe00:1' }, { label: 'Adapter', value: '00:50:56:9a:11:07' }] },
    { label: 'Inventory', facts: [{ label: 'Source', value: 'fra-servers.inventory.csv:212' }, { label: 'Last seen', value: '2026-11-21' }, { label: 'Owner', value: '' }, { label: 'Reboot pending', value: 'yes' }] },
  ],
  problems: [{ severity: 'warning', message: 'Software version “n/a” could not be read: judged unknown version', target: { view: 'source', file: 'azure-migrate-software.csv', line: 4830, column: 3 } }],
};

/** A server of which the inventory says almost nothing. */
export const unknownServerModel: ServerModel = {
  ...serverModel,
  key: 'fra-nas-head1', name: 'fra-nas-head1', row: serverRows.find(row => row.name === 'fra-nas-head1') as ServerRow,
  os: { label: '', written: 'Other Linux (64-bit)', version: '', build: '', cpe: '', rule: '', confidence: '' },
  scoreOnPlannedDate: null, notCounted: { possible: 0, unknownVersion: 0, suppressed: 0 },
  security: { state: 'unknown', products: [], groups: [], advice: 'Add the server’s software to the inventory.' }, patch: { state: 'missing', products: [], groups: [], advice: 'Install a patch-management agent.' },
  topVulnerabilities: [], topUpdates: [], endedSoftware: [], vulnerableSoftware: [], counts: { vulnerabilities: null, possible: 0, software: null, updates: null }, problems: [],
  decided: { tags: [], criticality: '', criticalityBy: '', coverage: 'unknown', coverageText: 'Unknown: the inventory has no software list', excluded: '', groups: [] },
};

export function evidenceFor(cve: string, software: number): EvidenceModel {
  return {
    ref: { cve, software }, cve, verdict: 'affected', verdictLabel: 'Affected', counts: 'counts 1 in the score',
    description: 'Remote code execution through the CGI servlet on Windows when command line arguments are on. The inventory cannot show that setting.',
    severity: 'high',
    steps: [
      { title: 'Inventory row', note: '', text: '', code: ['Apache Tomcat 7.0 Tomcat7 (remove only)', 'The Apache Software Foundation · 7.0.76'], target: { view: 'source', file: 'azure-migrate-software.csv', line: 4812, column: 1 }, targetLabel: 'azure-migrate-software.csv:4812', range: null },
      { title: 'Identity', note: 'confidence: high', text: 'Rule apache-tomcat: publisher and name match, version from its column.', code: ['cpe:2.3:a:apache:tomcat:7.0.76:*:*:*:*:*:*:*'], target: null, targetLabel: '', range: null },
      { title: 'Criteria and range', note: 'inside', text: '', code: ['cpe:2.3:a:apache:tomcat:*:*:*:*:*:*:*:*'], target: null, targetLabel: '', range: { from: '7.0.0', fromIncluded: true, to: '7.0.93', toIncluded: true, at: '7.0.76' } },
      { title: 'And, on the same server', note: 'met', text: 'Running on Windows: Windows Server 2012 R2, 6.3.9600.', code: ['cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*'], target: { view: 'source', file: 'fra-servers.inventory.csv', line: 212, column: 1 }, targetLabel: 'fra-servers.inventory.csv:212', range: null },
      { title: 'Feed revision', note: '2 d old', text: 'NVD 2026-11-19 · analysed\nKEV 2026-11-18 · not listed\nEPSS 2026-11-19 · 94.1%', code: [], target: { view: 'feeds' }, targetLabel: 'Feeds', range: null },
      { title: 'Severity', note: 'metric and source', text: '8.1 High, CVSS 3.0, NVD, primary.', code: ['AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H'], target: null, targetLabel: '', range: null },
    ],
    references: ['https://tomcat.apache.org/security-7.html'],
    plain: `${cve}: affected\n1. Inventory row: azure-migrate-software.csv:4812`,
  };
}

export function softwareTrail(software: number): SoftwareTrail {
  const cells = [
    ['MachineName', 'fra-pay-web02'], ['Application', 'Apache Tomcat 7.0 Tomcat7 (remove only)'], ['Version', '7.0.76'], ['Provider', 'The Apache Software Foundation'], ['Install Location', 'D:\\Programs\\Apache Software Foundation\\Tomcat 7.0'], ['Owner', 'Payments'],
  ].map(([name = '', value = '']) => ({ name, value }));
  const step = { note: '', text: '', code: [], target: null, targetLabel: '', range: null };
  return {
    software, label: 'Apache Tomcat 7.0 Tomcat7 (remove only) 7.0.76',
    steps: [
      { ...step, title: 'Inventory row', cells, target: { view: 'source', file: 'azure-migrate-software.csv', line: 4812, column: 1 }, targetLabel: 'azure-migrate-software.csv, line 4812' },
      { ...step, title: 'Identity', text: 'apache:tomcat by rule apache-tomcat, confidence high.', code: ['cpe:2.3:a:apache:tomcat:7.0.76:*:*:*:*:*:*:*'], target: { view: 'mapping', software: { name: 'Apache Tomcat 7.0 Tomcat7 (remove only)', publisher: 'The Apache Software Foundation', version: '7.0.76', source: '', cpe: '', purl: '' } }, targetLabel: 'Set mapping…' },
      { ...step, title: 'Category', text: 'Web hosting · Web server' },
      { ...step, title: 'Support', note: '2021-03-31', text: 'Support ended 2021-03-31. By endoflife.date, product and cycle as shown, as of 2026-11-21.', code: ['tomcat 7'] },
      { ...step, title: 'Vulnerabilities on this server', text: '14 affect it. 2 possibly, not counted.', target: { view: 'server', server: 'fra-pay-web02', section: 'vulnerabilities' }, targetLabel: 'Show vulnerabilities' },
    ],
    plain: 'Apache Tomcat 7.0.76 on fra-pay-web02\n1. Inventory row',
  };
}

export function whyNot(cve: string): WhyNotModel {
  const id = cve.toUpperCase();
  return {
    cve: id, outcome: 'ruled-out', answer: `${id} does not affect ${serverModel.name}.`,
    details: ['Apache Log4j 2.17.1: The installed version is outside the range that the record gives.'],
    subjects: [{ ref: { cve: id, software: 1 }, label: 'Apache Log4j 2.17.1', verdict: 'not-affected', verdictLabel: 'Not affected', reason: 'The installed version is outside the range that the record gives.' }],
    more: 0,
  };
}
