import assert from 'node:assert/strict';
import { installList, problemList, readText, said } from '../readText';

suite('Azure Migrate software inventory', () => {
  test('reads the exported table; the manager’s name is not the machine’s', () => {
    const file = readText(
      'software.csv',
      'MachineName,Application,Version,Provider,MachineManagerFqdn\r\nWEB01,"Apache Tomcat 9.0, Tomcat9 (remove only)",9.0.31,The Apache Software Foundation,vcsa.contoso.com\r\nweb01,7-Zip 19.00 (x64),19.00,Igor Pavlov,vcsa.contoso.com\r\nDB01,,1.0,,vcsa.contoso.com\r\n',
      { expect: 'azure-migrate-software-csv' },
    );
    assert.deepEqual(problemList(file.problems), ['4:6-6 error name-missing']);
    assert.equal(`${file.rows}+${file.rejected}`, '2+1');
    assert.deepEqual(installList(file), ['WEB01: Apache Tomcat 9.0, Tomcat9 (remove only)|The Apache Software Foundation|9.0.31|@2', 'WEB01: 7-Zip 19.00 (x64)|Igor Pavlov|19.00|@3']);
    assert.deepEqual(file.servers.map(({ facts }) => said(facts)), [
      { name: 'WEB01', softwareKnown: true, extra: { MachineManagerFqdn: 'vcsa.contoso.com' } },
      { name: 'DB01', extra: { MachineManagerFqdn: 'vcsa.contoso.com' } },
    ]);
  });

  test('reads the extractor’s table; features are software of their own source', () => {
    const file = readText(
      'software.csv',
      'MachineId,PowerStatus,DisplayName,ApplicationName,ApplicationVersion,ApplicationProvider,FeatureName\n/subscriptions/1/machines/a,ON,WEB01,nginx,1.25,F5,\n/subscriptions/1/machines/a,ON,WEB01,,,,Web Server (IIS)\n',
      { expect: 'azure-migrate-software-csv' },
    );
    assert.deepEqual(file.problems, []);
    assert.deepEqual(installList(file), ['WEB01: nginx|F5|1.25|@2', 'WEB01: Web Server (IIS)|||windows-feature@3']);
    assert.equal(file.servers[0]!.facts.id, '/subscriptions/1/machines/a');
  });

  test('a short row is read as far as it goes', () => {
    const file = readText('x.csv', 'MachineName,Application,Version\nA,x\n');
    assert.deepEqual(problemList(file.problems), ['2:3-4 warning row-too-short']);
    assert.equal(file.rows, 1);
  });
});

suite('Azure Migrate import template', () => {
  const HEADER =
    '*Server name,IP address,*Cores,*Memory (In MB),*OS name,OS version,OS architecture,Number of disks,Disk 1 size (In GB),Disk 1 read ops,Disk 2 size (In GB),CPU utilization percentage,Memory utilization percentage,Total disks read ops,Total disks write ops,Network In throughput,Network Out throughput,Firmware type,MAC address';

  test('reads one server a row', () => {
    const file = readText('import.csv', `${HEADER}\r\nweb01,10.0.0.1;10.0.0.2,4,8192,Windows Server 2019,1809,x64,2,127,10,512.5,35,60,100,50.5,1.5,2,BIOS,00:11:22:33:44:55\r\ndb01,,two,,,,,,,,,,,,,,,,\r\nweb01,,4,,,,,,,,,,,,,,,,\r\n`, {
      expect: 'azure-migrate-import-csv',
    });
    assert.deepEqual(problemList(file.problems), ['3:7-10 warning number-unparsable', '4:1-6 warning server-duplicated']);
    assert.equal(`${file.rows}+${file.rejected}`, '3+0');
    assert.deepEqual(said(file.servers[0]!.facts), {
      name: 'web01',
      ipAddresses: ['10.0.0.1', '10.0.0.2'],
      os: { name: 'Windows Server 2019', version: '1809', architecture: 'x64' },
      cores: 4,
      memoryMB: 8192,
      disks: [{ name: 'Disk 1', sizeGB: 127 }, { name: 'Disk 2', sizeGB: 512.5 }],
      networkAdapters: [{ mac: '00:11:22:33:44:55', ipAddresses: [] }],
      performance: { cpuPercent: 35, memoryPercent: 60, diskIops: 150.5, networkMBps: 3.5 },
      extra: { 'Number of disks': '2', 'Disk 1 read ops': '10', 'Firmware type': 'BIOS' },
    });
    assert.equal(file.servers.every(({ facts }) => !facts.softwareKnown && facts.pendingUpdates === null), true);
  });
});
