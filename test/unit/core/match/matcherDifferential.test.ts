import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { cpeKey, parseCpe } from '../../../../src/core/identify/cpe';
import type { SoftwareIdentity } from '../../../../src/core/identify/identity';
import type { Configuration, CpeMatch, CveRecord } from '../../../../src/core/match/cveRecord';
import { createMatcher, type Matcher, type OsSubject, type ServerSubjects, type SubjectMatches } from '../../../../src/core/match/matcher';
import { VERDICTS } from '../../../../src/core/match/verdict';
import { configuration, cve, indexOf, node } from '../../../support/cveRecords';
import { referenceVerdicts } from '../../../support/referenceMatcher';
import { debPackage, os, server, software, UNKNOWN_OS, WINDOWS_2019 } from '../../../support/subjects';

/** The matcher's answers in the reference's words, by the two lists and `judgeOnServer`. */
function matcherVerdicts(matcher: Matcher, subjects: ServerSubjects): string[] {
  const lines: string[] = [];
  const add = (who: string, subject: SoftwareIdentity | OsSubject, { cves, verdicts, conditional }: SubjectMatches) => {
    const strongest = new Map<number, number>();
    cves.forEach((at, place) => strongest.set(at, verdicts[place]!));
    for (const at of conditional) strongest.set(at, Math.max(strongest.get(at) ?? 0, VERDICTS.indexOf(matcher.judgeOnServer(at, subject, subjects))));
    for (const [at, verdict] of strongest) if (verdict > 0) lines.push(`${who} ${matcher.index.cveId(at)} ${VERDICTS[verdict]}`);
  };
  add('os', subjects.os, matcher.matchOs(subjects.os));
  subjects.software.forEach((identity, at) => add(String(at), identity, matcher.matchSoftware(identity)));
  return lines.sort();
}

const SYSTEMS: readonly OsSubject[] = [
  UNKNOWN_OS,
  os('linux', []),
  os('windows', []),
  os('linux', ['debian:debian_linux:12.0']),
  os('linux', ['debian:debian_linux']),
  os('macos', ['apple:macos:14.1']),
  os('windows', [WINDOWS_2019], { build: '10.0.17763.500', supportEnds: '2029-01-09' }),
  os('windows', [WINDOWS_2019], { build: '10.0.17763', hotfix: '2021-06-01' }),
  os('windows', [WINDOWS_2019], { supportEnds: '2021-06-01' }),
  os('windows', [WINDOWS_2019], { build: '10.0.17763.200', confidence: 'low', hotfix: '2023-01-01' }),
  os('windows', ['microsoft:windows_server_2012:r2', 'microsoft:windows_server_2012_r2:-'], { build: '6.3.9600.20000', supportEnds: '2023-10-10' }),
  os('windows', ['microsoft:windows_10:22h2:*:*:*:*:*:x64', 'microsoft:windows_10_22h2:-:*:*:*:*:*:x64'], { build: '10.0.19045.3000', confidence: 'medium' }),
  os('windows', ['microsoft:windows_10'], { hotfix: '2022-02-02' }),
];

suite('matcher against the plain reference', () => {
  const product = fc.constantFrom('a:v:p', 'a:v:q', 'a:w:p');
  const osProduct = fc.constantFrom('o:microsoft:windows', 'o:linux:linux_kernel', 'o:debian:debian_linux', 'o:microsoft:windows_server_2019', 'o:microsoft:windows_server_2012', 'o:microsoft:windows_10', 'o:microsoft:windows_10_22h2', 'o:apple:macos', 'h:x:y');
  const versions = fc.constantFrom('1', '1.0', '1.1', '1.1a', '1.2-rc1', '2', '-', '*', 'xp', '1.*', 'r2', '22h2', '12', '10.0.17763.300', '10.0.17763');
  const attributes = fc.constantFrom('', '', '', ':update1', ':update_1', ':update2', ':-', ':*:*:*:pro', ':*:*:*:*:windows', ':*:*:*:*:linux_kernel', ':*:*:*:*:wordpress', ':*:*:*:*:*:x64', ':*:*:*:*:*:arm64');
  const bound = fc.constantFrom('1.0', '1.1', '1.1a', '2', 'odd', '10.0.17763.100', '10.0.17763.300', '10.0.17763.700', '6.3.9600.20001');
  const bounds = fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    fc.tuple(fc.constantFrom('>=', '>', '<=', '<'), bound).map(([sign, text]) => ` ${sign}${text}`),
    fc.tuple(bound, bound).map(([from, to]) => ` >=${from} <${to}`),
    bound.map((text) => ` <=${text}`),
  );
  const row = fc
    .tuple(fc.constantFrom('', '', '?'), fc.oneof({ weight: 3, arbitrary: product }, osProduct), fc.oneof(versions, fc.constant('*')), attributes, bounds)
    .map(([platform, name, version, more, range]) => `${platform}${name}:${version}${more}${version === '*' ? range : ''}`);
  const anyRow = fc.oneof({ weight: 30, arbitrary: row }, fc.constantFrom('nonsense', 'a:v:*:1', '?a:*:p'));
  const anyNode = fc
    .tuple(fc.constantFrom('OR' as const, 'OR' as const, 'OR' as const, 'AND' as const, 'not OR' as const, 'not AND' as const), fc.array(anyRow, { maxLength: 4 }))
    .map(([operator, rows]) => node(operator, ...rows));
  const anyConfiguration = fc
    .tuple(fc.constantFrom('OR' as const, 'AND' as const, 'AND' as const, 'not AND' as const, 'not OR' as const), fc.array(anyNode, { maxLength: 3 }))
    .map(([operator, nodes]) => configuration(operator, ...nodes));
  const day = fc.constantFrom('2020-05-12', '2021-06-01', '2022-02-02', '2024-01-09');
  const records = fc.array(fc.tuple(day, fc.array(anyConfiguration, { minLength: 1, maxLength: 2 })), { minLength: 1, maxLength: 5 }).map((items) => items.map(([on, configurations], at) => cve(`CVE-2024-000${at}`, on, ...configurations)));
  const installed = fc
    .tuple(product, versions, attributes, fc.constantFrom('high' as const, 'high' as const, 'medium' as const, 'low' as const), fc.boolean())
    .map(([name, version, more, confidence, packaged]) => (packaged && !/[*-]/.test(version) ? debPackage(name, version) : software(`${name}:${version.includes('*') ? '*' : version}${more}`, { confidence })));

  test('on generated records and servers', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...SYSTEMS), fc.array(installed, { maxLength: 4 }), (feed, system, programs) => {
        const subjects = server(system, ...programs);
        assert.deepEqual(matcherVerdicts(createMatcher(indexOf(feed)), subjects), referenceVerdicts(feed, subjects));
      }),
      { numRuns: 6_000 },
    );
  });

  test('what is explained is what was judged', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...SYSTEMS), fc.array(installed, { minLength: 1, maxLength: 4 }), (feed, system, programs) => {
        const subjects = server(system, ...programs);
        const matcher = createMatcher(indexOf(feed));
        for (let at = 0; at < feed.length; at++) {
          for (const subject of [system, ...programs]) {
            const evidence = matcher.explain(at, subject, subjects);
            assert.equal(evidence.verdict, matcher.judgeOnServer(at, subject, subjects));
            if (evidence.verdict !== 'not-affected') assert.notEqual(evidence.criteria, '');
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('on the records of real years', function () {
    this.timeout(120_000);
    const root = path.resolve(process.cwd(), '../shared/data/feeds/nvd');
    if (!existsSync(root)) {
      assert.ok(!process.env.CI, 'shared/data is needed in CI');
      console.log('      skipped: shared/data is not there');
      return;
    }
    const feed = ['2019', '2025'].flatMap((year) => readYear(path.join(root, `nvdcve-2.0-${year}.json.gz`)));
    const matcher = createMatcher(indexOf(feed));
    const byProduct = recordsByProduct(feed);
    const draw = randomNumbers(20_261_121);
    const named = feed.flatMap(({ configurations }) => configurations.flatMap(({ nodes }) => nodes.flatMap(({ cpeMatch }) => cpeMatch.filter(({ vulnerable }) => vulnerable))));
    const conditioned = feed.filter(({ configurations }) => configurations.some(({ operator }) => operator === 'AND'));
    const windowsRows = named.filter(({ criteria }) => /:o:microsoft:windows_(?:server_20(?:1|2)|10)/.test(criteria));
    const SERVERS = 40;
    let found = 0;
    for (let at = 0; at < SERVERS; at++) {
      const programs = Array.from({ length: 12 }, () => softwareNear(named[draw(named.length)]!, draw));
      for (let pair = 0; at % 2 === 0 && pair < 4; pair++) {
        // Partners of one configuration, so that conditions are met now and then.
        const rows = conditioned[draw(conditioned.length)]!.configurations.flatMap(({ nodes }) => nodes.map(({ cpeMatch }) => cpeMatch[draw(cpeMatch.length)])).filter((match) => match !== undefined);
        programs.push(...rows.map((match) => softwareNear(match, draw)));
      }
      const subjects = server(at % 3 === 0 ? windowsNear(windowsRows[draw(windowsRows.length)]!, draw) : SYSTEMS[draw(SYSTEMS.length)]!, ...programs);
      const expected = referenceVerdicts(feed, subjects, (cpes) => [...new Set(cpes.flatMap((cpe) => byProduct.get(cpeKey(cpe)) ?? []))]);
      assert.deepEqual(matcherVerdicts(matcher, subjects), expected, `server ${at}`);
      found += expected.length;
    }
    assert.ok(found > 10_000, `${found} findings`);
    console.log(`      ${feed.length} CVEs, ${matcher.index.rowCount} rows, ${SERVERS} servers, ${found} findings`);
  });
});

/** Small numbers in a fixed order (a linear congruential generator), so that a failure can be seen again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A software of the row's product whose version is at, just below or just above one of its bounds, or unknown. */
function softwareNear(match: CpeMatch, draw: (below: number) => number): SoftwareIdentity {
  const cpe = parseCpe(match.criteria)!;
  const bounds = [match.versionStartIncluding, match.versionStartExcluding, match.versionEndIncluding, match.versionEndExcluding].filter(Boolean).map((text) => text.replaceAll(/\\(.)/g, '$1'));
  const written = /^[*-]$/.test(cpe.version) ? (bounds[draw(bounds.length)] ?? '1.0') : cpe.version;
  const version = [written, written, `${written}.1`, `${written}-rc1`, written.replace(/\d+$/, (digits) => String(Math.max(0, Number(digits) - 1))), '', 'unknown'][draw(7)]!;
  const confidence = (['high', 'high', 'medium', 'low'] as const)[draw(4)]!;
  const distribution = draw(5) === 0 ? { manager: 'dpkg' as const, name: 'x', source: '', upstreamVersion: version } : null;
  const name = { ...cpe, version: version === '' ? '*' : version, update: draw(2) ? cpe.update : '*', edition: '*', targetSw: draw(4) ? '*' : cpe.targetSw, targetHw: '*' };
  return { ...software('a:x:y'), cpes: [name], version, confidence, distribution };
}

function windowsNear(match: CpeMatch, draw: (below: number) => number): OsSubject {
  const cpe = parseCpe(match.criteria)!;
  const build = match.versionEndExcluding.replace(/\d+$/, (digits) => String(Number(digits) - 1 + draw(3)));
  const more = [{}, { hotfix: '2019-06-01' }, { hotfix: '2025-03-01' }, { supportEnds: '2019-05-01' }][draw(4)]!;
  const fields = [cpe.vendor, cpe.product, cpe.version, draw(2) ? cpe.update : '*', '*', '*', '*', '*', draw(2) ? 'x64' : '*'];
  return os('windows', [fields.join(':')], { build: [build, build, build.split('.', 3).join('.'), ''][draw(4)]!, ...more });
}

function recordsByProduct(feed: readonly CveRecord[]): Map<string, CveRecord[]> {
  const byProduct = new Map<string, Set<CveRecord>>();
  for (const record of feed) {
    for (const { criteria } of record.configurations.flatMap(({ nodes }) => nodes.flatMap(({ cpeMatch }) => cpeMatch))) {
      const cpe = parseCpe(criteria);
      if (!cpe) continue;
      const key = cpeKey(cpe);
      const known = byProduct.get(key);
      if (known) known.add(record);
      else byProduct.set(key, new Set([record]));
    }
  }
  return new Map([...byProduct].map(([key, records]) => [key, [...records]]));
}

interface RawMatch {
  vulnerable: boolean;
  criteria: string;
  versionStartIncluding?: string;
  versionStartExcluding?: string;
  versionEndIncluding?: string;
  versionEndExcluding?: string;
}
interface RawCve {
  id: string;
  published: string;
  vulnStatus: string;
  configurations?: { operator?: 'AND' | 'OR'; negate?: boolean; nodes: { operator: 'AND' | 'OR'; negate?: boolean; cpeMatch: RawMatch[] }[] }[];
}

/** The least that matching needs of a year file. */
function readYear(file: string): CveRecord[] {
  const { vulnerabilities } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { vulnerabilities: { cve: RawCve }[] };
  return vulnerabilities.map(({ cve: raw }) => ({
    ...cve(raw.id, raw.published.slice(0, 10)),
    vulnStatus: raw.vulnStatus,
    configurations: (raw.configurations ?? []).map(({ operator = 'OR', negate = false, nodes }): Configuration => ({
      operator,
      negate,
      nodes: nodes.map((item) => ({
        operator: item.operator,
        negate: item.negate ?? false,
        cpeMatch: item.cpeMatch.map((match) => ({ versionStartIncluding: '', versionStartExcluding: '', versionEndIncluding: '', versionEndExcluding: '', ...match })),
      })),
    })),
  }));
}
