import type { RecommendationRow, RecommendationsModel, WhatIfFigure } from '../../src/protocol/models/recommendations';

/** What to do first on the estate and the server of `webviewModels.ts`; as made up as they are. */
const ESTATE_ROWS: readonly RecommendationRow[] = [
  { id: 'os 2012', label: 'Upgrade Windows Server 2012 R2 to Windows Server 2025', detail: 'OS end of support · 41 vulnerabilities, 6 known exploited', effort: 'high', servers: { value: 9, target: { view: 'servers', filter: { risks: ['os-end-of-support'] } } }, points: 212, isEstimate: false, canTick: true },
  { id: 'tomcat', label: 'Upgrade Apache Tomcat 7.0.76, 8.5.50 to 9.0.121 or 8.5.100', detail: 'End of support · 31 vulnerabilities, 3 known exploited · 2 stay: no fix is known', effort: 'high', servers: { value: 6, target: { view: 'servers', filter: { product: { name: 'tomcat' } } } }, points: 96, isEstimate: false, canTick: true },
  { id: 'updates 2019', label: 'Install 45 critical or security updates of Windows Server 2019', detail: '12 vulnerabilities', effort: 'low', servers: { value: 14, target: { view: 'servers', filter: { os: ['Windows Server 2019'] } } }, points: 57, isEstimate: true, canTick: true },
  { id: 'openssl', label: 'Upgrade OpenSSL 1.1.1 to 3.0.15 (newest supported: 3.5.7)', detail: 'End of support · 5 vulnerabilities', effort: 'high', servers: { value: 12 }, points: 41, isEstimate: false, canTick: true },
  { id: 'glibc', label: 'Upgrade glibc 2.36-9+deb12u4 to 2.36-9+deb12u13', detail: '8 vulnerabilities', effort: 'low', servers: { value: 4, target: { view: 'servers', filter: { text: 'glibc' } } }, points: 24, isEstimate: false, canTick: true },
  { id: 'add-security', label: 'Install security software', detail: 'None of the security categories was found in their software lists', effort: 'medium', servers: { value: 5, target: { view: 'servers', filter: { risks: ['missing-security-software'] } } }, points: 5, isEstimate: false, canTick: true },
  { id: 'python', label: 'Replace or remove Python 2.7', detail: 'End of support · 1 vulnerability', effort: 'high', servers: { value: 3, target: { view: 'servers', filter: { product: { name: 'python', cycle: '2.7' } } } }, points: 4, isEstimate: false, canTick: true },
  { id: 'rescan', label: 'Scan again: the inventory is stale', detail: 'Their inventory is old, so the rest may be wrong', effort: 'low', servers: { value: 4, target: { view: 'servers', filter: { stale: true } } }, points: 0, isEstimate: false, canTick: false },
  { id: 'map-software', label: 'Say what 38 unknown software is', detail: 'Not judged, and never counted as safe', effort: 'low', servers: { value: 21, target: { view: 'software', filter: { identified: false } } }, points: 0, isEstimate: false, canTick: false },
];

const SERVER_ROWS: readonly RecommendationRow[] = [
  { id: 'tomcat', label: 'Upgrade Apache Tomcat 7.0.76 to 9.0.121', detail: '14 vulnerabilities, 3 known exploited', effort: 'high', servers: { value: 1, target: { view: 'server', server: 'fra-pay-web02', section: 'software' } }, points: 14, isEstimate: false, canTick: true },
  { id: 'os 2012', label: 'Upgrade Windows Server 2012 R2 to Windows Server 2025', detail: 'OS end of support · 9 vulnerabilities', effort: 'high', servers: { value: 1, target: { view: 'server', server: 'fra-pay-web02', section: 'vulnerabilities' } }, points: 14, isEstimate: false, canTick: true },
  { id: 'openssl', label: 'Upgrade OpenSSL 1.0.2k to 3.5.7', detail: 'End of support · 5 vulnerabilities', effort: 'high', servers: { value: 1, target: { view: 'server', server: 'fra-pay-web02', section: 'software' } }, points: 5, isEstimate: false, canTick: true },
  { id: 'python', label: 'Replace or remove Python 2.7.18', detail: 'End of support · 1 vulnerability', effort: 'high', servers: { value: 1, target: { view: 'server', server: 'fra-pay-web02', section: 'software' } }, points: 1, isEstimate: false, canTick: true },
];

const ESTATE_FIGURES: readonly (readonly [key: string, label: string, now: number, each: number])[] = [
  ['score', 'total risk score', 1_284, 154], ['atRisk', 'servers at risk', 37, 3], ['critical', 'servers with critical vulnerabilities', 14, 4], ['exploited', 'servers with known exploited CVEs', 9, 2],
  ['osEnded', 'servers with OS end of support', 11, 0], ['updates', 'servers with pending updates', 18, 1], ['unprotected', 'servers without security software', 5, 0],
  ['softwareEnded', 'software end of support', 27, 2], ['softwareVulnerable', 'software vulnerable', 51, 3],
];

/** As the worker would answer, with each tick taking the same from a figure. */
export function recommendationsFor(ticked: readonly string[], single = false): RecommendationsModel {
  const rows = single ? SERVER_ROWS : ESTATE_ROWS;
  const known = ticked.filter((id) => rows.some((row) => row.id === id && row.canTick));
  const figures = single ? ESTATE_FIGURES.slice(0, 1).map(([key, , , each]) => [key, 'risk score', 37, each / 14] as const) : ESTATE_FIGURES;
  return {
    revision: 7, asOf: '2026-11-21', rows, total: rows.length, leftOut: single ? 0 : 12, ticked: known,
    figures: figures.map(([key, label, now, each]): WhatIfFigure => ({ key, label, now, then: known.length === 0 ? null : now - known.length * each })),
  };
}
