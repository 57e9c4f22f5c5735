import { PATCH_MANAGEMENT, SECURITY_CATEGORY } from '../categories';
import { countedByYear } from '../versionForms';
import type { SoftwareRule } from './rule';

type More = Omit<SoftwareRule, 'id' | 'pattern' | 'titles' | 'category' | 'subcategory'>;

/** An agent or server that installs updates by itself or on a manager's word. Update history and updater helpers are none. */
function patching(id: string, names: RegExp | readonly string[], publisher: RegExp | undefined, more?: More): SoftwareRule {
  return {
    id,
    ...(names instanceof RegExp ? { pattern: names } : { titles: names }),
    ...(publisher ? { publisher } : {}),
    category: SECURITY_CATEGORY,
    subcategory: PATCH_MANAGEMENT,
    ...more,
  };
}

const MICROSOFT = /^microsoft/;
const MANAGE_ENGINE = /^(?:zoho|manageengine)/;
const IVANTI = /^(?:ivanti|landesk|shavlik|lumension|heat software|vmware)/;
const BIGFIX = /^(?:hcl|ibm|bigfix|international business machines)/;

export const PATCH_MANAGEMENT_RULES: readonly SoftwareRule[] = [
  patching('configuration-manager-client', ['configuration manager client', 'microsoft endpoint configuration manager client', 'system center configuration manager client', 'sms advanced client', 'configmgr client'], MICROSOFT),
  patching('configuration-manager-server', /^(?:microsoft )?(?:system center|endpoint)(?: \d{4})?(?: r2)? configuration manager(?: .{0,40})?$/, MICROSOFT, { except: /console/, cpes: ['a:microsoft:system_center_configuration_manager'], confidence: 'medium' }),
  patching('configuration-manager-site', ['configuration manager primary site setup', 'microsoft configuration manager', 'microsoft endpoint configuration manager', 'system center configuration manager primary site setup', 'configuration manager site server'], MICROSOFT, { cpes: ['a:microsoft:configuration_manager'] }),
  patching('wsus', ['windows server update services', 'microsoft windows server update services', 'wsus', 'update services', 'windows server update services (wsus)'], MICROSOFT),
  patching('azure-update-manager', ['azure update manager', 'azure update management', 'windows patch extension', 'linux patch extension', 'microsoft.softwareupdatemanagement.windowsosupdateextension', 'azure guest patching'], MICROSOFT),
  patching('intune-management-extension', ['microsoft intune management extension', 'intune management extension'], MICROSOFT),
  patching('intune-linux', ['microsoft intune', 'microsoft intune agent'], MICROSOFT, { packages: ['intune-portal'] }),
  patching('ivanti-endpoint-manager', /^ivanti (?:endpoint manager|management suite|agent|epm agent|neurons agent|patch for endpoint manager)(?: .{0,30})?$/, IVANTI, { part: /agent/, cpes: ['a:ivanti:endpoint_manager'], read: countedByYear, confidence: 'medium' }),
  patching('landesk-agent', /^(?:landesk|ldms)(?: (?:\(r\) )?(?:common base agent|software distribution|management suite|client|agent|security and patch manager))*(?: \d{1,4})?$/, IVANTI, { part: /agent|client/, cpes: ['a:landesk:landesk_management_suite'], confidence: 'medium' }),
  patching('ivanti-security-controls', /^ivanti (?:security controls|patch for windows servers|patch for windows|neurons for patch management|patch)(?: (?:agent|console))?$/, IVANTI),
  patching('shavlik', ['shavlik protect', 'shavlik protect agent', 'vmware vcenter protect agent', 'shavlik netchk protect'], IVANTI),
  patching('heat-endpoint-security', ['lumension endpoint security agent', 'heat endpoint management and security suite agent', 'lumension patch and remediation agent', 'patchlink update agent', 'ivanti endpoint security agent'], IVANTI),
  patching('tanium-client', ['tanium client', 'taniumclient'], /^tanium/, { packages: ['taniumclient'] }),
  patching('bigfix-client', ['bigfix client', 'ibm bigfix client', 'ibm endpoint manager client', 'tivoli endpoint manager client', 'hcl bigfix client', 'bes client', 'ibm tivoli endpoint manager client', 'bigfix enterprise client'], BIGFIX, { packages: ['besagent'], part: /client|agent/, cpes: ['a:hcltech:bigfix_platform', 'a:ibm:bigfix_platform'] }),
  patching('bigfix-server', ['bigfix server', 'ibm bigfix server', 'hcl bigfix server', 'bigfix enterprise server', 'tivoli endpoint manager server', 'bes relay service', 'bigfix relay'], BIGFIX, { packages: ['besrootserver', 'besrelay', 'besserver'], cpes: ['a:hcltech:bigfix_platform', 'a:ibm:bigfix_platform'] }),
  patching('manageengine-uems-agent', ['manageengine uems - agent', 'manageengine unified endpoint management and security - agent', 'manageengine endpoint central - agent', 'manageengine endpoint central agent', 'manageengine desktop central - agent', 'manageengine desktop central 9 - agent', 'manageengine desktop central 10 - agent', 'manageengine patch manager plus - agent', 'manageengine vulnerability manager plus - agent', 'manageengine uems agent', 'desktopcentral agent', 'uems agent', 'manageengine desktop central mdm agent'], MANAGE_ENGINE, { packages: ['uemsagent', 'dcagent'] }),
  patching('manageengine-endpoint-central', /^manageengine (?:endpoint|desktop) central(?: (?:- )?(?:server|\d{1,2}))*$/, MANAGE_ENGINE, { cpes: ({ title }) => (/desktop/.test(title) ? ['a:zohocorp:manageengine_desktop_central'] : ['a:zohocorp:manageengine_endpoint_central', 'a:zohocorp:manageengine_desktop_central']) }),
  patching('manageengine-patch-manager-plus', /^manageengine (?:patch manager plus|vulnerability manager plus)(?: .{0,20})?$/, MANAGE_ENGINE, { cpes: ({ title }) => (/vulnerability/.test(title) ? ['a:zohocorp:manageengine_vulnerability_manager_plus'] : ['a:zohocorp:manageengine_patch_manager_plus']) }),
  patching('red-hat-satellite', ['red hat satellite', 'satellite server'], /^red hat/, { packages: ['satellite', 'katello', 'foreman', 'foreman-proxy'], cpes: ['a:redhat:satellite'], product: 'redhat-satellite' }),
  patching('katello-agent', ['katello-agent', 'katello-host-tools'], undefined, { packages: ['katello-agent', 'katello-host-tools', 'gofer', 'rhn-check', 'rhnsd', 'rhn-client-tools'] }),
  patching('red-hat-insights', ['red hat insights', 'insights-client'], undefined, { packages: ['insights-client'] }),
  patching('suse-manager', ['suse manager', 'suse multi-linux manager'], undefined, { packages: ['suse-manager-server', 'venv-salt-minion', 'spacewalk-check', 'mgr-daemon', 'zypp-plugin-spacewalk'], product: 'suse-manager' }),
  patching('landscape', ['landscape client', 'canonical landscape', 'landscape-client'], undefined, { packages: ['landscape-client', 'landscape-server'] }),
  patching('unattended-upgrades', ['unattended-upgrades'], undefined, { packages: ['unattended-upgrades'] }),
  patching('dnf-automatic', ['dnf-automatic', 'dnf5-plugin-automatic'], undefined, { packages: ['dnf-automatic', 'dnf5-plugin-automatic'] }),
  patching('yum-cron', ['yum-cron'], undefined, { packages: ['yum-cron', 'yum-cron-daily', 'yum-updatesd'] }),
  patching('cron-apt', ['cron-apt'], undefined, { packages: ['cron-apt'] }),
  patching('yast-online-update', ['yast2-online-update-configuration'], undefined, { packages: ['yast2-online-update-configuration', 'os-update', 'transactional-update-timer'] }),
  patching('canonical-livepatch', ['canonical-livepatch'], undefined, { packages: ['canonical-livepatch', 'kpatch', 'kpatch-dnf', 'kernelcare', 'uptrack'] }),
  patching('automox', ['automox agent', 'automox'], /^automox/, { packages: ['amagent'] }),
  patching('pdq-deploy', /^pdq (?:deploy|connect agent|connect|inventory|deploy & inventory)$/, /^(?:pdq|admin arsenal)/),
  patching('pdq-connect', ['pdqconnectagent', 'pdq connect agent'], /^pdq/),
  patching('ninjaone', ['ninjarmmagent', 'ninjaone agent', 'ninjarmm agent', 'ninjarmm', 'ninjaone'], /^ninja/, { packages: ['ninjarmm-agent', 'ninjarmmagent'], cpes: ['a:ninjarmm:ninjarmm'], confidence: 'medium' }),
  patching('action1', ['action1 agent', 'action1'], /^action1/, { packages: ['action1-agent', 'action1_agent'] }),
  patching('n-able', ['n-able patch management service', 'patch management service controller', 'patch management service', 'advanced monitoring agent', 'n-able agent', 'n-central agent', 'windows agent', 'rmm patch management'], /^(?:n-able|solarwinds|logicnow|gfi)/, { publisherNeeded: true }),
  patching('solarwinds-patch-manager', /^solarwinds patch manager(?: .{0,30})?$/, /^solarwinds/, { cpes: ['a:solarwinds:patch_manager'], confidence: 'medium' }),
  patching('gfi-languard', /^gfi languard(?: \d{1,4})?(?: agent)?$/, /^gfi|^aurea/),
  patching('kaseya-vsa', ['kaseya agent', 'kaseya vsa', 'kaseya vsa x agent', 'kaseya', 'vsa x'], /^kaseya/, { packages: ['kaseya-agent'], part: /agent/, cpes: ['a:kaseya:vsa', 'a:kaseya:virtual_system_administrator'], confidence: 'medium' }),
  patching('datto-rmm', ['datto rmm', 'datto rmm agent', 'centrastage', 'cagservice', 'autotask endpoint management'], /^(?:datto|autotask|centrastage|kaseya)/),
  patching('connectwise-automate', ['connectwise automate', 'labtech software remote agent', 'connectwise automate remote agent', 'connectwise rmm agent', 'connectwise automate agent'], /^(?:connectwise|labtech)/, { part: /agent/, cpes: ['a:connectwise:connectwise_automate'], confidence: 'medium' }),
  patching('atera-agent', ['ateraagent', 'atera agent'], /^atera/, { packages: ['atera-agent'] }),
  patching('syncro', ['syncro', 'syncro agent', 'syncromsp agent'], /^(?:syncro|servably)/),
  patching('pulseway', ['pulseway', 'pulseway agent', 'pc monitor agent'], /^(?:pulseway|mmsoft|kaseya)/, { packages: ['pulseway'] }),
  patching('itarian', ['itarian communication client', 'itarian rmm agent', 'comodo it and security manager', 'communicationclient'], /^(?:itarian|comodo|xcitium)/),
  patching('patch-my-pc', ['patch my pc publishing service', 'patch my pc publisher', 'patch my pc', 'patchmypc-publishingservice'], /^patch my pc/),
  patching('secunia-csi', ['secunia csi agent', 'flexera software vulnerability manager agent', 'flexera corporate software inspector agent', 'secunia psi'], /^(?:flexera|secunia)/),
  patching('adaptiva', ['adaptiva client', 'adaptiva onesite client', 'adaptivaclient', 'adaptiva onesite patch'], /^adaptiva/),
  patching('quest-kace', ['quest kace agent', 'kace agent', 'dell kace agent', 'ampagent', 'quest kace systems management agent', 'dell kace k1000 agent'], /^(?:quest|dell|kace)/, { packages: ['ampagent'] }),
  patching('symantec-altiris', ['symantec management agent', 'altiris agent', 'symantec it management suite', 'altiris software management solution agent', 'altiris patch management agent', 'symantec software update agent'], /^(?:symantec|altiris|broadcom)/, { packages: ['altiris-nsclient'] }),
  patching('opsi', ['opsi-client-agent', 'opsi client agent', 'opsi.org - opsi-client-agent'], /^(?:uib|opsi)/),
  patching('baramundi', /^baramundi (?:management agent|management suite|agent)(?: .{0,20})?$/, /^baramundi/),
  patching('matrix42', ['matrix42 universal agent framework', 'matrix42 uem agent', 'empirum agent', 'matrix42 empirum agent', 'uem agent windows'], /^matrix42/),
  patching('aagon-acmp', /^acmp (?:client|agent|server|console)$/, /^aagon/),
  patching('deskcenter', ['deskcenter management suite client', 'deskcenter os deploy'], /^deskcenter/),
  patching('snow-commander', ['snow software vulnerability manager'], /^(?:snow|flexera)/),
  patching('batchpatch', ['batchpatch'], /^(?:cocobolo|batchpatch)/),
  patching('syxsense', ['syxsense responder', 'syxsense', 'verismic client management responder'], /^(?:syxsense|verismic|absolute)/),
  patching('heimdal', /^heimdal (?:thor agent|security agent|agent|patch & asset management)(?: .{0,20})?$/, /^heimdal/),
  patching('superops', ['superops rmm agent', 'superops'], /^superops/),
  patching('level', ['level agent', 'level'], /^level(?: software)?$/, { publisherNeeded: true }),
  patching('faronics-deploy', ['faronics deploy agent', 'faronics cloud agent', 'deep freeze cloud agent'], /^faronics/),
  patching('vmware-update-manager', /^vmware (?:vsphere )?update manager(?: .{0,20})?$/, /^vmware/, { cpes: ['a:vmware:vcenter_update_manager'], confidence: 'medium' }),
  patching('workspace-one', ['workspace one intelligent hub', 'vmware workspace one intelligent hub', 'airwatch agent', 'workspace one intelligent hub installer'], /^(?:vmware|omnissa|airwatch)/, { packages: ['workspaceone-intelligent-hub'] }),
  patching('aws-systems-manager-agent', ['amazon ssm agent', 'aws systems manager agent'], /^amazon/, { packages: ['amazon-ssm-agent'] }),
  patching('google-osconfig-agent', ['google osconfig agent', 'google-osconfig-agent'], /^google/, { packages: ['google-osconfig-agent'] }),
  patching('rudder-agent', ['rudder agent', 'rudder-agent'], /^(?:rudder|normation)/, { packages: ['rudder-agent'] }),
  patching('foreman', ['foreman'], undefined, { packages: ['foreman-installer'], cpes: ['a:theforeman:foreman'], product: 'foreman' }),
  patching('spacewalk', ['spacewalk'], undefined, { packages: ['spacewalk-postgresql', 'spacewalk-client-tools'] }),
  patching('uyuni', ['uyuni'], undefined, { packages: ['uyuni-server'] }),
  patching('pulp', ['pulp'], undefined, { packages: ['pulpcore', 'pulp-server'] }),
  patching('oracle-osmh', ['oracle os management hub', 'osmh-agent'], undefined, { packages: ['osmh-agent'] }),
];
