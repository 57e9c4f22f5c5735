import { compactOf, wordsOf } from './words';

/**
 * Publishers whose products NVD has under other names: people, renamed and acquired companies, holdings.
 * By the publisher's compact form (see `SoftwareText.publisher`), or the beginning of it; vendors as in the feed.
 */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  acresso: 'flexera flexerasoftware macrovision',
  advancedmicrodevices: 'amd',
  akkernel: 'kernel',
  alludo: 'corel winzip',
  altn: 'altn alt-n mdaemon',
  amazonwebservices: 'amazon',
  aokasperskylab: 'kaspersky kaspersky_lab',
  apachesoftwarefoundation: 'apache',
  applecomputer: 'apple',
  arcserve: 'arcserve ca broadcom',
  asustek: 'asus',
  asustekcomputer: 'asus',
  audacityteam: 'audacityteam audacity',
  avastsoftware: 'avast avg piriform',
  avgtechnologies: 'avg',
  bitnami: 'bitnami apachefriends',
  bittorrent: 'bittorrent utorrent',
  blackberry: 'blackberry rim',
  bluestack: 'bluestacks',
  blenderfoundation: 'blender',
  bmcsoftware: 'bmc',
  broadcom: 'broadcom ca symantec vmware brocade',
  brocade: 'brocade broadcom',
  businessobjects: 'sap businessobjects',
  ca: 'ca broadcom',
  catechnologies: 'ca broadcom',
  canonical: 'canonical ubuntu',
  carbonblack: 'carbonblack vmware',
  checkpointsoftwaretechnologies: 'checkpoint',
  ciscosystems: 'cisco',
  citrixsystems: 'citrix',
  coreftpcom: 'coreftp core_ftp',
  dell: 'dell emc',
  delltechnologies: 'dell emc',
  elasticsearch: 'elastic elasticsearch',
  emc: 'emc dell',
  environmentalsystemsresearchinstitute: 'esri',
  electronicarts: 'ea',
  ericsson: 'ericsson erlang',
  f5: 'f5 nginx',
  f5networks: 'f5',
  flexerasoftware: 'flexera flexerasoftware',
  googleinc: 'google',
  gougeletpierree: 'xnview',
  gretech: 'gretech gomlab',
  gom: 'gomlab gretech',
  hewlettpackard: 'hp hpe',
  hewlettpackardenterprise: 'hpe hp arubanetworks',
  huaweitechnologies: 'huawei',
  internationalbusinessmachines: 'ibm',
  iterate: 'cyberduck',
  ivanti: 'ivanti landesk pulsesecure',
  kaspersky: 'kaspersky kaspersky_lab',
  kasperskylab: 'kaspersky kaspersky_lab',
  kovidgoyal: 'calibre-ebook calibre',
  lastpass: 'lastpass logmein',
  lightninguk: 'imgburn',
  logmein: 'logmein logmeininc lastpass',
  goto: 'logmein logmeininc goto',
  mcafee: 'mcafee trellix',
  mcafeellc: 'mcafee trellix',
  musarubra: 'trellix mcafee',
  trellix: 'trellix mcafee fireeye',
  fireeye: 'fireeye trellix',
  microfocus: 'microfocus novell netiq',
  moonchildproductions: 'palemoon',
  nationalinstruments: 'ni national_instruments',
  ncpengineering: 'ncp-e ncp_network_communications',
  nitro: 'gonitro nitropdf',
  nitrosoftware: 'gonitro nitropdf',
  nortonlifelock: 'norton symantec',
  gendigital: 'norton avast avg',
  novell: 'novell microfocus',
  nullsoft: 'nullsoft winamp',
  winamp: 'nullsoft winamp',
  openwhispersystems: 'signal openwhispersystems',
  signalmessenger: 'signal',
  opentext: 'opentext microfocus',
  operasoftware: 'opera opera_software',
  operanorway: 'opera opera_software',
  oracle: 'oracle sun mysql',
  oracleamerica: 'oracle sun mysql',
  pandoratv: 'kmplayer pandora',
  peterpawlowski: 'foobar2000',
  pivotal: 'pivotal_software vmware pivotal',
  postgresqlglobaldevelopment: 'postgresql',
  powersoftware: 'poweriso',
  progress: 'progress ipswitch telerik',
  progresssoftware: 'progress ipswitch telerik',
  ipswitch: 'ipswitch progress',
  prusaresearch: 'prusa3d',
  ptc: 'ptc kepware',
  qliktechinternational: 'qlik qliktech',
  quest: 'quest quest_software',
  questsoftware: 'quest quest_software',
  royalapps: 'royalapps royalapplications',
  code4ward: 'royalapps royalapplications',
  safenet: 'safenet safenet-inc gemalto thalesgroup',
  gemalto: 'gemalto thalesgroup safenet',
  thales: 'thalesgroup gemalto',
  samsungelectronics: 'samsung',
  sapse: 'sap',
  schneiderelectric: 'schneider-electric aveva',
  aveva: 'aveva wonderware schneider-electric invensys indusoft',
  skype: 'microsoft skype skype_technologies',
  skypetechnologies: 'microsoft skype skype_technologies',
  solarwinds: 'solarwinds dameware',
  solarwindsworldwide: 'solarwinds dameware',
  southrivertechnologies: 'southrivertech south_river_technologies titan_ftp_server',
  sunmicrosystems: 'sun oracle',
  symantec: 'symantec broadcom norton',
  tableausoftware: 'tableau tableausoftware',
  teclib: 'glpi-project',
  telegramfz: 'telegram',
  tenable: 'tenable nessus',
  tenablenetworksecurity: 'tenable nessus',
  thegimpteam: 'gimp the_gimp_team',
  thegpg4winproject: 'gpg4win',
  trackersoftwareproducts: 'tracker-software pdf-xchange',
  pdfxchange: 'pdf-xchange tracker-software',
  trendmicro: 'trendmicro trend_micro',
  trimblenavigation: 'trimble',
  uvncbvba: 'uvnc ultravnc',
  valve: 'valvesoftware valve',
  vandykesoftware: 'vandyke van_dyke_technologies',
  veritas: 'veritas symantec symantec_veritas',
  veritastechnologies: 'veritas symantec symantec_veritas',
  researchinmotion: 'rim blackberry',
  viber: 'rakuten viber',
  vmware: 'vmware pivotal_software',
  westerndigitaltechnologies: 'westerndigital',
  wftpservercom: 'wftpserver',
  wibusystems: 'wibu',
  winrar: 'rarlab',
  zohocorp: 'zohocorp manageengine zoho',
  zoho: 'zohocorp manageengine zoho',
  zoomvideocommunications: 'zoom',
};

const ALIASES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(OTHER_NAMES).map(([name, vendors]) => [name, vendors.split(' ')]));

/** Words of company names that tell no two of them apart. */
const COMPANY_WORDS: ReadonlySet<string> = new Set(
  ('the a of and software technologies technology systems system solutions group international networks network labs lab project team foundation development developers developer ' +
    'community contributors authors studio studios media communications computer computers electronics electric industries services service worldwide holdings global canada america europe japan texas california ' +
    'gmbh inc llc ltd limited digital corp corporation co company ag sa ab as bv nv kg oy plc pty pte srl sro spol eg com org net io www http https').split(' '),
);

/**
 * The compact names under which a publisher's products may stand in the feed, likelier first: its other names, the name itself,
 * the name without general words, its first word. '' and publishers of other scripts have none.
 */
export function vendorNamesOf(publisher: string): readonly string[] {
  const parts = publisher.split(', ');
  // "Luis Cobian, CobianSoft" is a person and a company; each is looked for.
  return [...new Set([publisher, ...(parts.length > 1 ? parts : [])].flatMap(namesOf))];
}

function namesOf(publisher: string): readonly string[] {
  const words = wordsOf(publisher);
  if (words.length === 0) return [];
  const compact = words.join('');
  // Years of a copyright and the letters of "S.a.r.l" are no name.
  const telling = words.filter((word) => !COMPANY_WORDS.has(word) && word.length > 1 && !/^\d{4}$/.test(word));
  const names = [...(ALIASES.get(compact) ?? ALIASES.get(telling.join('')) ?? []), compact, telling.join('')];
  // A first word alone is a vendor only when the rest is general: "Foxit Software", not "Open Whisper Systems".
  if (telling.length > 0 && telling.length < words.length) names.push(telling[0]!);
  return [...new Set(names.map(compactOf))].filter((name) => name.length >= 2 && !COMPANY_WORDS.has(name));
}

/** `wireshark` of `wireshark_project`, `foxit` of `foxitsoftware`: under which compact names a vendor of the feed is found. */
export function namesOfVendor(vendor: string): readonly string[] {
  const compact = compactOf(vendor);
  const bare = compact.replace(/^get(?=[a-z]{4})/, '').replace(/(?:project|software|softwares|inc|corp|team|technologies|foundation)$/, '');
  return bare !== compact && bare.length >= 2 ? [compact, bare] : [compact];
}
