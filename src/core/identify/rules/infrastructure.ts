import { netScalerKeys, netScalerRelease } from '../netScaler';
import { columnVersion, components, nameFirst, nameOnly } from '../versionForms';
import type { SoftwareRule, VersionForm } from './rule';

const VIRTUALIZATION = { category: 'Containers and virtualization', subcategory: 'virtualization' } as const;
const CONTAINERS = { category: 'Containers and virtualization', subcategory: 'containers' } as const;
const BACKUP = { category: 'Business applications', subcategory: 'backup' } as const;
const MONITORING = { category: 'Others', subcategory: 'monitoring and management' } as const;
const TRANSFER = { category: 'Business applications', subcategory: 'file transfer' } as const;
const MAIL = { category: 'Business applications', subcategory: 'mail and collaboration' } as const;
const BUSINESS = { category: 'Business applications', subcategory: 'business systems' } as const;

const netScalerVersion: VersionForm = (text) => ({ version: netScalerRelease(text.version) ?? netScalerRelease(text.name) ?? columnVersion(text).version });

/** VMware appends the build: `11.3.5.18557794` is 11.3.5. */
const vmware: VersionForm = (text) => ({ version: components(columnVersion(text).version, 3) });

/** Citrix' releases are months (`2203`), 7.15 apart: in the name, and first in the column. */
const citrix: VersionForm = ({ title, version, nameVersion }) => {
  const release = /\b((?:19|2\d)(?:0[1-9]|1[0-2]))\b/.exec(title)?.[1];
  const seven = /^7\.15\b/.test(nameVersion) ? '7.15' : '';
  return { version: version || release || nameVersion, cycleVersion: release ?? (seven || version) };
};

/** Feature releases stand in the third number, times ten: `11.80.320.0` is 11.32. The maintenance release that records name is not in it. */
const commvaultVersion: VersionForm = (text) => {
  const { version } = columnVersion(text);
  const feature = /^11\.80\.(\d{2,3})0(?:\.|$)/.exec(version)?.[1];
  return feature === undefined ? { version } : { version: '', cycleVersion: `11.${feature}` };
};

/** Releases are called by year, and records bound them so; the installer counts from 2008: `15.0.2` is 2023.0.2. Before 2020 records have both. */
const moveitVersion: VersionForm = ({ version, nameVersion }) => {
  const [major = '', ...rest] = (/^20\d\d\./.test(nameVersion) ? nameVersion : version || nameVersion).split('.');
  const counted = Number(major);
  if (counted < FIRST_MOVEIT_BY_YEAR || counted > LAST_MOVEIT_BY_YEAR) return { version: [major, ...rest].filter(Boolean).join('.') };
  return { version: [counted + 2008, ...rest.slice(0, 2)].join('.') };
};
const FIRST_MOVEIT_BY_YEAR = 12;
const LAST_MOVEIT_BY_YEAR = 99;

/** The Orion Platform was renamed in 2022. */
const solarWindsCpes: SoftwareRule['cpes'] = ({ title }, version) =>
  !title.includes('orion') && Number(version.split('.')[0]) >= 2022 ? ['a:solarwinds:solarwinds_platform', 'a:solarwinds:orion_platform'] : ['a:solarwinds:orion_platform'];

/** docker-ce's `20.10.21~3-0~ubuntu-jammy`, kubelet's `1.27.3-0`: the version before the packaging. */
const beforePackaging: VersionForm = (text) => ({ version: columnVersion(text).version.replace(/^\d+:/, '').replace(/[~-].*$/, '') });

export const INFRASTRUCTURE_RULES: readonly SoftwareRule[] = [
  { id: 'vmware-tools', titles: ['vmware tools'], publisher: /^(?:vmware|broadcom)/, cpes: ['a:vmware:tools'], read: vmware, ...VIRTUALIZATION },
  { id: 'vmware-workstation', pattern: /^vmware workstation(?: pro)?(?: \d{1,2})?$/, publisher: /^(?:vmware|broadcom)/, cpes: ['a:vmware:workstation', 'a:vmware:workstation_pro'], read: vmware, ...VIRTUALIZATION },
  { id: 'vmware-player', pattern: /^vmware (?:workstation )?player(?: \d{1,2})?$/, publisher: /^(?:vmware|broadcom)/, cpes: ['a:vmware:player', 'a:vmware:workstation_player'], read: vmware, ...VIRTUALIZATION },
  // Its updates (`6.7` `update3n`) are not told by the number. Medium makes what records say of the first release only possible, as for ESXi.
  { id: 'vmware-vcenter', pattern: /^vmware vcenter server(?: \d)?(?: appliance)?$/, titles: ['vcenter server', 'vmware vcenter'], publisher: /^(?:vmware|broadcom)/, cpes: ['a:vmware:vcenter_server'], product: 'vcenter', read: vmware, confidence: 'medium', ...VIRTUALIZATION },
  { id: 'vmware-horizon-client', pattern: /^(?:vmware |omnissa )?horizon client$/, titles: ['vmware horizon client'], publisher: /^(?:vmware|omnissa)/, cpes: ['a:vmware:horizon_client'], read: vmware, ...VIRTUALIZATION },
  { id: 'vmware-horizon-agent', titles: ['vmware horizon agent', 'omnissa horizon agent'], publisher: /^(?:vmware|omnissa)/, ...VIRTUALIZATION },
  { id: 'vmware-horizon-connection-server', titles: ['vmware horizon connection server', 'vmware horizon 7 connection server', 'vmware horizon 8 connection server', 'omnissa horizon connection server', 'omnissa horizon 8 connection server'], publisher: /^(?:vmware|omnissa)/, cpes: ['a:vmware:horizon'], read: vmware, ...VIRTUALIZATION },
  { id: 'vmware-remote-console', titles: ['vmware remote console'], publisher: /^(?:vmware|broadcom)/, cpes: ['a:vmware:remote_console'], read: vmware, ...VIRTUALIZATION },
  { id: 'open-vm-tools', titles: ['open-vm-tools'], cpes: ['a:vmware:open_vm_tools'], ...VIRTUALIZATION },
  { id: 'virtualbox', pattern: /^oracle (?:vm )?virtualbox$/, titles: ['virtualbox'], publisher: /^(?:oracle|sun)/, packages: ['virtualbox-*'], cpes: ['a:oracle:vm_virtualbox'], product: 'virtualbox', ...VIRTUALIZATION },
  { id: 'citrix-vda', pattern: /^citrix (?:7|virtual apps and desktops|virtual delivery agent)(?: 7)?(?: \d{4})?(?: ltsr)?(?: cu\d)?(?: - virtual delivery agent)?$/, publisher: /^(?:citrix|cloud software)/, cpes: ['a:citrix:virtual_apps_and_desktops'], product: 'citrix-vad', read: citrix, ...VIRTUALIZATION },
  { id: 'citrix-vda-715', pattern: /^citrix (?:xenapp|xendesktop|virtual desktop agent)(?: and xendesktop)?(?: \d)?(?: ltsr)?(?: cu\d)?(?: - virtual delivery agent)?$/, publisher: /^citrix/, cpes: ['a:citrix:xenapp', 'a:citrix:xendesktop'], product: 'citrix-vad', read: citrix, ...VIRTUALIZATION },
  { id: 'citrix-vda-ltsr', pattern: /^citrix ltsr(?: cu\d)? - virtual delivery agent$/, publisher: /^citrix/, cpes: ['a:citrix:xenapp', 'a:citrix:xendesktop'], product: 'citrix-vad', read: citrix, ...VIRTUALIZATION },
  { id: 'citrix-workspace', pattern: /^citrix workspace(?: app)?(?: \d{4})?(?: ltsr)?(?: cu\d)?$/, publisher: /^(?:citrix|cloud software)/, cpes: ['a:citrix:workspace', 'a:citrix:workspace_app'], read: columnVersion, ...VIRTUALIZATION },
  { id: 'citrix-receiver', pattern: /^citrix receiver(?: \d)?(?: ltsr)?(?: cu\d)?$/, publisher: /^citrix/, cpes: ['a:citrix:receiver'], ...VIRTUALIZATION },
  { id: 'citrix-profile-management', titles: ['citrix profile management'], publisher: /^(?:citrix|cloud software)/, ...VIRTUALIZATION },
  { id: 'citrix-delivery-controller', titles: ['citrix delivery controller', 'citrix broker service'], publisher: /^(?:citrix|cloud software)/, ...VIRTUALIZATION },
  { id: 'citrix-provisioning', pattern: /^citrix provisioning(?: services)?(?: server| target device| console)?(?: \d{4})?(?: ltsr)?$/, publisher: /^citrix/, cpes: ['a:citrix:provisioning_services'], read: citrix, ...VIRTUALIZATION },
  { id: 'citrix-netscaler', pattern: /^(?:citrix )?(?:netscaler|adc)(?: (?:adc|vpx|mpx|gateway))?$/, titles: ['netscaler', 'netscaler adc', 'netscaler gateway', 'citrix adc', 'citrix netscaler', 'citrix gateway'], publisher: /^(?:citrix|cloud software|netscaler)/, cpes: ({ title }) => netScalerKeys(/gateway/.test(title)), read: netScalerVersion, category: 'Web hosting', subcategory: 'load balancing' },
  { id: 'citrix-storefront', pattern: /^citrix storefront(?: \d{4})?(?: ltsr)?$/, publisher: /^citrix/, cpes: ['a:citrix:storefront_server'], ...VIRTUALIZATION },
  { id: 'docker-desktop', titles: ['docker desktop'], publisher: /^docker/, packages: ['docker-desktop'], cpes: ['a:docker:desktop', 'a:docker:docker_desktop'], ...CONTAINERS },
  { id: 'docker-engine', titles: ['docker engine', 'docker ce', 'docker community edition', 'docker'], publisher: /^docker/, packages: ['docker-ce', 'docker-ee', 'docker-engine'], cpes: ['a:mobyproject:moby', 'a:docker:docker', 'a:docker:engine'], product: 'docker-engine', read: beforePackaging, ...CONTAINERS },
  { id: 'containerd', titles: ['containerd'], packages: ['containerd.io'], cpes: ['a:linuxfoundation:containerd'], product: 'containerd', read: beforePackaging, ...CONTAINERS },
  { id: 'mirantis-container-runtime', titles: ['mirantis container runtime'], ...CONTAINERS },
  { id: 'kubernetes', titles: ['kubernetes', 'kubelet', 'kubernetes kubelet'], packages: ['kubelet', 'kubeadm'], cpes: ['a:kubernetes:kubernetes'], product: 'kubernetes', read: beforePackaging, ...CONTAINERS },
  { id: 'podman-desktop', titles: ['podman desktop'], ...CONTAINERS },
  { id: 'harbor', titles: ['harbor'], publisherNeeded: true, publisher: /^(?:vmware|goharbor|harbor)/, cpes: ['a:linuxfoundation:harbor'], product: 'harbor', confidence: 'medium', ...CONTAINERS },
  { id: 'veeam-backup-replication', pattern: /^veeam backup & replication(?: (?:server|console|catalog))?$/, titles: ['veeam backup and replication', 'veeam backup & replication'], except: /console|catalog/, publisher: /^veeam/, cpes: ['a:veeam:veeam_backup_&_replication', 'a:veeam:backup_&_replication', 'a:veeam:backup_and_replication'], product: 'veeam-backup-and-replication', ...BACKUP },
  { id: 'veeam-agent-windows', titles: ['veeam agent for microsoft windows'], publisher: /^veeam/, cpes: ['a:veeam:veeam_agent_for_windows'], ...BACKUP },
  { id: 'veeam-one', pattern: /^veeam one(?: (?:server|monitor server))?$/, publisher: /^veeam/, cpes: ['a:veeam:one'], product: 'veeam-one', ...MONITORING },
  { id: 'veeam-agent-linux', packages: ['veeam', 'veeam-nosnap'], ...BACKUP },
  { id: 'veritas-netbackup', pattern: /^(?:veritas|symantec|cohesity) netbackup(?: (?:client|server))?$/, titles: ['veritas netbackup', 'symantec netbackup', 'veritas netbackup client', 'veritas netbackup server'], packages: ['vrtsnbclt', 'vrtsnbpck'], part: /client$|^vrts/, cpes: ['a:veritas:netbackup'], ...BACKUP },
  { id: 'backup-exec', titles: ['veritas backup exec', 'symantec backup exec', 'backup exec'], cpes: ['a:veritas:backup_exec', 'a:symantec:backup_exec'], ...BACKUP },
  { id: 'backup-exec-agent', pattern: /^(?:veritas|symantec) backup exec remote agent for windows$/, titles: ['veritas backup exec remote agent for windows', 'symantec backup exec remote agent for windows'], ...BACKUP },
  { id: 'commvault', pattern: /^commvault(?: (?:contentstore|content store|simpana|platform|process manager))*(?: \(instance\d{3}\))?$/, publisher: /^commvault/, cpes: ['a:commvault:commvault'], product: 'commvault', read: commvaultVersion, ...BACKUP },
  { id: 'acronis-cyber-protect', pattern: /^acronis cyber protect(?: \d{2})?(?: agent)?$/, part: /agent$/, titles: ['cyber protect', 'acronis cyber protect'], publisher: /^acronis/, cpes: ['a:acronis:cyber_protect'], ...BACKUP },
  { id: 'acronis-backup', pattern: /^acronis (?:cyber )?backup(?: agent)?$/, part: /agent$/, publisher: /^acronis/, cpes: ['a:acronis:cyber_backup'], ...BACKUP },
  { id: 'data-protector', pattern: /^(?:hp|hpe|micro focus|opentext) (?:storage )?data protector(?: a\.\d[\d.]{0,8})?$/, publisher: /^(?:hp|hewlett|micro focus|open ?text)/, cpes: ['a:microfocus:data_protector', 'a:hp:data_protector', 'a:hp:storage_data_protector'], ...BACKUP },
  { id: 'nakivo', pattern: /^nakivo backup & replication(?: director)?$/, publisher: /^nakivo/, cpes: ['a:nakivo:backup_&_replication_director'], ...BACKUP },
  { id: 'networker', titles: ['networker', 'networker extended client', 'emc networker', 'dell networker', 'dell emc networker'], part: /client$/, publisher: /^(?:emc|dell)/, cpes: ['a:dell:emc_networker', 'a:dell:networker'], ...BACKUP },
  { id: 'avamar-client', pattern: /^(?:emc |dell )?avamar (?:client )?for windows$/, titles: ['emc avamar for windows', 'dell avamar for windows'], ...BACKUP },
  { id: 'spectrum-protect-client', pattern: /^ibm (?:spectrum protect|storage protect|tivoli storage manager)(?: (?:client|backup-archive client))?$/, titles: ['ibm spectrum protect client', 'ibm storage protect client', 'tivoli storage manager client'], packages: ['tivsm-ba'], cpes: ({ title }) => (/tivoli/.test(title) ? ['a:ibm:tivoli_storage_manager', 'a:ibm:tivoli_storage_manager_client'] : ['a:ibm:spectrum_protect_client', 'a:ibm:spectrum_protect']), ...BACKUP },
  { id: 'arcserve-udp', pattern: /^arcserve (?:udp|unified data protection)(?: (?:agent|server|console))?$/, part: /agent$|console$/, cpes: ['a:arcserve:udp'], ...BACKUP },
  { id: 'zerto', pattern: /^zerto virtual replication(?: manager)?$/, product: 'zerto', ...BACKUP },
  { id: 'rubrik-agent', titles: ['rubrik backup service', 'rubrik agent'], packages: ['rubrik-agent'], ...BACKUP },
  { id: 'cohesity-agent', titles: ['cohesity agent'], packages: ['cohesity-agent'], ...BACKUP },
  { id: 'zabbix-agent', pattern: /^zabbix agent$/, publisher: /^zabbix/, packages: ['zabbix-agent'], part: /agent/, cpes: ['a:zabbix:zabbix-agent', 'a:zabbix:zabbix'], product: 'zabbix', read: (text) => ({ version: components(beforePackaging(text).version, 3) }), ...MONITORING },
  { id: 'zabbix-agent2', pattern: /^zabbix agent ?2$/, publisher: /^zabbix/, packages: ['zabbix-agent2'], part: /agent/, cpes: ['a:zabbix:zabbix-agent2', 'a:zabbix:zabbix'], product: 'zabbix', read: (text) => ({ version: components(beforePackaging(text).version, 3) }), ...MONITORING },
  { id: 'zabbix-server', titles: ['zabbix', 'zabbix server'], publisher: /^zabbix/, packages: ['zabbix-server-*', 'zabbix-frontend-php', 'zabbix-web', 'zabbix-web-*', 'zabbix-proxy-*'], part: /proxy/, cpes: ['a:zabbix:zabbix_server', 'a:zabbix:zabbix'], product: 'zabbix', read: beforePackaging, ...MONITORING },
  // GLPI's and FusionInventory's agents count their own versions: they are not the server.
  { id: 'glpi-agent', titles: ['glpi agent', 'glpi-agent'], packages: ['glpi-agent'], cpes: ['a:glpi-project:glpi_agent'], ...MONITORING },
  { id: 'fusioninventory-agent', titles: ['fusioninventory agent', 'fusioninventory-agent'], packages: ['fusioninventory-agent'], ...MONITORING },
  { id: 'icinga-for-windows', titles: ['icinga for windows', 'icinga powershell framework'], publisher: /^icinga/, ...MONITORING },
  { id: 'windows-exporter', titles: ['windows_exporter', 'windows exporter'], ...MONITORING },
  { id: 'elastic-agent', titles: ['elastic agent'], publisher: /^elastic/, packages: ['elastic-agent'], cpes: ['a:elastic:elastic_agent'], ...MONITORING },
  { id: 'nsclient', titles: ['nsclient++', 'nscp'], cpes: ['a:nsclient:nsclient++'], ...MONITORING },
  { id: 'nagios-ncpa', titles: ['ncpa', 'nagios cross-platform agent'], cpes: ['a:nagios:nagios_cross_platform_agent'], ...MONITORING },
  { id: 'checkmk-agent', pattern: /^check ?mk agent$/, titles: ['checkmk agent', 'check mk agent'], packages: ['check-mk-agent'], part: /agent/, cpes: ['a:tribe29:checkmk'], product: 'checkmk', ...MONITORING },
  { id: 'prtg', pattern: /^prtg network monitor$/, cpes: ['a:paessler:prtg_network_monitor'], ...MONITORING },
  { id: 'solarwinds-orion', pattern: /^solarwinds (?:orion )?(?:platform|core services|network performance monitor)(?: \d{4})?$/, cpes: solarWindsCpes, read: nameFirst, ...MONITORING },
  { id: 'solarwinds-agent', titles: ['solarwinds agent'], ...MONITORING },
  { id: 'azure-monitor-agent', titles: ['azure monitor agent'], publisher: /^microsoft/, packages: ['azuremonitoragent'], ...MONITORING },
  // An inventory agent: it sees, it protects nothing.
  { id: 'osquery', titles: ['osquery'], publisher: /^(?:osquery|facebook|fleet)/, packages: ['osquery', 'fleet-osquery', 'orbit'], cpes: ['a:linuxfoundation:osquery'], confidence: 'medium', ...MONITORING },
  { id: 'datadog-agent', titles: ['datadog agent'], packages: ['datadog-agent'], ...MONITORING },
  { id: 'dynatrace-oneagent', titles: ['dynatrace oneagent'], packages: ['dynatrace-oneagent'], ...MONITORING },
  { id: 'new-relic', pattern: /^new relic infrastructure agent$/, packages: ['newrelic-infra'], ...MONITORING },
  { id: 'grafana', titles: ['grafana', 'grafana enterprise', 'grafanaoss'], packages: ['grafana', 'grafana-enterprise'], cpes: ['a:grafana:grafana'], product: 'grafana', read: beforePackaging, ...MONITORING },
  { id: 'prometheus', titles: ['prometheus'], packages: ['prometheus', 'prometheus2'], cpes: ['a:prometheus:prometheus'], product: 'prometheus', read: beforePackaging, ...MONITORING },
  { id: 'telegraf', titles: ['telegraf'], packages: ['telegraf'], product: 'telegraf', read: beforePackaging, ...MONITORING },
  { id: 'nagios-core', titles: ['nagios', 'nagios core'], packages: ['nagios'], cpes: ['a:nagios:nagios', 'a:nagios:nagios_core'], ...MONITORING },
  { id: 'nagios-xi', titles: ['nagios xi'], cpes: ['a:nagios:nagios_xi'], ...MONITORING },
  { id: 'icinga2', titles: ['icinga 2', 'icinga2'], packages: ['icinga2'], cpes: ['a:icinga:icinga'], product: 'icinga', ...MONITORING },
  { id: 'filebeat', titles: ['filebeat', 'beats filebeat'], packages: ['filebeat'], cpes: ['a:elastic:filebeat'], product: 'beats', ...MONITORING },
  { id: 'winlogbeat', titles: ['winlogbeat', 'beats winlogbeat'], cpes: ['a:elastic:winlogbeat'], product: 'beats', ...MONITORING },
  { id: 'metricbeat', titles: ['metricbeat', 'beats metricbeat'], packages: ['metricbeat'], cpes: ['a:elastic:metricbeat'], product: 'beats', ...MONITORING },
  { id: 'puppet-agent', pattern: /^puppet(?: (?:agent|enterprise))?(?: agent)?$/, packages: ['puppet-agent', 'puppet'], cpes: ['a:puppet:puppet_agent', 'a:puppet:puppet'], product: 'puppet', read: beforePackaging, ...MONITORING },
  { id: 'chef-client', pattern: /^chef (?:infra )?client(?: v?\d{1,2})?$/, titles: ['chef infra client', 'chef client'], packages: ['chef'], cpes: ['a:chef:chef'], product: 'chef-infra-client', ...MONITORING },
  { id: 'salt-minion', pattern: /^salt minion(?: \d{4})?(?: \(python 3\))?$/, packages: ['salt-minion', 'salt-master'], cpes: ['a:saltstack:salt'], product: 'salt', ...MONITORING },
  { id: 'ansible-tower', titles: ['ansible tower', 'red hat ansible automation platform'], cpes: ['a:redhat:ansible_tower'], ...MONITORING },
  { id: 'vault', titles: ['hashicorp vault'], packages: ['vault', 'vault-enterprise'], cpes: ['a:hashicorp:vault'], product: 'hashicorp-vault', read: beforePackaging, category: 'Security & compliance', subcategory: 'identity and access management' },
  { id: 'consul', publisherNeeded: true, titles: ['hashicorp consul', 'consul'], packages: ['consul'], publisher: /^hashicorp/, cpes: ['a:hashicorp:consul'], product: 'consul', read: beforePackaging, ...MONITORING },
  { id: 'nomad', publisherNeeded: true, titles: ['hashicorp nomad', 'nomad'], packages: ['nomad'], publisher: /^hashicorp/, cpes: ['a:hashicorp:nomad'], product: 'nomad', read: beforePackaging, ...CONTAINERS },
  { id: 'terraform', titles: ['terraform', 'hashicorp terraform'], packages: ['terraform'], publisher: /^hashicorp/, cpes: ['a:hashicorp:terraform'], product: 'terraform', read: beforePackaging, ...MONITORING },
  { id: 'vagrant', titles: ['vagrant'], packages: ['vagrant'], cpes: ['a:hashicorp:vagrant'], ...VIRTUALIZATION },
  { id: 'dell-omsa', pattern: /^(?:dell )?(?:emc )?openmanage server administrator$/, titles: ['dell openmanage server administrator', 'dell emc openmanage server administrator', 'openmanage server administrator', 'dell emc openmanage systems management software', 'dell openmanage systems management software'], cpes: ['a:dell:openmanage_server_administrator', 'a:dell:emc_openmanage_server_administrator'], ...MONITORING },
  { id: 'dell-supportassist', pattern: /^dell supportassist(?: for (?:business|home) pcs)?$/, cpes: ['a:dell:supportassist', 'a:dell:supportassist_for_business_pcs', 'a:dell:supportassist_for_home_pcs'], confidence: 'medium', ...MONITORING },
  { id: 'hp-smh', pattern: /^hpe? system management homepage$/, titles: ['hp system management homepage', 'hpe system management homepage', 'hewlett packard enterprise system management homepage'], cpes: ['a:hp:system_management_homepage'], ...MONITORING },
  { id: 'hp-insight-agents', pattern: /^hpe? insight management agents$/, titles: ['hp insight management agents', 'hpe insight management agents'], cpes: ['a:hp:insight_management_agents'], ...MONITORING },
  { id: 'hp-smart-storage', pattern: /^(?:hp|hpe) smart storage administrator(?: cli)?$/, publisher: /^(?:hp|hewlett)/, cpes: ['a:hp:smart_storage_administrator'], ...MONITORING },
  { id: 'powerchute-network-shutdown', titles: ['powerchute network shutdown', 'apc powerchute network shutdown'], publisher: /^(?:apc|american power|schneider)/, cpes: ['a:apc:powerchute_network_shutdown'], ...MONITORING },
  { id: 'powerchute-business', pattern: /^(?:apc )?powerchute business (?:agent|server|console)$/, titles: ['apc powerchute business edition agent', 'powerchute business edition agent'], publisher: /^(?:apc|american power|schneider)/, cpes: ['a:schneider-electric:powerchute_business_edition'], ...MONITORING },
  { id: 'spice-agent', titles: ['spice agent', 'spice vdagent'], publisher: /spice|red hat/, ...VIRTUALIZATION },
  { id: 'moveit-transfer', pattern: /^moveit transfer(?: \d{4})?$/, publisher: /^(?:progress|ipswitch)/, cpes: ['a:progress:moveit_transfer'], read: moveitVersion, ...TRANSFER },
  { id: 'moveit-automation', pattern: /^moveit automation(?: \d{4})?$/, cpes: ['a:progress:moveit_automation'], read: moveitVersion, ...TRANSFER },
  { id: 'goanywhere-mft', titles: ['goanywhere', 'goanywhere mft', 'goanywhere managed file transfer'], publisher: /^(?:fortra|helpsystems|linoma)/, cpes: ['a:fortra:goanywhere_managed_file_transfer'], ...TRANSFER },
  { id: 'serv-u', pattern: /^(?:solarwinds )?serv-u(?: (?:ftp|mft|file|managed file transfer))?(?: server)?$/, titles: ['serv-u', 'serv-u file server', 'solarwinds serv-u', 'serv-u mft server', 'serv-u ftp server'], cpes: ['a:solarwinds:serv-u', 'a:solarwinds:serv-u_file_server'], ...TRANSFER },
  { id: 'crushftp', pattern: /^crushftp(?: \d{1,2})?$/, cpes: ['a:crushftp:crushftp'], ...TRANSFER },
  { id: 'cerberus-ftp', pattern: /^cerberus ftp server$/, cpes: ['a:cerberusftp:ftp_server'], ...TRANSFER },
  { id: 'whatsup-gold', pattern: /^whatsup gold(?: \d{4})?$/, titles: ['progress whatsup gold'], cpes: ['a:progress:whatsup_gold', 'a:ipswitch:whatsup_gold'], ...MONITORING },
  { id: 'hmailserver', pattern: /^hmailserver(?: - build \d{1,6})?$/, titles: ['hmailserver'], cpes: ['a:hmailserver:hmailserver'], read: nameFirst, ...MAIL },
  { id: 'mdaemon', pattern: /^mdaemon(?: (?:email|messaging))?(?: server)?$/, cpes: ['a:mdaemon:email_server'], ...MAIL },
  { id: 'kerio-connect', pattern: /^kerio connect$/, cpes: ['a:kerio:connect'], ...MAIL },
  { id: 'domino', pattern: /^(?:ibm|hcl|lotus) domino(?: server)?$/, titles: ['ibm domino', 'hcl domino', 'lotus domino', 'ibm lotus domino', 'ibm domino server', 'hcl domino server'], cpes: ['a:hcltech:domino', 'a:ibm:domino', 'a:ibm:lotus_domino'], ...MAIL },
  { id: 'papercut', pattern: /^papercut (?:mf|ng)$/, cpes: ({ title }) => (title.endsWith('mf') ? ['a:papercut:papercut_mf'] : ['a:papercut:papercut_ng']), ...BUSINESS },
  { id: 'sap-business-one', pattern: /^sap business one(?: (?:server|client))?$/, cpes: ['a:sap:business_one'], ...BUSINESS },
  { id: 'oracle-enterprise-manager', pattern: /^oracle enterprise manager(?: (?:grid control|cloud control|ops center))?(?: 1\d[cg])?$/, cpes: ['a:oracle:enterprise_manager'], confidence: 'medium', ...MONITORING },
  { id: 'control-m-agent', pattern: /^control-m\/agent$/, titles: ['control-m agent', 'bmc control-m/agent', 'control-m/agent'], part: /agent/, cpes: ['a:bmc:control-m'], product: 'controlm', ...BUSINESS },
  { id: 'youtrack', titles: ['youtrack', 'jetbrains youtrack'], cpes: ['a:jetbrains:youtrack'], product: 'youtrack', read: nameOnly, ...BUSINESS },
];
