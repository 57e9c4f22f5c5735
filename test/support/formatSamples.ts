import type { FormatId } from '../../src/core/inventory/model';

/** A small inventory in one format, with the counts that a reader of it must come to. */
export interface FormatSample {
  readonly format: FormatId;
  readonly fileName: string;
  readonly text: string;
  /** `rows+rejected servers installs updates hotfixes`. */
  readonly counts: string;
}

const json = (value: unknown): string => JSON.stringify(value, null, 1);
const VM = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm1';

/** Every text format, written by hand after its documentation. */
export const FORMAT_SAMPLES: readonly FormatSample[] = [
  {
    format: 'native-json', fileName: 'a.inventory.json', counts: '5+0 2 2 1 1',
    text: json({ servers: [
      { name: 'web01', os: { name: 'Debian', version: '12' }, software: [{ name: 'nginx', version: '1.22.1' }, { name: 'Git', version: '2.40', publisher: 'x' }], pendingUpdates: [{ id: 'KB1', title: 'y', classification: 'Security' }], hotfixes: [{ id: 'KB2', installedOn: '2026-01-01' }] },
      { name: 'db01', fqdn: 'db01.contoso.com', tags: { a: 'b' } },
    ] }),
  },
  { format: 'native-csv', fileName: 'a.csv', counts: '3+0 2 2 0 0', text: 'Server,OS name,Software,Version,Publisher\r\nweb01,Debian,nginx,1.22.1,\r\nweb01,Debian,"Git, the tool",2.40,x\r\ndb01,Windows,,,\r\n' },
  { format: 'azure-migrate-software-csv', fileName: 'a.csv', counts: '2+0 1 2 0 0', text: 'MachineName,Application,Version,Provider,MachineManagerFqdn\nweb01,7-Zip,19.00,Igor Pavlov,vc\nweb01,Git,2.40,,vc\n' },
  { format: 'azure-migrate-import-csv', fileName: 'a.csv', counts: '2+0 2 0 0 0', text: 'Server name,IP address,Cores,Memory,OS name,OS version,Number of disks,Disk 1 size,Firmware type\nweb01,10.0.0.1,2,4096,Windows Server 2019,10.0,1,120,BIOS\ndb01,,4,8192,Red Hat,8,2,500,\n' },
  { format: 'azure-migrate-discovery', fileName: 'a.csv', counts: '1+0 1 0 0 0', text: 'Machine Name,Environment,Operating System,Cores,Memory (in MB),Power Stats,First Discovery Time,Last Updated Time,Machine ID\nvm1,VMware,Windows Server 2019,2,4096,ON,2026-01-01T00:00:00Z,2026-11-01T00:00:00Z,/subscriptions/s/machines/1\n' },
  { format: 'azure-migrate-sql', fileName: 'a.csv', counts: '1+0 1 1 0 0', text: 'MachineName,Instance Name,Edition,Service Pack,Version,Port,MachineManagerFqdn\ndb01,MSSQLSERVER,Standard,SP2,13.2.5026.0,1433,vc\n' },
  { format: 'azure-migrate-databases', fileName: 'a.csv', counts: '1+0 1 1 0 0', text: 'MachineName,Database Type,Version,MachineManagerFqdn\ndb02,PostgreSQL,12.1,vc\n' },
  { format: 'azure-migrate-web', fileName: 'a.csv', counts: '1+0 1 1 0 0', text: 'MachineName,WebServerType,WebAppName,VirtualDirectory,ApplicationPool,FrameworkVersion,MachineManagerFqdn\nweb01,IIS,Default,/,p,v4.0,vc\n' },
  { format: 'rvtools-vinfo', fileName: 'a.csv', counts: '1+0 1 0 0 0', text: 'VM,Powerstate,Template,CPUs,Memory,Datacenter,Cluster,Host,OS according to the configuration file,OS according to the VMware Tools\nweb01,poweredOn,False,2,4096,DC1,C,H,Other,Microsoft Windows Server 2016 (64-bit)\n' },
  { format: 'rvtools-vhost', fileName: 'a.csv', counts: '1+0 1 0 0 0', text: 'Host,Datacenter,Cluster,CPU Model,# Cores,# Memory,ESX Version,Vendor\nesx01,DC1,C,Xeon,16,262144,VMware ESXi 6.5.0 build-4564106,Dell\n' },
  { format: 'defender-csv', fileName: 'a.csv', counts: '2+0 1 2 0 0', text: 'deviceId,deviceName,osPlatform,softwareVendor,softwareName,softwareVersion,numberOfWeaknesses\nd1,pc1,Windows10,google,chrome,119.0,4\nd1,pc1,Windows10,microsoft,edge,119.0,2\n' },
  { format: 'defender-json', fileName: 'a.json', counts: '1+0 1 1 0 0', text: json({ value: [{ deviceId: 'd1', deviceName: 'pc1', osPlatform: 'Windows10', softwareVendor: 'google', softwareName: 'chrome', softwareVersion: '119.0' }] }) },
  {
    format: 'resource-graph-json', fileName: 'a.json', counts: '2+0 1 1 1 0',
    text: json({ data: [
      { id: `${VM}/providers/Microsoft.Security/softwareInventories/x`, type: 'microsoft.security/softwareinventories', properties: { vendor: 'microsoft', softwareName: 'sql_server_2016', version: '13.0', osPlatform: 'windows' } },
      { id: `${VM}/patchAssessmentResults/latest/softwarePatches/a`, type: 'x/softwarepatches', properties: { patchName: 'Update', kbId: '5034127', classifications: ['Security'] } },
    ] }),
  },
  {
    format: 'resource-graph-csv', fileName: 'a.csv', counts: '2+0 1 1 1 0',
    text: `ID,NAME,TYPE,PROPERTIES\n${VM}/providers/Microsoft.Security/softwareInventories/x,x,microsoft.security/softwareinventories,"{""vendor"":""microsoft"",""softwareName"":""sql_server_2016"",""version"":""13.0""}"\n${VM}/patchAssessmentResults/latest/softwarePatches/a,a,x/softwarepatches,"{""patchName"":""Update"",""kbId"":""5034127"",""classifications"":[""Critical""]}"\n`,
  },
  { format: 'windows-uninstall-csv', fileName: 'win01.csv', counts: '2+0 1 1 0 0', text: '"DisplayName","DisplayVersion","Publisher"\n"7-Zip 19.00","19.00","Igor Pavlov"\n"","1.0","x"\n' },
  { format: 'windows-hotfix-csv', fileName: 'win01.csv', counts: '1+0 1 0 0 1', text: '"PSComputerName","Description","HotFixID","InstalledOn"\n"WIN01","Security Update","KB5034127","2026-01-10"\n' },
  { format: 'windows-update-csv', fileName: 'win01.csv', counts: '1+0 1 0 1 0', text: 'ComputerName,KB,Title,Classification\nWIN01,KB5034127,Cumulative Update,Security Updates\n' },
  { format: 'windows-registry', fileName: 'win01.reg', counts: '1+0 1 1 0 0', text: 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Git]\r\n"DisplayName"="Git"\r\n"DisplayVersion"=hex(1):32,00,2e,\\\r\n  00,34,00\r\n' },
  { format: 'windows-json', fileName: 'win01.json', counts: '2+0 1 0 0 2', text: json([{ HotFixID: 'KB1', InstalledOn: '/Date(1700000000000)/' }, { HotFixID: 'KB2', InstalledOn: null }]) },
  { format: 'winget', fileName: 'pc01.json', counts: '2+0 1 2 0 0', text: json({ CreationDate: '2026-04-07T22:16:04Z', Sources: [{ Packages: [{ PackageIdentifier: '7zip.7zip', Version: '19.00' }, { PackageIdentifier: 'Git.Git' }] }], WinGetVersion: '1.9' }) },
  { format: 'dpkg-query', fileName: 'web01.txt', counts: '2+0 1 2 0 0', text: 'adduser\t3.134\nlibc6:amd64\t2.36-9+deb12u9\n' },
  { format: 'dpkg-list', fileName: 'web01.txt', counts: '2+0 1 1 0 0', text: 'Desired=Unknown/Install\n| Status=Not\n|/ Err?=\n||/ Name Version\n+++-====\nii  adduser  3.134  all  add users\nrc  old  1.0-1  amd64  left\n' },
  { format: 'apt-list', fileName: 'web01.txt', counts: '2+0 1 1 1 0', text: 'Listing... Done\nadduser/jammy,now 3.118 all [installed]\napt/jammy-security 2.6.2 amd64 [upgradable from: 2.6.1]\n' },
  { format: 'apt-simulation', fileName: 'web01.txt', counts: '1+0 1 0 1 0', text: 'Reading package lists...\nInst bash [5.2.15-2] (5.2.15-3 Debian-Security:12/oldstable-security [amd64])\nConf bash (5.2.15-3 Debian:12/x [amd64])\n' },
  { format: 'rpm-list', fileName: 'db01.txt', counts: '3+0 1 2 0 0', text: 'bash-5.1.8-9.el9.x86_64\nopenssl-libs-3.0.7-27.el9.x86_64\ngpg-pubkey-fd431d51-4ae0493b\n' },
  { format: 'updateinfo', fileName: 'db01.txt', counts: '2+0 1 0 2 0', text: 'RHSA-2024:2394 Important/Sec. kernel-5.14.0-427.el9.x86_64\nRHBA-2024:2401 bugfix vim-minimal-2:8.2.2637-20.el9.x86_64\n' },
  { format: 'editor-extensions', fileName: 'pc01.software', counts: '1+0 1 1 0 0', text: 'Microsoft##ms-python.python##2020.4.0\n' },
  { format: 'cyclonedx', fileName: 'a.json', counts: '2+0 1 2 0 0', text: json({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: 'shop' } }, components: [{ type: 'library', name: 'log4j-core', version: '2.14.1', purl: 'pkg:maven/org.apache/log4j-core@2.14.1', components: [{ name: 'n', version: '1' }] }] }) },
  { format: 'spdx', fileName: 'a.json', counts: '1+0 1 1 0 0', text: json({ spdxVersion: 'SPDX-2.3', name: 'image', packages: [{ name: 'acl', versionInfo: '2.3.1-4.el9', supplier: 'Organization: Red Hat', externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:rpm/redhat/acl@2.3.1-4.el9?distro=rhel-9.6' }] }] }) },
  { format: 'ansible', fileName: 'a.json', counts: '1+0 1 1 0 0', text: json({ ansible_facts: { ansible_hostname: 'db01', ansible_distribution: 'AlmaLinux', packages: { bash: [{ name: 'bash', version: '5.1.8', release: '9.el9', source: 'rpm' }] } } }) },
  { format: 'osquery', fileName: 'a.json', counts: '4+0 1 1 0 1', text: json({ system_info: [{ hostname: 'win01' }], os_version: [{ name: 'Windows', version: '10' }], programs: [{ name: 'Git', version: '2.40' }], patches: [{ hotfix_id: 'KB1', installed_on: '2026-01-09' }] }) },
];
