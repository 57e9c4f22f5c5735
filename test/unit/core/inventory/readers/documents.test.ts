import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import type { FormatId } from '../../../../../src/core/inventory/model';
import { FORMATS } from '../../../../../src/core/inventory/formats';
import type { FileInventory } from '../../../../../src/core/inventory/reader';
import { installList, problemList, readText, said } from '../readText';

const read = (fileName: string, value: unknown, expect: FormatId): FileInventory => readText(fileName, JSON.stringify(value, null, 1), { expect });
const facts = (file: FileInventory, server = 0): Record<string, unknown> => said(file.servers[server]!.facts);
/** Rows without their places, which the layout of the JSON decides. */
const installs = (file: FileInventory): readonly string[] => installList(file).map((row) => row.replace(/@.*$/, ''));
const identities = (file: FileInventory): readonly string[] => file.software.map(({ name, cpe, purl }) => [name, cpe, purl].filter(Boolean).join(' '));

suite('documents of other tools', () => {
  test('CycloneDX: nested components, the operating system, the distribution by its packages', () => {
    const file = read('x.cdx.json', {
      bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { timestamp: '2026-11-01T00:00:00Z', component: { type: 'container', name: 'shop/api', version: '3' } },
      components: [
        { type: 'library', group: 'org.apache', name: 'log4j-core', version: '2.14.1', purl: 'pkg:maven/org.apache/log4j-core@2.14.1', cpe: 'cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*', components: [{ type: 'library', name: 'nested', version: '1' }] },
        { type: 'library', name: 'openssl-libs', version: '3.0.7-27.el9', purl: 'pkg:rpm/redhat/openssl-libs@3.0.7-27.el9?arch=x86_64&distro=rhel-9.4', cpe: 'cpe:2.3:a:openssl-libs:openssl-libs:3.0.7:*:*:*:*:*:*:*' },
        { type: 'file', name: '/etc/passwd' },
        { type: 'library', version: '1' },
        'nonsense',
      ],
      dependencies: [{ ref: 'a', dependsOn: ['b'] }], vulnerabilities: [],
    }, 'cyclonedx');
    assert.deepEqual(installs(file), ['shop/api: log4j-core|org.apache|2.14.1|maven', 'shop/api: nested||1|', 'shop/api: openssl-libs||3.0.7-27.el9|rpm']);
    assert.equal(identities(file)[0], 'log4j-core cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:* pkg:maven/org.apache/log4j-core@2.14.1');
    assert.equal(identities(file)[2], 'openssl-libs pkg:rpm/redhat/openssl-libs@3.0.7-27.el9?arch=x86_64&distro=rhel-9.4');
    assert.deepEqual(facts(file), { name: 'shop/api', os: { name: 'rhel', version: '9.4' }, lastSeen: '2026-11-01', softwareKnown: true });
    assert.equal(`${file.rows}+${file.rejected}`, '4+2');
    const host = read('x.json', { bomFormat: 'CycloneDX', components: [{ type: 'operating-system', name: 'Windows Server 2019', version: '10.0.17763' }] }, 'cyclonedx');
    assert.deepEqual(facts(host)['os'], { name: 'Windows Server 2019', version: '10.0.17763' });
  });

  test('SPDX: purl before guesses, suppliers without their kind', () => {
    const file = read('x.spdx.json', {
      spdxVersion: 'SPDX-2.3', SPDXID: 'SPDXRef-DOCUMENT', name: 'quay.io/ubi9:9.6@sha256:0123456789abcdef', creationInfo: { created: '2025-10-13T07:37:27Z' },
      packages: [
        { name: 'acl', versionInfo: '2.3.1-4.el9', supplier: 'Organization: Red Hat', externalRefs: [
          { referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:redhat:acl:2.3.1:*:*:*:*:*:*:*' }, { referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:acl:acl:2.3.1:*:*:*:*:*:*:*' },
          { referenceType: 'purl', referenceLocator: 'pkg:rpm/redhat/acl@2.3.1-4.el9?distro=rhel-9.6' }] },
        { name: 'tomcat', versionInfo: '9.0.30', supplier: 'NOASSERTION', externalRefs: [{ referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:apache:tomcat:9.0.30:*:*:*:*:*:*:*' }] },
        { versionInfo: '1' },
      ],
    }, 'spdx');
    assert.deepEqual(installs(file), ['quay.io/ubi9:9.6: acl|Red Hat|2.3.1-4.el9|rpm', 'quay.io/ubi9:9.6: tomcat||9.0.30|']);
    assert.deepEqual(identities(file), ['acl pkg:rpm/redhat/acl@2.3.1-4.el9?distro=rhel-9.6', 'tomcat cpe:2.3:a:apache:tomcat:9.0.30:*:*:*:*:*:*:*']);
    assert.deepEqual(facts(file)['os'], { name: 'rhel', version: '9.6' });
    assert.equal(`${file.rows}+${file.rejected}`, '2+1');
  });

  test('winget', () => {
    const file = read('pc01.winget.json', { CreationDate: '2026-04-07T22:16:04Z', Sources: [{ Packages: [{ PackageIdentifier: '7zip.7zip', Version: '19.00' }, { PackageIdentifier: 'Git.Git' }, {}] }, { Packages: [] }], WinGetVersion: '1.9' }, 'winget');
    assert.deepEqual(installs(file), ['pc01: 7zip.7zip||19.00|winget', 'pc01: Git.Git|||winget']);
    assert.equal(`${file.rows}+${file.rejected}`, '2+1');
  });

  test('osquery: rows of one table, several tables, several hosts', () => {
    assert.deepEqual(installs(read('osquery-web01.json', [{ name: 'Git', version: '2.37.1' }, { name: '', version: '1' }], 'osquery')), ['web01: Git||2.37.1|']);
    const file = read('x.json', {
      system_info: [{ hostname: 'win01', cpu_logical_cores: '4', physical_memory: '8589934592' }],
      os_version: [{ name: 'Microsoft Windows Server 2019 Standard', version: '10.0.17763', build: '17763', arch: '64-bit' }],
      programs: [{ name: '7-Zip 19.00 (x64)', version: '19.00', publisher: 'Igor Pavlov' }],
      rpm_packages: [{ name: 'openssl', version: '3.0.7', release: '27.el9', epoch: '1', arch: 'x86_64' }],
      patches: [{ hotfix_id: 'KB5034127', installed_on: '2026-01-09' }, { hotfix_id: 'KB1', installed_on: '1/9/2026' }],
      listening_ports: [{ port: '80' }],
    }, 'osquery');
    assert.deepEqual(installs(file), ['win01: 7-Zip 19.00 (x64)|Igor Pavlov|19.00|registry', 'win01: openssl||1:3.0.7-27.el9|rpm']);
    assert.deepEqual(facts(file), {
      name: 'win01', os: { name: 'Microsoft Windows Server 2019 Standard', version: '10.0.17763', build: '17763', architecture: '64-bit' }, cores: 4, memoryMB: 8192,
      hotfixes: [{ id: 'KB5034127', installedOn: '2026-01-09' }, { id: 'KB1', installedOn: null }], softwareKnown: true,
    });
    assert.deepEqual(installs(read('x.json', [{ hostname: 'a', name: 'x', version: '1' }, { hostname: 'b', name: 'x', version: '1' }], 'osquery')), ['a: x||1|', 'b: x||1|']);
  });

  test('Ansible: one host, a fact cache, several hosts', () => {
    const packages = { bash: [{ name: 'bash', version: '5.1.8', release: '9.el9', epoch: null, arch: 'x86_64', source: 'rpm' }] };
    const own = { ansible_hostname: 'db01', ansible_fqdn: 'db01.contoso.com', ansible_distribution: 'AlmaLinux', ansible_distribution_version: '9.4', packages };
    for (const document of [{ ansible_facts: own, changed: false }, own]) {
      const file = read('facts.json', document, 'ansible');
      assert.deepEqual(installs(file), ['db01: bash||5.1.8-9.el9|rpm']);
      assert.deepEqual(facts(file), { name: 'db01', fqdn: 'db01.contoso.com', os: { name: 'AlmaLinux', version: '9.4' }, softwareKnown: true });
    }
    const two = read('all.json', { web01: { ansible_facts: { packages: { apt: [{ name: 'apt', version: '2.6.1', source: 'apt' }, 'x'] } } }, web02: { ansible_facts: { ansible_distribution: 'Debian' } } }, 'ansible');
    assert.deepEqual(installs(two), ['web01: apt||2.6.1|dpkg']);
    assert.equal(two.servers.length, 2);
    assert.equal(`${two.rows}+${two.rejected}`, '2+1');
  });

  test('Azure Resource Graph: software inventories and patch assessments', () => {
    const machine = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm-sql-01';
    const file = read('x.json', { totalRecords: 5, data: [
      { id: `${machine}/providers/Microsoft.Security/softwareInventories/microsoft_sql`, type: 'microsoft.security/softwareinventories', properties: { deviceId: 'd', azureVmId: machine, osPlatform: 'windowsserver2019', vendor: 'microsoft', softwareName: 'sql_server_2016', version: '13.0.5026.0' } },
      { id: `${machine}/patchAssessmentResults/latest`, type: 'microsoft.compute/virtualmachines/patchassessmentresults', properties: { rebootPending: true, osType: 'Windows', startDateTime: '2026-11-20T10:00:00Z', availablePatchCountByClassification: { critical: 1, security: 1 } } },
      { id: `${machine}/patchAssessmentResults/latest/softwarePatches/a`, type: 'microsoft.compute/virtualmachines/patchassessmentresults/softwarepatches', properties: { patchName: '2026-11 Cumulative Update', kbId: '5034127', classifications: ['Security'], publishedDateTime: '2026-11-10T00:00:00Z' } },
      { id: `${machine}/patchAssessmentResults/latest/softwarePatches/b`, type: 'x/softwarepatches', properties: { patchName: 'libssl3', version: '3.0.2', classifications: ['Other'] } },
      { id: '/subscriptions/s', type: 'microsoft.security/pricings', properties: {} },
    ] }, 'resource-graph-json');
    assert.deepEqual(installs(file), ['vm-sql-01: sql_server_2016|microsoft|13.0.5026.0|defender']);
    const { pendingUpdates, rebootPending, lastSeen } = file.servers[0]!.facts;
    assert.deepEqual(pendingUpdates!.map(({ id, class: kind, releasedOn }) => `${id} ${kind} ${releasedOn}`), ['KB5034127 security 2026-11-10', 'libssl3 other null']);
    assert.equal(`${rebootPending} ${lastSeen}`, 'true 2026-11-20');
    assert.equal(`${file.rows}+${file.rejected}`, '4+1');
  });

  test('Defender per machine', () => {
    const file = read('x.json', { '@odata.context': 'x', value: [
      { deviceId: 'd1', deviceName: 'pc1.contoso.com', osPlatform: 'Windows10', softwareVendor: 'google', softwareName: 'chrome', softwareVersion: '119.0', lastSeenTimestamp: '2026-11-01 10:00:00' },
      { deviceId: 'd1', deviceName: 'pc1.contoso.com', softwareVendor: 'microsoft' },
    ] }, 'defender-json');
    assert.deepEqual(installs(file), ['pc1.contoso.com: chrome|google|119.0|defender']);
    assert.equal(`${file.rows}+${file.rejected}`, '1+1');
  });

  test('broken documents keep what is complete, and nothing hangs on deep ones', () => {
    const cut = readText('x.json', '{"bomFormat":"CycloneDX","components":[{"name":"a","version":"1"},{"name":"b","ver', { expect: 'cyclonedx' });
    assert.deepEqual(installs(cut), ['x: a||1|']);
    assert.deepEqual(problemList(cut.problems).map((each) => each.split(' ').slice(1).join(' ')), ['error json-syntax']);
    const deep = readText('x.json', `{"bomFormat":"CycloneDX","components":[{"name":"a","version":"1"},${'{"name":"n","components":['.repeat(1_000)}${']}'.repeat(1_000)}]}`, { expect: 'cyclonedx' });
    assert.deepEqual(installs(deep), ['x: a||1|']);
    const empty = readText('x.json', '{"bomFormat":"CycloneDX"}', { expect: 'cyclonedx' });
    assert.deepEqual(problemList(empty.problems), ['0:0 warning no-rows']);
  });

  test('places of rows and cells', () => {
    const text = '{"Sources":[{"Packages":[\n  {"PackageIdentifier": "Git.Git", "Version": "2.40"}]}],"WinGetVersion":"1"}';
    const file = readText('pc.json', text, { expect: 'winget' });
    assert.deepEqual(installList(file), ['pc: Git.Git||2.40|winget@2:3']);
    const format = FORMATS.find(({ id }) => id === 'winget')!;
    assert.equal(format.cells(text, text.indexOf('{"PackageId'), '').map(({ field, start, end }) => `${field}=${text.slice(start, end)}`).join(' '), 'software=Git.Git version=2.40');
  });
});

suite('real documents', () => {
  const folder = path.resolve(process.cwd(), '../shared/data/inventories');

  test('as many rows as an independent count', function () {
    if (!fs.existsSync(folder)) {
      assert.ok(!process.env['CI'], 'The shared data is missing.');
      console.log('      skipped: ../shared/data is not there');
      this.skip();
    }
    const check = (name: string, format: FormatId, count: (value: never) => number): void => {
      const bytes = fs.readFileSync(path.join(folder, name));
      const text = (name.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes).toString('utf8');
      const file = readText(path.basename(name).replace(/\.gz$/, ''), text, { expect: format });
      assert.equal(file.rows + file.rejected, count(JSON.parse(text.replace(/^\uFEFF/, '')) as never), name);
      assert.equal(file.rejected, 0, name);
      assert.ok(file.servers[0]!.facts.softwareKnown, name);
    };
    check('winget/packages.json', 'winget', (value: { Sources: { Packages: unknown[] }[] }) => value.Sources.reduce((sum, { Packages }) => sum + Packages.length, 0));
    check('fleet-osquery-perf/windows_11-software.json.gz', 'osquery', (value: unknown[]) => value.length);
    check('fleet-osquery-perf/ubuntu_2204-software.json.gz', 'osquery', (value: unknown[]) => value.length);
    check('fleet-osquery-perf/macos_vulnerable-software.json.gz', 'osquery', (value: { software: unknown[] }) => value.software.length);
    check('sbom/ubi_latest_spdx.json.gz', 'spdx', (value: { packages: unknown[] }) => value.packages.length);
    check('sbom/cyclonedx-keycloak-10.0.2.json.gz', 'cyclonedx', (value: { components: unknown[] }) => value.components.length);
    check('sbom/cyclonedx-obom-windows-host.json.gz', 'cyclonedx', (value: { components: unknown[] }) => value.components.length);
  });
});
