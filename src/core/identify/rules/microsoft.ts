import type { SoftwareText } from '../softwareText';
import { columnVersion, nameFirst, yearNamed } from '../versionForms';
import {
  exchangeVersion,
  netFrameworkVersion,
  officeVersion,
  sharePointVersion,
  sqlServerVersion,
  visualCppVersion,
} from './microsoftVersions';
import type { RuleCpe, SoftwareRule } from './rule';

const MICROSOFT = /^microsoft/;

/** Before .NET 5 NVD has `.net_core`, from it on `.net`. */
function dotnetCpes(own: 'runtime' | 'asp'): (text: SoftwareText, version: string) => readonly RuleCpe[] {
  return (_, version) => {
    const old = Number(version.split('.')[0]) < 5;
    const platform = old ? 'a:microsoft:.net_core' : 'a:microsoft:.net';
    return own === 'asp' ? ['a:microsoft:asp.net_core', platform] : [platform];
  };
}

/** Since 2023 NVD gives each release a product of its own and bounds it by builds: `sql_server_2019` from 15.0.2000.5 to 15.0.2120.1. */
function sqlServerCpes(text: SoftwareText, version: string): readonly RuleCpe[] {
  const year = sqlServerVersion(text).fields?.version ?? '';
  const own: RuleCpe = [`a:microsoft:sql_server_${year}`, { version: version === '' ? '*' : version, update: '*' }];
  return /^20\d\d$/.test(year) ? ['a:microsoft:sql_server', own] : ['a:microsoft:sql_server'];
}

/** One Office application sold alone: `Microsoft Visio Professional 2016`. */
function officeApplication(name: string, cpe: `a:microsoft:${string}`): SoftwareRule {
  return {
    id: `office-${name}`,
    pattern: new RegExp(`^microsoft (?:office )?${name}(?: (?:standard|professional|premium|ltsc|plus|pro))*(?: \\d{4})?(?: ltsc)?$`),
    publisher: MICROSOFT,
    cpes: [cpe],
    product: 'office',
    read: officeVersion,
    category: 'Business applications',
    subcategory: 'office',
  };
}

function visualStudio(year: string): SoftwareRule {
  const edition = '(?:(?:community|professional|enterprise|test professional|ultimate|premium|express|build tools|team explorer|test agent)(?: for (?:desktop|web))? )?';
  return {
    id: `visual-studio-${year}`,
    pattern: new RegExp(`^(?:microsoft )?visual studio ${edition}(?:for desktop )?${year}$`),
    publisher: MICROSOFT,
    cpes: Number(year) >= 2017 ? [`a:microsoft:visual_studio_${year}`, 'a:microsoft:visual_studio'] : [['a:microsoft:visual_studio', { version: year }]],
    product: 'visual-studio',
    category: 'Others',
    subcategory: 'development',
  };
}

export const MICROSOFT_RULES: readonly SoftwareRule[] = [
  {
    id: 'sql-server',
    pattern: /^microsoft sql server(?: (?:2000|2005|2008|2012|2014|2016|2017|2019|2022|2025))?(?: r2)?(?: (?:sp\d|service pack \d))?(?: (?:enterprise|standard|express|developer|web|workgroup|evaluation|business intelligence))?(?: edition)?(?: with advanced services)?$/,
    publisher: MICROSOFT,
    packages: ['mssql-server'],
    cpes: sqlServerCpes,
    product: 'mssqlserver',
    read: sqlServerVersion,
    category: 'Databases and data platforms',
    subcategory: 'database servers',
  },
  {
    id: 'sql-server-engine',
    // The engine's own MSI: "SQL Server 2016 Database Engine Services". "… Shared" and "… Common Files" stand beside it.
    pattern: /^(?:microsoft )?sql server (?:2000|2005|2008|2012|2014|2016|2017|2019|2022|2025)(?: r2)?(?: sp\d)? database engine services$/,
    publisher: MICROSOFT,
    cpes: sqlServerCpes,
    product: 'mssqlserver',
    read: sqlServerVersion,
    category: 'Databases and data platforms',
    subcategory: 'database servers',
  },
  {
    id: 'sql-server-management-studio',
    pattern: /^(?:microsoft )?sql server(?: \d{4})? management studio/,
    except: /language pack/,
    publisher: MICROSOFT,
    cpes: ({ title }) => (/\d{4}/.test(title) ? [] : ['a:microsoft:sql_server_management_studio']),
    read: nameFirst,
    category: 'Databases and data platforms',
    subcategory: 'database tools',
  },
  {
    id: 'sql-server-reporting-services',
    pattern: /^(?:microsoft )?sql server(?: \d{4})? reporting services$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:sql_server_reporting_services'],
    category: 'Databases and data platforms',
    subcategory: 'database tools',
  },
  {
    id: 'sql-server-odbc-driver',
    pattern: /^microsoft odbc driver \d\d for sql server$/,
    publisher: MICROSOFT,
    packages: ['msodbcsql', 'msodbcsql17', 'msodbcsql18'],
    cpes: ['a:microsoft:odbc_driver_for_sql_server'],
    category: 'Databases and data platforms',
    subcategory: 'database tools',
    confidence: 'medium',
  },
  {
    id: 'sql-server-ole-db-driver',
    pattern: /^microsoft ole db driver(?: \d\d)? for sql server$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:ole_db_driver_for_sql_server'],
    category: 'Databases and data platforms',
    subcategory: 'database tools',
    confidence: 'medium',
  },
  {
    id: 'exchange-server',
    // The MSI of every release calls itself "Microsoft Exchange Server"; its build says which.
    pattern: /^microsoft exchange server(?: (?:2003|2007|2010|2013|2016|2019|subscription edition))?(?: rtm)?(?: (?:cumulative update|cu|service pack|sp) ?\d{1,2})?(?: (?:enterprise|standard))?$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:exchange_server'],
    product: 'msexchange',
    read: exchangeVersion,
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'sharepoint-server',
    pattern: /^microsoft (?:office )?sharepoint (?:enterprise )?server(?: (?:2007|2010|2013|2016|2019|subscription edition))?(?: (?:standard|enterprise))?$/,
    publisher: MICROSOFT,
    cpes: ({ title }) => [
      ...(/2007/.test(title) ? (['a:microsoft:office_sharepoint_server'] as const) : []),
      'a:microsoft:sharepoint_server',
      ...(/2013|2016/.test(title) ? (['a:microsoft:sharepoint_enterprise_server'] as const) : []),
    ],
    product: 'sharepoint',
    read: sharePointVersion,
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'sharepoint-foundation',
    pattern: /^microsoft sharepoint foundation (?:2010|2013)(?: core)?$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:sharepoint_foundation'],
    product: 'sharepoint',
    read: sharePointVersion,
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'project-server',
    pattern: /^microsoft (?:office )?project server (?:2007|2010|2013)$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:project_server'],
    read: officeVersion,
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'sharepoint-designer',
    pattern: /^microsoft (?:office )?sharepoint designer (?:2007|2010|2013)$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:sharepoint_designer'],
    read: officeVersion,
    category: 'Business applications',
    subcategory: 'office',
  },
  {
    id: 'skype-for-business-server',
    pattern: /^(?:microsoft )?(?:lync|skype for business) server (?:2010|2013|2015|2019)(?:, core components)?$/,
    publisher: MICROSOFT,
    cpes: ({ title }) => (/lync/.test(title) ? ['a:microsoft:lync_server'] : ['a:microsoft:skype_for_business_server']),
    read: yearNamed(),
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'dynamics-365-server',
    pattern: /^microsoft dynamics (?:365|crm) server(?: \d{4})?$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:dynamics_365'],
    category: 'Business applications',
    subcategory: 'business systems',
    confidence: 'medium',
  },
  {
    id: 'dynamics-nav',
    pattern: /^microsoft dynamics nav(?: \d{4})?(?: server)?$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:dynamics_nav'],
    read: yearNamed(),
    category: 'Business applications',
    subcategory: 'business systems',
  },
  {
    id: 'business-central',
    // NVD names its releases by wave, which no installer says.
    pattern: /^microsoft dynamics 365 business central(?: server)?$/,
    publisher: MICROSOFT,
    category: 'Business applications',
    subcategory: 'business systems',
  },
  {
    id: 'office',
    pattern: /^microsoft office(?: (?:ltsc|professional|standard|enterprise|ultimate|home|student|business|small|basic|pro|plus|and|&))*(?: (?:2003|2007|2010|2013|2016|2019|2021|2024))?(?: (?:ltsc|professional|standard|edition))*(?: (?:2003|2021|2024))?$/,
    publisher: MICROSOFT,
    cpes: ({ title }) => (/ltsc|2021|2024/.test(title) ? ['a:microsoft:office', 'a:microsoft:office_long_term_servicing_channel'] : ['a:microsoft:office']),
    product: 'office',
    read: officeVersion,
    category: 'Business applications',
    subcategory: 'office',
  },
  {
    id: 'microsoft-365-apps',
    pattern: /^microsoft (?:365(?: apps for (?:enterprise|business|unternehmen|les (?:grandes )?entreprises))?|office 365(?: proplus| business)?)$/,
    publisher: MICROSOFT,
    cpes: [['a:microsoft:365_apps', { swEdition: 'enterprise' }], 'a:microsoft:office_365_proplus'],
    category: 'Business applications',
    subcategory: 'office',
  },
  officeApplication('visio', 'a:microsoft:visio'),
  officeApplication('project', 'a:microsoft:project'),
  officeApplication('access', 'a:microsoft:access'),
  officeApplication('excel', 'a:microsoft:excel'),
  officeApplication('word', 'a:microsoft:word'),
  officeApplication('outlook', 'a:microsoft:outlook'),
  officeApplication('powerpoint', 'a:microsoft:powerpoint'),
  officeApplication('publisher', 'a:microsoft:publisher'),
  officeApplication('infopath', 'a:microsoft:infopath'),
  officeApplication('onenote', 'a:microsoft:onenote'),
  {
    id: 'office-online-server',
    pattern: /^microsoft office (?:online server|web apps server 2013)$/,
    publisher: MICROSOFT,
    cpes: ({ title }) => (/online/.test(title) ? ['a:microsoft:office_online_server'] : [['a:microsoft:office_web_apps_server', { version: '2013' }]]),
    category: 'Business applications',
    subcategory: 'office',
  },
  {
    id: 'dotnet-framework',
    pattern: /^microsoft \.net framework(?: [1-4](?:\.\d)?)?(?: (?:sp\d|service pack \d))?(?: (?:client profile|extended|full))?$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:.net_framework'],
    product: 'dotnetfx',
    read: netFrameworkVersion,
    category: 'Others',
    subcategory: 'runtimes',
  },
  {
    id: 'dotnet-runtime',
    pattern: /^microsoft (?:\.net(?: core)?(?: host)? runtime|\.net core|windows desktop runtime)$/,
    publisher: MICROSOFT,
    packages: ['dotnet-runtime-*', 'dotnet-hostfxr-*'],
    cpes: dotnetCpes('runtime'),
    product: 'dotnet',
    read: nameFirst,
    category: 'Others',
    subcategory: 'runtimes',
  },
  {
    id: 'aspnet-core-runtime',
    pattern: /^microsoft asp\.net core(?: runtime| shared framework| hosting bundle| - shared framework)$/,
    publisher: MICROSOFT,
    packages: ['aspnetcore-runtime-*'],
    cpes: dotnetCpes('asp'),
    product: 'dotnet',
    read: nameFirst,
    category: 'Web hosting',
    subcategory: 'runtimes',
  },
  {
    id: 'dotnet-hosting-bundle',
    pattern: /^microsoft \.net(?: core)?(?: \d)? - windows server hosting$/,
    publisher: MICROSOFT,
    cpes: dotnetCpes('asp'),
    product: 'dotnet',
    read: nameFirst,
    category: 'Web hosting',
    subcategory: 'runtimes',
  },
  {
    id: 'dotnet-sdk',
    // An SDK's version is not that of its runtime, so it has a cycle and no CPE.
    pattern: /^microsoft \.net(?: core)? sdk(?: from visual studio)?$/,
    publisher: MICROSOFT,
    packages: ['dotnet-sdk-*'],
    product: 'dotnet',
    read: nameFirst,
    category: 'Others',
    subcategory: 'development',
  },
  {
    id: 'visual-cpp-redistributable',
    pattern: /^microsoft visual c\+\+ (?:2005|2008|2010) +(?:service pack 1 )?redistributable$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:visual_c++'],
    read: visualCppVersion,
    category: 'Others',
    subcategory: 'runtimes',
    confidence: 'medium',
  },
  ...['2012', '2013', '2015', '2017', '2019', '2022', '2026'].map(visualStudio),
  {
    id: 'visual-studio-code',
    pattern: /^(?:microsoft )?visual studio code$/,
    titles: ['visual studio code', 'microsoft visual studio code'],
    publisher: MICROSOFT,
    packages: ['code'],
    cpes: ['a:microsoft:visual_studio_code'],
    category: 'Others',
    subcategory: 'development',
  },
  {
    id: 'team-foundation-server',
    pattern: /^microsoft (?:visual studio )?(?:team foundation server|azure devops server)(?: \d{4})?$/,
    publisher: MICROSOFT,
    cpes: ({ title }) => (/azure/.test(title) ? ['a:microsoft:azure_devops_server'] : ['a:microsoft:team_foundation_server']),
    product: 'azure-devops-server',
    read: yearNamed(),
    category: 'Business applications',
    subcategory: 'development',
  },
  {
    id: 'powershell',
    pattern: /^powershell(?: [67](?:-(?:lts|preview))?)?$/,
    publisher: MICROSOFT,
    packages: ['powershell', 'powershell-lts'],
    cpes: ({ version }) => (version.startsWith('6') ? ['a:microsoft:powershell_core', 'a:microsoft:powershell'] : ['a:microsoft:powershell']),
    product: 'powershell',
    read: ({ version, nameVersion }) => {
      const [major, ...rest] = (version || nameVersion).split('.');
      // The MSI's fourth number and its `.0` are packaging.
      return { version: [major, ...rest.slice(0, 2)].join('.') };
    },
    category: 'Others',
    subcategory: 'runtimes',
  },
  {
    id: 'edge',
    titles: ['microsoft edge'],
    packages: ['microsoft-edge-stable'],
    cpes: ['a:microsoft:edge_chromium', 'a:microsoft:edge'],
    publisher: MICROSOFT,
    category: 'Others',
    subcategory: 'browsers',
  },
  {
    id: 'internet-explorer',
    pattern: /^(?:windows |microsoft )?internet explorer(?: (?:[6-9]|1[01]))?$/,
    titles: ['internet explorer'],
    publisher: MICROSOFT,
    cpes: ['a:microsoft:internet_explorer'],
    product: 'internet-explorer',
    read: ({ title, version }) => {
      const major = /(\d+)$/.exec(title)?.[1] ?? version.split('.')[version.startsWith('9.11.') ? 1 : 0] ?? '';
      return { version: major, cycle: major };
    },
    category: 'Others',
    subcategory: 'browsers',
  },
  {
    id: 'silverlight',
    titles: ['microsoft silverlight'],
    publisher: MICROSOFT,
    cpes: ['a:microsoft:silverlight'],
    category: 'Others',
    subcategory: 'runtimes',
  },
  {
    id: 'msxml',
    pattern: /^msxml(?: [346])?(?: (?:sp\d|parser|service pack \d))*$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:xml_core_services'],
    read: ({ title, version, nameVersion }) => {
      // "MSXML 4.0 SP3 Parser" has its number as a version, "MSXML 6 Parser" as a word.
      const major = /^msxml ([346])/.exec(title)?.[1] ?? (nameVersion || version).slice(0, 1);
      return { version: version || major, fields: { version: `${major}.0` } };
    },
    category: 'Others',
    subcategory: 'libraries',
    confidence: 'medium',
  },
  {
    id: 'teams',
    pattern: /^(?:microsoft )?teams(?: machine-wide)?(?: classic)?$/,
    titles: ['microsoft teams', 'microsoft teams classic'],
    publisher: MICROSOFT,
    cpes: ['a:microsoft:teams'],
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'onedrive',
    titles: ['microsoft onedrive'],
    publisher: MICROSOFT,
    cpes: ['a:microsoft:onedrive'],
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'skype-for-business',
    pattern: /^(?:microsoft )?(?:skype for business|lync)(?: basic)?(?: \d{4})?$/,
    publisher: MICROSOFT,
    cpes: ({ title }) => (/lync/.test(title) ? ['a:microsoft:lync'] : ['a:microsoft:skype_for_business']),
    read: yearNamed(),
    category: 'Business applications',
    subcategory: 'mail and collaboration',
  },
  {
    id: 'iis',
    pattern: /^(?:microsoft )?(?:internet information services|iis)(?: manager)?(?: (?:7|8|10))?$/,
    titles: ['web server (iis)', 'internet information services (iis)', 'iis', 'internet information services'],
    except: /manager|express/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:internet_information_services', 'a:microsoft:internet_information_server'],
    read: columnVersion,
    category: 'Web hosting',
    subcategory: 'web servers',
  },
  {
    id: 'power-bi-report-server',
    pattern: /^(?:microsoft )?power ?bi report server(?: - [a-z]{3,9} 20\d\d)?$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:power_bi_report_server'],
    category: 'Databases and data platforms',
    subcategory: 'analytics',
  },
  {
    id: 'power-bi-desktop',
    pattern: /^microsoft power ?bi desktop$/,
    publisher: MICROSOFT,
    category: 'Databases and data platforms',
    subcategory: 'analytics',
  },
  {
    id: 'azure-data-studio',
    titles: ['azure data studio'],
    publisher: MICROSOFT,
    cpes: ['a:microsoft:azure_data_studio'],
    category: 'Databases and data platforms',
    subcategory: 'database tools',
  },
  {
    id: 'azure-connected-machine-agent',
    titles: ['azure connected machine agent'],
    packages: ['azcmagent'],
    publisher: MICROSOFT,
    cpes: ['a:microsoft:azure_connected_machine_agent'],
    category: 'Others',
    subcategory: 'monitoring and management',
  },
  {
    id: 'remote-desktop-client',
    titles: ['remote desktop', 'microsoft remote desktop'],
    publisher: MICROSOFT,
    cpes: ['a:microsoft:remote_desktop_client'],
    category: 'Others',
    subcategory: 'remote access',
    confidence: 'medium',
  },
  {
    id: 'system-center-operations-manager',
    pattern: /^(?:microsoft )?system center(?: \d{4})?(?: r2)? operations manager(?: \d{4})?(?: r2)?$/,
    publisher: MICROSOFT,
    cpes: ['a:microsoft:system_center_operations_manager'],
    read: yearNamed(),
    category: 'Others',
    subcategory: 'monitoring and management',
  },
  {
    id: 'azure-backup',
    titles: ['microsoft azure recovery services agent', 'microsoft azure backup server'],
    publisher: MICROSOFT,
    category: 'Business applications',
    subcategory: 'backup',
  },
  {
    id: 'microsoft-monitoring-agent',
    titles: ['microsoft monitoring agent'],
    publisher: MICROSOFT,
    category: 'Others',
    subcategory: 'monitoring and management',
  },
];
