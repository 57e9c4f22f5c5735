import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isPatchManagement, isSecuritySoftware, SECURITY_SUBCATEGORIES } from '../../../../src/core/identify/categories';
import { parseCpe } from '../../../../src/core/identify/cpe';
import { cpeOf } from '../../../../src/core/identify/cpeFields';
import { identifyOs } from '../../../../src/core/identify/operatingSystem';
import { PURL_PRODUCTS } from '../../../../src/core/identify/purls';
import { ALL_RULES } from '../../../../src/core/identify/rules/allRules';
import { UPSTREAM_PROJECTS } from '../../../../src/core/identify/rules/distributionPackages';
import type { SoftwareRule } from '../../../../src/core/identify/rules/rule';
import { firstWordsOf, ruleOf } from '../../../../src/core/identify/ruleIndex';
import { identifySoftware } from '../../../../src/core/identify/software';
import { softwareText } from '../../../../src/core/identify/softwareText';
import { endoflifeCatalog } from './endoflifeFile';
import { SMALL_CATALOG } from './smallCatalog';

function staticCpes(rule: SoftwareRule): string[] {
  return typeof rule.cpes === 'function' ? [] : (rule.cpes ?? []).map((cpe) => (typeof cpe === 'string' ? cpe : cpe[0]));
}

/** What is installed under this name is what the records are about. */
const CLIENT_IS_THE_PRODUCT = new Set([
  'chef-client',
  'powerchute-business',
  'microsoft-security-essentials',
  'symantec-endpoint-protection',
  'bitdefender-endpoint-security-tools',
  'trellix-edr',
  'cisco-secure-endpoint',
  'ossec',
  'okta-asa',
  'cyberark-epm',
  'netskope-client',
  'ninjaone',
]);

/** Real names of NVD that its years here, which end in parts and lack 2023 and 2024, do not hold. */
const NOT_IN_THE_DATA = new Set([
  'a:filezilla-project:filezilla_client',
  'a:acronis:cyber_backup',
  'a:ibm:semeru_runtime',
  'a:schneider-electric:powerchute_business_edition',
  'a:keepassxc:keepassxc',
  'a:mremoteng:mremoteng',
  'a:connectwise:screenconnect',
  'a:slack:slack',
  'a:vmware:open_vm_tools',
  'a:nagios:nagios_cross_platform_agent',
  'a:bmc:control-m',
  'a:microsoft:odbc_driver_for_sql_server',
  'a:microsoft:ole_db_driver_for_sql_server',
  'a:microsoft:azure_devops_server',
  'a:microsoft:azure_data_studio',
  'a:microsoft:azure_connected_machine_agent',
  'a:microsoft:remote_desktop_client',
  'a:microsoft:configuration_manager',
  'a:zohocorp:manageengine_endpoint_central',
  'a:eclipse:temurin',
  'a:amazon:corretto',
  'a:trellix:endpoint_security',
  'a:trellix:agent',
  'a:nxlog:nxlog',
  'a:solarwinds:security_event_manager',
  'a:cisco:duo_authentication_proxy',
  'a:beyondtrust:privilege_management_for_windows',
  'a:zscaler:client_connector',
  'a:xstream:xstream',
  'a:hibernate:hibernate_orm',
  'a:npmjs:semver',
  'a:newtonsoft:json.net',
  'a:microsoft:visual_studio_2026',
  'a:tmux_project:tmux',
]);

suite('rules', () => {
  test('each has an id of its own and something to match', () => {
    const ids = new Set<string>();
    for (const rule of ALL_RULES) {
      assert.match(rule.id, /^[a-z0-9][a-z0-9-]*$/);
      assert.ok(!ids.has(rule.id), `${rule.id} twice`);
      ids.add(rule.id);
      assert.ok(rule.titles?.length || rule.pattern || rule.packages?.length, rule.id);
    }
    assert.ok(ids.size >= 500);
  });

  test('patterns are anchored at both ends or at a word, and hold no nested quantifier over the same text', () => {
    for (const { id, pattern } of ALL_RULES) {
      if (!pattern) continue;
      assert.ok(pattern.source.startsWith('^'), id);
      assert.equal(pattern.flags, '', id);
      assert.doesNotMatch(pattern.source, /[+*]\)[+*]/, id);
    }
    assert.ok(ALL_RULES.filter(({ pattern }) => pattern && firstWordsOf(pattern).length === 0).length < 20);
  });

  test('each exact title reaches its rule', () => {
    for (const rule of ALL_RULES) {
      for (const title of rule.titles ?? []) {
        const text = softwareText({ name: title, publisher: '', version: '1.0' });
        assert.equal(text.title, title, `${rule.id}: the title is not in its tidy form`);
        if (!rule.publisherNeeded) assert.equal(ruleOf(text)?.titles?.includes(title), true, title);
      }
    }
  });

  test('an agent or client that shares the name of its server affirms nothing', () => {
    const open: string[] = [];
    for (const rule of ALL_RULES) {
      if (CLIENT_IS_THE_PRODUCT.has(rule.id)) continue;
      const said = staticCpes(rule);
      for (const title of [...(rule.titles ?? []), ...(rule.packages ?? [])]) {
        const word = /agent|client|probe/.exec(title.replaceAll('*', ''))?.[0];
        if (word === undefined || said.length === 0 || said.some((cpe) => cpe.includes(word)) || rule.part?.test(title)) continue;
        open.push(`${rule.id}: ${title} is ${said.join(', ')}`);
      }
    }
    assert.deepEqual(open, []);
  });

  test('products are those of endoflife.date', function () {
    const catalog = endoflifeCatalog();
    if (!catalog) return this.skip();
    const names = [
      ...ALL_RULES.flatMap(({ product }) => (typeof product === 'string' && product !== '' ? [product] : [])),
      ...UPSTREAM_PROJECTS.flatMap(({ product }) => product ?? []),
      ...[...PURL_PRODUCTS.values()].flatMap(({ product }) => product ?? []),
    ];
    for (const name of names) assert.equal(catalog.product(name)?.name, name);
  });

  test('CPE names are those of NVD', function () {
    const file = path.resolve(process.cwd(), '../shared/data/cpe/vendor-product-cve-counts.json.gz');
    const overrides = path.resolve(process.cwd(), '../shared/data/feeds/nvd-overrides/anchore-nvd-data-overrides.jsonl.gz');
    if (!existsSync(file) || !existsSync(overrides)) {
      if (process.env['CI']) throw new Error(`${file} is missing`);
      console.log('skipped: no vendor-product-cve-counts.json.gz beside the project');
      return this.skip();
    }
    const counts = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as [string, number, number][];
    const known = new Set(counts.map(([name]) => name.replaceAll('\\', '')));
    for (const match of gunzipSync(readFileSync(overrides)).toString('utf8').matchAll(/"criteria": ?"(cpe:2\.3:[^"]+)"/g)) {
      const cpe = parseCpe((match[1] ?? '').replaceAll('\\\\', '\\'));
      if (cpe) known.add(`${cpe.vendor}:${cpe.product}`);
    }
    const keys = [
      ...ALL_RULES.flatMap(staticCpes),
      ...UPSTREAM_PROJECTS.flatMap(({ cpes }) => cpes),
      ...[...PURL_PRODUCTS.values()].flatMap(({ cpes }) => cpes),
    ];
    const unknown = [...new Set(keys)].filter((key) => !known.has(key.slice(2)) && !NOT_IN_THE_DATA.has(key));
    assert.deepEqual(unknown, []);
  });

  test('security and patch management are well covered', () => {
    const security = ALL_RULES.filter((rule) => isSecuritySoftware({ category: rule.category ?? 'Others', subcategory: rule.subcategory ?? '' }));
    const patching = ALL_RULES.filter((rule) => isPatchManagement({ category: rule.category ?? 'Others', subcategory: rule.subcategory ?? '' }));
    // Products of distributions are known by their packages; whoever writes them into a list of Windows software names nobody else.
    const named = (rules: typeof ALL_RULES): number => rules.filter(({ publisher, titles, pattern }) => publisher !== undefined && (titles ?? pattern) !== undefined).length;
    assert.ok(named(security) >= 200, String(named(security)));
    assert.ok(named(patching) >= 55, String(named(patching)));
    for (const name of SECURITY_SUBCATEGORIES) assert.ok(security.some(({ subcategory }) => subcategory === name), name);
  });
});

suite('categories', () => {
  const verdict = (name: string, publisher: string, source: string): string => {
    const identity = identifySoftware({ name, publisher, version: '1.0', source, cpe: '', purl: '' }, SMALL_CATALOG);
    return `${isSecuritySoftware(identity) ? 'security' : '-'} ${isPatchManagement(identity) ? 'patching' : '-'}`;
  };

  test('libraries, shells, crypto tools, updaters and firewalls do not protect a server', () => {
    const rows: readonly (readonly [name: string, publisher: string, source: string, expected: string])[] = [
      ['CrowdStrike Windows Sensor', 'CrowdStrike, Inc.', 'registry', 'security -'],
      ['UniversalForwarder', 'Splunk, Inc.', 'registry', 'security -'],
      ['Okta AD Agent', 'Okta, Inc.', 'registry', 'security -'],
      ['Windows Defender', 'Microsoft Corporation', '', 'security -'],
      ['Windows Defender Firewall', 'Microsoft Corporation', '', '- -'],
      ['clamav-daemon', '', 'dpkg', 'security -'],
      ['clamav-freshclam', '', 'dpkg', '- -'],
      ['libclamav9', '', 'dpkg', '- -'],
      ['openssl', '', 'dpkg', '- -'],
      ['libssl1.1', '', 'dpkg', '- -'],
      ['gnupg', '', 'dpkg', '- -'],
      ['openssh-server', '', 'dpkg', '- -'],
      ['bash', '', 'rpm', '- -'],
      ['KeePass Password Safe 2.53', 'Dominik Reichl', 'registry', '- -'],
      ['osquery', '', 'registry', '- -'],
      ['Configuration Manager Client', 'Microsoft Corporation', 'registry', '- patching'],
      ['unattended-upgrades', '', 'dpkg', '- patching'],
      ['dnf-automatic', '', 'rpm', '- patching'],
      ['apt', '', 'dpkg', '- -'],
      ['Microsoft Update Health Tools', 'Microsoft Corporation', 'registry', '- -'],
      ['Google Update Helper', 'Google LLC', 'registry', '- -'],
    ];
    for (const [name, publisher, source, expected] of rows) assert.equal(verdict(name, publisher, source), expected, name);
  });
});

suite('hostile names', () => {
  const TEXTS = [
    '',
    ' ',
    'a',
    '\0\0\0',
    'a'.repeat(10_000),
    '1.'.repeat(5_000),
    '('.repeat(10_000),
    '(x64 '.repeat(2_000),
    'microsoft sql server '.repeat(500),
    'microsoft office professional '.repeat(400),
    ' -'.repeat(5_000),
    '1.1-'.repeat(3_000),
    `apache tomcat ${'tomcat9 '.repeat(2_000)}`,
    `mongodb ${'ssl '.repeat(2_000)}x`,
    `update for ${'microsoft '.repeat(1_000)}`,
    'a-1-1.'.repeat(3_000),
    '\u202e\u{1F600}'.repeat(4_000),
    'Программа для Windows',
    '<script>alert(1)</script>',
    'cpe:2.3:a:%00:*',
    'pkg:deb/%E0%A4%A',
    '__proto__',
    'constructor',
  ];

  test('any text in any field is answered', () => {
    for (const a of TEXTS) {
      for (const b of TEXTS) {
        identifySoftware({ name: a, publisher: b, version: b, source: '', cpe: b, purl: `pkg:${b}` }, SMALL_CATALOG);
        identifySoftware({ name: a, publisher: b, version: b, source: 'dpkg', cpe: a, purl: b }, SMALL_CATALOG);
        identifyOs({ name: a, version: b, build: b, architecture: a }, SMALL_CATALOG);
        identifyOs({ name: `windows server ${a}`, version: b, build: b, architecture: a }, SMALL_CATALOG);
      }
    }
  });

  test('random text is answered, and twice the same', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    fc.assert(
      fc.property(text, text, text, fc.constantFrom('', 'dpkg', 'rpm', 'registry', 'snap'), (name, publisher, version, source) => {
        const row = { name, publisher, version, source, cpe: '', purl: '' };
        const identity = identifySoftware(row, SMALL_CATALOG);
        assert.deepEqual(identifySoftware(row, SMALL_CATALOG), identity);
        if (identity.rule === 'unknown') assert.deepEqual([identity.cpes.length, identity.confidence], [0, 'low']);
      }),
    );
  });

  test('a CPE of a rule is a well-formed name', () => {
    const plus = cpeOf('a:microsoft:visual_c++', { version: '2010' });
    assert.deepEqual([plus.vendor, plus.product, plus.version, plus.other], ['microsoft', 'visual_c++', '2010', '*']);
  });
});
