import assert from 'node:assert/strict';
import type { FormatId } from '../../../../../src/core/inventory/model';
import { registryFile } from '../../../../../src/core/inventory/readers/registryFile';
import type { FileInventory } from '../../../../../src/core/inventory/reader';
import { installList, problemList, readText, said } from '../readText';

const read = (fileName: string, text: string, expect: FormatId): FileInventory => readText(fileName, text, { expect });
const facts = (file: FileInventory, server = 0): Record<string, unknown> => {
  const { extra: _extra, ...rest } = said(file.servers[server]!.facts);
  return rest;
};
const updates = (file: FileInventory): readonly string[] => file.servers[0]!.facts.pendingUpdates!.map(({ id, class: kind, title, releasedOn }) => `${id} ${kind} ${releasedOn} ${title}`);

const REG = `Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall]

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\7-Zip]
"DisplayName"="7-Zip 19.00 (x64)"
"DisplayVersion"="19.00"
"Publisher"="Igor Pavlov"
"EstimatedSize"=dword:00001500
"Icon"=hex(2):25,00,50,00,\\
  72,00,6f,00,00,00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{GUID}]
"DisplayName"=hex(1):4a,00,61,00,76,00,\\
  61,00,00,00
"DisplayVersion"="8.0.3710.11"
"Publisher"="Oracle \\"O\\" Corporation"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Hidden]
"DisplayName"="A part"
"SystemComponent"=dword:00000001
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB1]
"DisplayName"="Update of it"
"ParentKeyName"="Office"
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Broken]
"DisplayName"=hex(1):zz,00
"DisplayVersion"="1
`;

suite('exports of Windows, Defender and VMware', () => {
  test('a registry export, in UTF-16 as reg.exe writes it and however it is cut', () => {
    const text = REG.replaceAll('\n', '\r\n');
    const utf16 = new Uint8Array([0xff, 0xfe, ...Array.from(text).flatMap((char) => [char.charCodeAt(0) & 0xff, char.charCodeAt(0) >> 8])]);
    for (const chunk of [1, 5, 1_000_000]) {
      const file = readText('win01.reg', utf16, { expect: 'windows-registry', chunk });
      assert.deepEqual(installList(file), ['win01: 7-Zip 19.00 (x64)|Igor Pavlov|19.00|registry@5', 'win01: Java|Oracle "O" Corporation|8.0.3710.11|registry@13']);
      assert.equal(`${file.rows}+${file.rejected}`, '5+0');
      assert.deepEqual(problemList(file.problems), ['26:1 warning value-unknown', '27:1 warning value-unknown']);
    }
    const at = REG.indexOf('[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\7-Zip');
    assert.equal(registryFile.cells(REG, at, '').filter(({ field }) => field !== 'other').map(({ field, start, end }) => `${field}=${REG.slice(start, end)}`).join(' '), 'software=7-Zip 19.00 (x64) version=19.00 publisher=Igor Pavlov');
    assert.deepEqual(problemList(read('x.reg', 'REGEDIT4\n\n[HKEY_CURRENT_USER\\Software]\n"a"="b"\n', 'windows-registry').problems), ['1:1 error no-rows']);
  });

  test('Uninstall keys as CSV: the file names the host, unless a column does', () => {
    const file = read('win01-uninstall.csv', '#TYPE Selected\n"DisplayName","DisplayVersion","Publisher","InstallDate"\n"7-Zip 19.00","19.00","Igor Pavlov","20200101"\n"","1.0","Microsoft",""\n', 'windows-uninstall-csv');
    assert.deepEqual(installList(file), ['win01: 7-Zip 19.00|Igor Pavlov|19.00|registry@3']);
    assert.deepEqual(file.problems, []);
    assert.deepEqual(installList(read('x.csv', 'PSComputerName,DisplayName,DisplayVersion,Publisher\nA,Git,2.40,\nB,Git,2.40,\n', 'windows-uninstall-csv')), ['A: Git||2.40|registry@2', 'B: Git||2.40|registry@3']);
  });

  test('hotfixes and pending updates', () => {
    const file = read('win01.hotfix.csv', '"PSComputerName","Description","HotFixID","InstalledBy","InstalledOn"\n"WIN01","Security Update","KB5034127","NT AUTHORITY\\SYSTEM","2026-01-10"\n"WIN01","Update","KB1",,""\n', 'windows-hotfix-csv');
    assert.deepEqual(facts(file), { name: 'WIN01', hotfixes: [{ id: 'KB5034127', installedOn: '2026-01-10' }, { id: 'KB1', installedOn: null }] });
    const pending = read('win02.updates.csv', 'ComputerName;Status;KB;Title;Classification\nWIN02;-D----;KB5034127;2026-11 Cumulative Update;Security Updates\nWIN02;;;Definition update KB2267602;Definition Updates\n', 'windows-update-csv');
    assert.deepEqual(updates(pending), ['KB5034127 security null 2026-11 Cumulative Update', 'KB2267602 other null Definition update KB2267602']);
    assert.equal(pending.servers[0]!.facts.softwareKnown, false);
  });

  test('dates of hotfixes in the order of the machine that wrote them, where the list tells it', () => {
    const list = (...dates: string[]): FileInventory => read('win01.hotfix.csv', `"PSComputerName","HotFixID","InstalledOn"\n${dates.map((date, at) => `"WIN01","KB${at}","${date}"\n`).join('')}`, 'windows-hotfix-csv');
    const american = list('1/9/2026 12:00:00 AM', '1/15/2024 12:00:00 AM');
    assert.deepEqual(facts(american), { name: 'WIN01', hotfixes: [{ id: 'KB0', installedOn: '2026-01-09' }, { id: 'KB1', installedOn: '2024-01-15' }] });
    assert.deepEqual(american.problems, []);
    const unclear = list('1/9/2026', '2026-01-10');
    assert.deepEqual(facts(unclear), { name: 'WIN01', hotfixes: [{ id: 'KB0', installedOn: null }, { id: 'KB1', installedOn: '2026-01-10' }] });
    assert.deepEqual(problemList(unclear.problems), ['2:16-24 warning date-unparsable']);
  });

  test('what ConvertTo-Json makes of them', () => {
    const check = (value: unknown): FileInventory => read('win01.json', JSON.stringify(value), 'windows-json');
    assert.deepEqual(facts(check([{ HotFixID: 'KB1', InstalledOn: { value: '/Date(1700000000000)/', DateTime: 'x' } }, { HotFixID: 'KB2', InstalledOn: '1/9/2026' }])), { name: 'win01', hotfixes: [{ id: 'KB1', installedOn: '2023-11-14' }, { id: 'KB2', installedOn: null }] });
    assert.deepEqual(facts(check([{ HotFixID: 'KB1', InstalledOn: '1/9/2026' }, { HotFixID: 'KB2', InstalledOn: '1/19/2026' }])), { name: 'win01', hotfixes: [{ id: 'KB1', installedOn: '2026-01-09' }, { id: 'KB2', installedOn: '2026-01-19' }] });
    assert.deepEqual(installList(check([{ DisplayName: 'Git', DisplayVersion: '2.40', Publisher: 'x' }, { DisplayName: null, DisplayVersion: null }])), ['win01: Git|x|2.40|registry@1:2']);
    assert.deepEqual(updates(check([{ Title: 'Cumulative Update (KB5034127)', KBArticleIDs: ['5034127'], Categories: ['Security Updates'], LastDeploymentChangeTime: '2026-11-10T00:00:00Z' }])), ['KB5034127 security 2026-11-10 Cumulative Update (KB5034127)']);
    assert.equal(check([{ HotFixID: 'KB1' }, 'x', {}]).rejected, 2);
  });

  test('Defender’s CSVs', () => {
    const file = read('x.csv', 'id,deviceId,deviceName,osPlatform,softwareVendor,softwareName,softwareVersion,cveId\nk1,d1,pc1.contoso.com,WindowsServer2019,google,chrome,119.0,CVE-2023-1\nk2,d1,pc1.contoso.com,WindowsServer2019,google,chrome,119.0,CVE-2023-2\n', 'defender-csv');
    assert.deepEqual(installList(file), ['pc1.contoso.com: chrome|google|119.0|defender@2', 'pc1.contoso.com: chrome|google|119.0|defender@3']);
    assert.equal(file.software.length, 1);
    assert.deepEqual(facts(file), { name: 'pc1.contoso.com', id: 'd1', os: { name: 'WindowsServer2019' }, softwareKnown: true });
  });

  test('RVTools vInfo: the tools’ word for the operating system before the configuration’s', () => {
    const file = read('x.csv', 'VM,Powerstate,Template,CPUs,Memory,Disks,Datacenter,Cluster,Host,OS according to the configuration file,OS according to the VMware Tools\nweb01,poweredOn,False,2,4096,1,DC1,C,H,Microsoft Windows Server 2012 (64-bit),Microsoft Windows Server 2016 (64-bit)\ndb01,poweredOff,False,4,8192,2,DC1,C,H,Red Hat Enterprise Linux 7 (64-bit),\n', 'rvtools-vinfo');
    assert.deepEqual(facts(file), { name: 'web01', site: 'DC1', os: { name: 'Microsoft Windows Server 2016 (64-bit)' }, cores: 2, memoryMB: 4096 });
    assert.deepEqual(facts(file, 1)['os'], { name: 'Red Hat Enterprise Linux 7 (64-bit)' });
    assert.equal(file.servers[0]!.facts.extra['Powerstate'], 'poweredOn');
  });

  test('Azure Migrate’s discovery report', () => {
    const file = read('x.csv', 'Machine Name,Environment,Software Inventory Count,Operating System,Cores,Memory (in MB),IP Addresses,MAC Addresses,Power Stats,First Discovery Time,Last Updated Time,Machine ID\nvm1,VMware,12,Microsoft Windows Server 2019,2,4096,10.0.0.1,00:50:56:00:00:01,ON,2026-01-01T00:00:00Z,2026-11-01T00:00:00Z,/subscriptions/s/machines/1\n', 'azure-migrate-discovery');
    assert.deepEqual(facts(file), {
      name: 'vm1', id: '/subscriptions/s/machines/1', os: { name: 'Microsoft Windows Server 2019' }, cores: 2, memoryMB: 4096, ipAddresses: ['10.0.0.1'],
      networkAdapters: [{ mac: '00:50:56:00:00:01', ipAddresses: [] }], lastSeen: '2026-11-01',
    });
  });
});
