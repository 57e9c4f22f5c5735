import assert from 'node:assert/strict';
import { recogniseFormat } from '../../../../../src/core/inventory/formats';
import type { FileInventory } from '../../../../../src/core/inventory/reader';
import { installList, problemList, readText } from '../readText';

/** `format rows+rejected`, then what each server has of system, hotfixes and updates, its software, and the problems but for unknown columns. */
function told(file: FileInventory): readonly string[] {
  return [
    `${file.format} ${file.rows}+${file.rejected}`,
    ...file.servers.map(({ facts: { name, fqdn, os, cores, memoryMB, lastSeen, hotfixes, pendingUpdates } }) => [
      name, fqdn, os.name, os.version, os.architecture, cores === null ? '' : `${cores} cores`, memoryMB === null ? '' : `${memoryMB} MB`, lastSeen ?? '',
      ...(hotfixes ?? []).map(({ id, installedOn }) => `${id} of ${installedOn}`),
      ...(pendingUpdates ?? []).map(({ id, class: kind }) => `${id} ${kind}`),
      ...(pendingUpdates?.length === 0 ? ['nothing pending'] : []),
    ].filter(Boolean).join(', ')),
    ...installList(file),
    ...problemList(file.problems.filter(({ code }) => code !== 'header-unknown')),
  ];
}

const check = (fileName: string, content: string, ...expected: readonly string[]): void => assert.deepEqual(told(readText(fileName, content)), expected);
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const json = (value: unknown): string => JSON.stringify(value, null, 2);
const refused = (fileName: string, content: string, pattern: RegExp): void => assert.match(recogniseFormat(fileName, content).problem?.message ?? 'read', pattern);

suite('what tools write today: Windows', () => {
  test('Excel: a mark, semicolons, "sep=;", tabs', () => {
    const table = 'MachineName,Application,Version,Provider,MachineManagerFqdn\nweb01,7-Zip 19.00 (x64),19.00,Igor Pavlov,vc\nweb01,"Müller, GmbH ""Tool""",1.2,Müller,vc\n';
    const semicolons = table.replaceAll(',', ';').replace('"Müller; GmbH', '"Müller, GmbH');
    const at = (first: number): readonly string[] => ['azure-migrate-software-csv 2+0', 'web01', `web01: 7-Zip 19.00 (x64)|Igor Pavlov|19.00|@${first}`, `web01: Müller, GmbH "Tool"|Müller|1.2|@${first + 1}`];
    check('export.csv', crlf(`\uFEFF${table}`), ...at(2));
    check('export.csv', crlf(`\uFEFF${semicolons}`), ...at(2));
    check('export.csv', crlf(`sep=;\n${semicolons}`), ...at(3));
    check('export.csv', crlf(table.replaceAll(',', '\t').replace('"Müller\t GmbH', '"Müller, GmbH')), ...at(2));
  });

  test('the machine of a table is in CSName, else PSComputerName, Source or Node, never "localhost"', () => {
    check('export.csv', '"Source","Description","HotFixID","InstalledBy","InstalledOn"\n"SRV01","Update","KB1",,"2026-01-10"\n', 'windows-hotfix-csv 1+0', 'SRV01, KB1 of 2026-01-10');
    check('export.csv', 'Node,HotFixID,InstalledOn\nSRV01,KB1,2026-01-10\n', 'windows-hotfix-csv 1+0', 'SRV01, KB1 of 2026-01-10');
    check('export.csv', '"CSName","HotFixID","InstalledOn","PSComputerName"\n"SRV01","KB1","2026-01-10",\n', 'windows-hotfix-csv 1+0', 'SRV01, KB1 of 2026-01-10');
    check('SRV02.hotfix.csv', 'HotFixID,PSComputerName\nKB1,localhost\n', 'windows-hotfix-csv 1+0', 'SRV02, KB1 of null');
    check('export.csv', '\r\r\nNode,Caption,CSName,HotFixID,InstalledOn\r\r\nSRV01,http://x,SRV01,KB5020874,11/15/2022\r\r\n', 'windows-hotfix-csv 1+0', 'SRV01, KB5020874 of 2022-11-15');
  });

  test('Microsoft’s severity makes an update a security update', () => {
    check('export.csv', 'ComputerName,KB,Title,MsrcSeverity\nS,KB1,a,Critical\nS,KB2,b,Important\nS,KB3,c,\nS,KB4,d,Low\n', 'windows-update-csv 4+0', 'S, KB1 critical, KB2 security, KB3 other, KB4 security');
    check('SRV01.updates.json', json([
      { Title: 'A (KB5034127)', KBArticleIDs: ['5034127'], Categories: [{ Name: 'Security Updates', CategoryID: '0fa1201d' }] },
      { Title: 'B (KB5034128)', KBArticleIDs: 'System.__ComObject', Categories: ['@{Name=Critical Updates; CategoryID=e6cf1350}'] },
      { Title: 'C (KB5034129)', KBArticleIDs: [], MsrcSeverity: 'Moderate' },
    ]), 'windows-json 3+0', 'SRV01, KB5034127 security, KB5034128 critical, KB5034129 security');
  });

  test('ConvertTo-Json: a list of one as the one, wrapped lists, dates of both kinds', () => {
    check('x.json', json({ PSComputerName: 'SRV01', InstalledOn: '/Date(1668470400000)/', HotFixID: 'KB1' }), 'windows-json 1+0', 'SRV01, KB1 of 2022-11-15');
    check('x.json', json({ DisplayName: 'Git', DisplayVersion: '2.40', Publisher: 'Git', PSComputerName: 'SRV01' }), 'windows-json 1+0', 'SRV01', 'SRV01: Git|Git|2.40|registry@1:1');
    check('x.json', json({ value: [{ CSName: 'SRV01', HotFixID: 'KB1', InstalledOn: { value: '/Date(1668470400000)/', DateTime: 'Tuesday' } }], Count: 1 }), 'windows-json 1+0', 'SRV01, KB1 of 2022-11-15');
  });

  test('ConvertTo-Json without enough -Depth: what it leaves of an object is told and is no name and no version', () => {
    check('SRV01.json', '[{"DisplayName":"Git","DisplayVersion":"@{Major=2; Minor=40}","Publisher":"System.Object[]"},\n{"DisplayName":"@{Name=Git}","DisplayVersion":"1"},\n{"DisplayName":"System.Data.SQLite","DisplayVersion":"1"}]',
      'windows-json 2+1', 'SRV01', 'SRV01: Git|||registry@1:2', 'SRV01: System.Data.SQLite||1|registry@3:1', '1:40 warning value-unknown', '1:75 warning value-unknown', '2:1 error name-missing');
  });

  test('a registry export: deleted keys, names with brackets, and REGEDIT4’s texts of bytes', () => {
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
    check('SRV01.reg', `Windows Registry Editor Version 5.00\n\n[-${key}\\Gone]\n[${key}\\{A]B}]\n"DisplayName"="Bracket"\n[${key}\\{A]B}\\Sub]\n"DisplayName"="Sub"\n`, 'windows-registry 1+0', 'SRV01', 'SRV01: Bracket|||registry@4');
    check('SRV01.reg', `REGEDIT4\n\n[${key}\\Git]\n"DisplayName"="Git"\n"DisplayVersion"=hex(2):32,2e,34,\\\n  30,00\n`, 'windows-registry 1+0', 'SRV01', 'SRV01: Git||2.40|registry@3');
  });

  test('tables as a console shows them are refused with how to write them', () => {
    refused('SRV01.txt', crlf('\nSource        Description      HotFixID      InstalledBy          InstalledOn\n------        -----------      --------      -----------          -----------\nSRV01         Update           KB1                                11/15/2022\n'), /a table as PowerShell shows it.*Export-Csv/);
    refused('SRV01.txt', 'Name       Id             Version\n----------------------------------------------\nGit        Git.Git        2.4\n', /of winget, write it with winget export/);
    refused('SRV01.txt', '\nDisplayName    : Git\nDisplayVersion : 2.4\n', /a value a line/);
  });
});

suite('what tools write today: Linux', () => {
  test('columns that dpkg-query is told to write are Debian’s, whatever parts them', () => {
    for (const by of [' ', '\t', ';', ',', '|']) {
      check('web01.txt', `adduser${by}3.134${by}all\nlibc6:amd64${by}2.36-9+deb12u9${by}amd64\n`, 'dpkg-list 2+0', 'web01', 'web01: adduser||3.134|dpkg@1', 'web01: libc6||2.36-9+deb12u9|dpkg@2');
    }
    check('web01.txt', 'adduser\t3.134\tall\tinstall ok installed\nold\t1.0\tall\tdeinstall ok config-files\n', 'dpkg-list 2+0', 'web01', 'web01: adduser||3.134|dpkg@1');
    check('web01.txt', 'ii \tadduser\t3.134\nrc \told\t1.0\n', 'dpkg-list 2+0', 'web01', 'web01: adduser||3.134|dpkg@1');
  });

  test('dpkg -l in German, and cut at the width of a terminal by an old dpkg: half a version is none', () => {
    check('web01.txt', `Gewünscht=Unbekannt/Installieren/R=Entfernen/P=Vollständig Löschen/Halten
| Status=Nicht/Installiert/Config/U=Entpackt/halb konFiguriert/
         Halb installiert/Trigger erWartet/Trigger anhängig
|/ Fehler?=(kein)/R=Neuinstallation notwendig (Status, Fehler: GROSS=schlecht)
||/ Name                   Version      Architektur  Beschreibung
+++-======================-============-============-=================================
ii  adduser                3.134        all          Hinzufügen und Entfernen von Benutzern
ii  debian-archive-keyring 12.0+deb12u9 all          GnuPG-Schlüssel
`, 'dpkg-list 2+0', 'web01', 'web01: adduser||3.134|dpkg@7', 'web01: debian-archive-keyring||12.0+deb12u9|dpkg@8');
    check('web01.txt', `Desired=Unknown/Install/Remove/Purge/Hold
+++-==============-============-============-=================================
ii  adduser        3.134        all          add and remove users and groups
ii  libgcc-s1:amd6 12.2.0-14+de amd64        GCC support library
`, 'dpkg-list 2+0', 'web01', 'web01: adduser||3.134|dpkg@3', 'web01: libgcc-s1|||dpkg@4', '4:1 warning value-unknown', '4:1 warning value-unknown');
  });

  test('apt in another language: what waits is told by its shape, what is installed is refused', () => {
    check('web01.txt', 'Auflistung… Fertig\nlibssl3/jammy-updates,jammy-security 3.0.2-0ubuntu1.18 amd64 [aktualisierbar von: 3.0.2-0ubuntu1.15]\nbash/jammy-updates 5.1-6ubuntu1.1 amd64 [aktualisierbar von: 5.1-6ubuntu1]\n', 'apt-list 2+0', 'web01, libssl3 security, bash other');
    check('web01.txt', 'Paketlisten werden gelesen…\nAbhängigkeitsbaum wird aufgebaut…\nDie folgenden Pakete werden aktualisiert (Upgrade):\n  libssl3\n1 aktualisiert, 0 neu installiert.\nInst libssl3 [3.0.14-1] (3.0.15-1 Debian-Security:12/stable-security [amd64])\nConf libssl3 (3.0.15-1 Debian-Security:12/stable-security [amd64])\n', 'apt-simulation 1+0', 'web01, libssl3 security');
    refused('web01.txt', 'Auflistung… Fertig\nadduser/jammy,now 3.118ubuntu5 all [installiert]\nold/now 1.0 all [Konfiguration-verbleibend]\n', /in another language than English; write it with LC_ALL=C/);
    check('web01.txt', 'Reading package lists... Done\nBuilding dependency tree... Done\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n', 'apt-simulation 0+0', 'web01, nothing pending');
  });

  test('rpm -qa without architecture, with dates, with an epoch of 0', () => {
    check('web01.txt', 'bash-5.1.8-6.el9_1\nopenssl-libs-1:3.0.7-27.el9\ngpg-pubkey-fd431d51-4ae0493b\n', 'rpm-list 3+0', 'web01', 'web01: bash||5.1.8-6.el9_1|rpm@1', 'web01: openssl-libs||1:3.0.7-27.el9|rpm@2');
    check('web01.txt', 'bash-5.1.8-6.el9_1.x86_64                     Mon 11 Nov 2024 10:00:00 AM UTC\n', 'rpm-list 1+0', 'web01', 'web01: bash||5.1.8-6.el9_1|rpm@1');
    check('web01.txt', 'bash-0:5.1.8-6.el9_1.x86_64\n', 'rpm-list 1+0', 'web01', 'web01: bash||5.1.8-6.el9_1|rpm@1');
  });

  test('dnf 5 with what it says while it loads', () => {
    check('web01.txt', 'Updating and loading repositories:\nRepositories loaded.\nName                   Type        Severity  Package                          Issued\nFEDORA-2024-abcdef1234 security    Moderate  curl-8.6.0-7.fc40.x86_64 2024-11-02 10:11:12\n', 'updateinfo 1+0', 'web01, curl security');
  });

  test('refused with what to write in place of it', () => {
    refused('web01.txt', 'Loaded plugins: fastestmirror\nInstalled Packages\nbash.x86_64   4.2.46-35.el7_9   @updates\n', /a list of dnf or yum; write it with rpm -qa/);
    refused('web01.txt', 'Loading repository data...\nReading installed packages...\nS | Repository | Name | Current Version\n--+------------+------+----\nv | SLES15 | bash | 4.4-1\n', /a list of zypper/);
    refused('web01.csv', 'Package,Version,Architecture\nadduser,3.134,all\n', /it lists software but no column names the server, such as "Server"; headers seen: "Package", "Version", "Architecture"/);
  });
});

const SOFTWARE = {
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web01/providers/Microsoft.Security/softwareInventories/edge',
  type: 'microsoft.security/softwareinventories',
  properties: { deviceId: 'd1', osPlatform: 'WindowsServer2019', vendor: 'microsoft', softwareName: 'edge', version: '120.0' },
};

suite('what tools write today: clouds and agents', () => {
  test('Resource Graph: of the command line, of the REST interface as objects and as a table, one record, properties as a text', () => {
    const expected = (place: string): readonly string[] => ['resource-graph-json 1+0', 'web01, WindowsServer2019', `web01: edge|microsoft|120.0|defender@${place}`];
    check('x.json', JSON.stringify({ count: 1, data: [SOFTWARE], skip_token: null, total_records: 1 }), ...expected('1:20'));
    check('x.json', JSON.stringify({ totalRecords: 1, count: 1, data: { columns: [{ name: 'id' }, { name: 'type' }, { name: 'properties' }], rows: [Object.values(SOFTWARE)] }, facets: [] }), ...expected('1:109'));
    check('x.json', JSON.stringify(SOFTWARE), ...expected('1:1'));
    check('x.json', JSON.stringify({ data: [{ ...SOFTWARE, properties: JSON.stringify(SOFTWARE.properties) }] }), ...expected('1:10'));
    check('x.json', JSON.stringify({ data: [{ ...SOFTWARE, properties: '{"softwareName": "ed' }] }), 'resource-graph-json 0+1', '1:10 error name-missing');
  });

  test('Defender: a record a line, and of the days on which a machine was seen the last', () => {
    const record = (device: string, seen: string): string => JSON.stringify({ DeviceId: device, DeviceName: device, SoftwareVendor: 'microsoft', SoftwareName: 'edge', SoftwareVersion: '120', LastSeenTime: seen });
    check('x.json', `${record('a', '2026-11-01T00:00:00Z')}\n${record('b', '2026-11-02T00:00:00Z')}\n${record('a', '2026-11-03T00:00:00Z')}\n`,
      'defender-json 3+0', 'a, 2026-11-03', 'b, 2026-11-02', 'a: edge|microsoft|120|defender@1:1', 'b: edge|microsoft|120|defender@2:1', 'a: edge|microsoft|120|defender@3:1');
    check('x.csv', 'deviceName,softwareName,softwareVersion,cveId,lastSeenTimestamp\na,edge,1,CVE-1,2026-11-01 10:00:00\na,edge,1,CVE-2,2026-11-03 10:00:00\na,edge,1,CVE-3,2026-11-02 10:00:00\n',
      'defender-csv 3+0', 'a, 2026-11-03', 'a: edge||1|defender@2', 'a: edge||1|defender@3', 'a: edge||1|defender@4');
  });

  test('RVTools: thousands in memory and cores, and vCPU is not taken for vInfo', () => {
    const vInfo = (memory: string, by: string): string => ['VM', 'Powerstate', 'CPUs', 'Memory', 'OS according to the VMware Tools'].join(by) + `\n${['web01', 'poweredOn', '4', memory, 'Debian'].join(by)}\n`;
    for (const memory of ['8,192', '8.192', '8’192', '8\u00A0192', '8192']) check('RVTools_tabvInfo.csv', vInfo(memory, ';'), 'rvtools-vinfo 1+0', 'web01, Debian, 4 cores, 8192 MB');
    check('RVTools_tabvInfo.csv', vInfo('8192,5', ';'), 'rvtools-vinfo 1+0', 'web01, Debian, 4 cores, 8192.5 MB');
    assert.equal(readText('RVTools_tabvCPU.csv', 'VM,Powerstate,CPUs,Sockets,Cores p/s,OS according to the VMware Tools\nweb01,poweredOn,4,1,4,Debian\n').format, 'native-csv');
  });

  test('osquery: one table by its columns, what was removed, and results as osqueryd logs them', () => {
    check('srv01.json', json([{ name: 'Microsoft Windows Server 2019', version: '10.0.17763', major: '10', minor: '0', build: '17763', platform: 'windows', arch: '64-bit' }]), 'osquery 1+0', 'srv01, Microsoft Windows Server 2019, 10.0.17763, 64-bit');
    check('x.json', json([{ csname: 'SRV01', hotfix_id: 'KB1', installed_on: '11/15/2022' }]), 'osquery 1+0', 'SRV01, KB1 of 2022-11-15');
    check('srv01.json', json({ deb_packages: [{ name: 'bash', version: '5.1', status: 'install ok installed' }, { name: 'old', version: '1', status: 'deinstall ok config-files' }] }), 'osquery 2+0', 'srv01', 'srv01: bash||5.1|dpkg@3:5');
    check('x.json', JSON.stringify({ snapshot: [{ name: 'Git', version: '2.4' }], action: 'snapshot', name: 'pack_it_programs', hostIdentifier: 'srv01' }), 'osquery 1+0', 'srv01', 'srv01: Git||2.4|registry@1:14');
    check('osqueryd.results.log', ['added', 'removed'].map((action, at) => JSON.stringify({ name: 'deb_packages', hostIdentifier: `h${at}`, columns: { name: 'git', version: '2.4' }, action })).join('\n'), 'osquery 2+0', 'h0', 'h0: git||2.4|dpkg@1:56');
  });

  test('ansible: answers one below the other, hosts that did not answer, and a fact cache', () => {
    const facts = (host: string): string => json({ ansible_facts: { ansible_hostname: host, ansible_distribution: 'Ubuntu', packages: { bash: [{ name: 'bash', version: '5.1', source: 'apt' }] } }, changed: false });
    const printed = `web01 | SUCCESS => ${facts('web01')}\nweb02 | UNREACHABLE! => {\n    "changed": false,\n    "msg": "timed out",\n    "unreachable": true\n}\nweb03 | SUCCESS => ${JSON.stringify(JSON.parse(facts('web03')))}\n`;
    const expected = ['ansible 2+1', 'web01, Ubuntu', 'web03, Ubuntu', 'web01: bash||5.1|dpkg@7:9', 'web03: bash||5.1|dpkg@22:117', '17:25 error name-missing'];
    check('x.txt', printed, ...expected);
    for (const chunk of [1, 7]) assert.deepEqual(told(readText('x.txt', printed, { chunk })), expected);
    check('web01', json({ ansible_hostname: 'web01', ansible_architecture: 'x86_64', ansible_processor_vcpus: 4, ansible_memtotal_mb: 7950 }), 'ansible 0+0', 'web01, x86_64, 4 cores, 7950 MB', '0:0 warning no-rows');
  });

  test('bills of materials that are not read say which are', () => {
    refused('x.json', json({ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [] }), /it is SPDX 3.*write it as SPDX 2\.3/);
    refused('x.spdx', 'SPDXVersion: SPDX-2.3\nPackageName: openssl\n', /SPDX in tag-value form; write it as JSON/);
    refused('x.xml', '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>', /CycloneDX in XML; write it as JSON/);
  });
});
