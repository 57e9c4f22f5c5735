import { columnVersion, components, nameFirst, take, trimZeros } from '../versionForms';
import type { SoftwareRule, VersionForm } from './rule';

const BROWSER = { category: 'Others', subcategory: 'browsers' } as const;
const FILES = { category: 'Others', subcategory: 'files and archives' } as const;
const EDITOR = { category: 'Others', subcategory: 'editors' } as const;
const REMOTE = { category: 'Others', subcategory: 'remote access' } as const;
const MEDIA = { category: 'Others', subcategory: 'media' } as const;
const DOCUMENTS = { category: 'Business applications', subcategory: 'office' } as const;
const COLLABORATION = { category: 'Business applications', subcategory: 'mail and collaboration' } as const;

/** An ESR stands under its own product and, in older records, as an edition. */
const firefoxEsr = ['a:mozilla:firefox_esr', ['a:mozilla:firefox', { swEdition: 'esr' }]] as const;

/** Acrobat's classic tracks are named by year; everything else calls itself DC or nothing and is the continuous track. */
function acrobat(reader: boolean): SoftwareRule['cpes'] {
  const dc = reader ? 'a:adobe:acrobat_reader_dc' : 'a:adobe:acrobat_dc';
  const plain = reader ? 'a:adobe:acrobat_reader' : 'a:adobe:acrobat';
  return ({ title }, version) => {
    if (/\b20(?:15|17|20|24)\b/.test(title) && !/\bdc\b/.test(title)) return [[plain, { swEdition: 'classic' }], [dc, { swEdition: 'classic' }]];
    // Before 2015 there were no tracks: Reader 9, X, XI.
    if (Number(version.split('.')[0]) < 15) return [plain, ...(reader ? (['a:adobe:reader'] as const) : [])];
    return [[dc, { swEdition: 'continuous' }], plain];
  };
}

/** `mozilla firefox`: ESR by name; the column is the version. */
const mozillaVersion: VersionForm = (text) => ({ version: columnVersion(text).version.replace(/esr$/, '') });

/** OpenOffice writes 4.1.6 as `4.16.9790`. */
const openOfficeVersion: VersionForm = ({ version, nameVersion }) => {
  if (nameVersion !== '') return { version: nameVersion };
  const short = /^(\d)\.(\d)(\d+)\.\d{4,}$/.exec(version);
  return { version: short ? short.slice(1).join('.') : version };
};

export const DESKTOP_RULES: readonly SoftwareRule[] = [
  { id: 'chrome', titles: ['google chrome'], packages: ['google-chrome-stable'], cpes: ['a:google:chrome'], product: 'chrome', publisher: /^google/, ...BROWSER },
  { id: 'chromium', titles: ['chromium'], publisher: /^(?:the chromium|chromium)/, cpes: ['a:google:chrome'], product: 'chrome', confidence: 'medium', ...BROWSER },
  { id: 'firefox-esr', titles: ['mozilla firefox esr'], publisher: /^mozilla/, cpes: firefoxEsr, product: 'firefox', read: mozillaVersion, ...BROWSER },
  { id: 'firefox', titles: ['mozilla firefox', 'firefox'], publisher: /^(?:mozilla|canonical)/, cpes: ['a:mozilla:firefox'], product: 'firefox', read: mozillaVersion, ...BROWSER },
  { id: 'thunderbird', titles: ['mozilla thunderbird', 'mozilla thunderbird esr', 'thunderbird'], publisher: /^(?:mozilla|canonical)/, cpes: ['a:mozilla:thunderbird'], read: mozillaVersion, ...COLLABORATION },
  { id: 'seamonkey', titles: ['seamonkey'], cpes: ['a:mozilla:seamonkey'], ...BROWSER },
  { id: 'opera', pattern: /^opera(?: stable)?$/, publisher: /^opera/, cpes: ['a:opera:opera_browser'], ...BROWSER },
  { id: 'brave', titles: ['brave'], publisher: /^brave/, cpes: ['a:brave:brave'], ...BROWSER },
  { id: '7-zip', titles: ['7-zip'], publisher: /^igor pavlov/, cpes: ['a:7-zip:7-zip'], read: take(2), ...FILES },
  { id: 'winrar', titles: ['winrar', 'winrar archiver'], publisher: /^(?:win\.rar|rarlab|alexander roshal)/, cpes: ['a:rarlab:winrar'], read: ({ version, nameVersion }) => ({ version: nameVersion || components(version, 2) }), ...FILES },
  { id: 'winzip', pattern: /^winzip(?: \d{1,2})?$/, publisher: /^(?:winzip|corel|alludo)/, cpes: ['a:winzip:winzip'], ...FILES },
  { id: 'peazip', titles: ['peazip'], cpes: ['a:peazip:peazip'], ...FILES },
  { id: 'putty', pattern: /^putty(?: release)?$/, titles: ['putty', 'putty release'], publisher: /^simon tatham/, cpes: ['a:putty:putty'], read: trimZeros(2), ...REMOTE },
  { id: 'winscp', titles: ['winscp'], publisher: /^martin p/, cpes: ['a:winscp:winscp'], ...FILES },
  { id: 'filezilla-client', titles: ['filezilla client', 'filezilla'], publisher: /^(?:tim kosse|filezilla)/, cpes: ['a:filezilla-project:filezilla_client', 'a:filezilla-project:filezilla', 'a:filezilla:filezilla'], ...FILES },
  { id: 'filezilla-server', titles: ['filezilla server'], publisher: /^(?:tim kosse|filezilla)/, cpes: ['a:filezilla-project:filezilla_server'], ...FILES },
  { id: 'notepad-plus-plus', titles: ['notepad++'], publisher: /^(?:notepad\+\+|don ho)/, cpes: ['a:notepad-plus-plus:notepad++', 'a:notepad++:notepad++'], product: 'notepad-plus-plus', ...EDITOR },
  { id: 'vim-windows', pattern: /^vim(?: [789])?$/, publisher: /^(?:bram moolenaar|vim)/, cpes: ['a:vim:vim'], ...EDITOR },
  { id: 'sublime-text', pattern: /^sublime text(?: \d)?$/, cpes: ({ title }) => (title.endsWith(' 3') ? ['a:sublimetext:sublime_text_3'] : []), ...EDITOR },
  { id: 'ultraedit', pattern: /^ultraedit(?: \d{4})?$/, ...EDITOR },
  { id: 'vlc', pattern: /^vlc(?: media player)?$/, publisher: /^videolan/, cpes: ['a:videolan:vlc_media_player', 'a:videolan:vlc'], read: trimZeros(3), ...MEDIA },
  { id: 'irfanview', pattern: /^irfanview(?: \d+)?$/, publisher: /^irfan/, cpes: ['a:irfanview:irfanview'], ...MEDIA },
  { id: 'gimp', pattern: /^gimp(?: \d)?$/, publisher: /^(?:the gimp|gimp|jernej)/, cpes: ['a:gimp:gimp'], ...MEDIA },
  { id: 'inkscape', titles: ['inkscape'], cpes: ['a:inkscape:inkscape'], ...MEDIA },
  { id: 'imagemagick', pattern: /^imagemagick(?: .{0,40})?$/, publisher: /^imagemagick/, cpes: ['a:imagemagick:imagemagick'], ...MEDIA },
  { id: 'ghostscript', pattern: /^gpl ghostscript$/, titles: ['ghostscript', 'artifex ghostscript'], publisher: /^artifex/, cpes: ['a:artifex:ghostscript'], ...DOCUMENTS },
  { id: 'audacity', titles: ['audacity'], cpes: ['a:audacityteam:audacity'], ...MEDIA },
  { id: 'itunes', titles: ['itunes'], publisher: /^apple/, cpes: ['a:apple:itunes'], ...MEDIA },
  { id: 'icloud', titles: ['icloud'], publisher: /^apple/, cpes: ['a:apple:icloud'], ...FILES },
  { id: 'bonjour', titles: ['bonjour'], publisher: /^apple/, cpes: ['a:apple:bonjour'], category: 'Others', subcategory: 'libraries' },
  { id: 'quicktime', pattern: /^quicktime(?: 7)?$/, publisher: /^apple/, cpes: ['a:apple:quicktime'], read: ({ version }) => ({ version: quickTime(version) }), ...MEDIA },
  { id: 'adobe-reader', pattern: /^adobe (?:acrobat )?reader(?: (?:[6-9]|x|xi|dc|20\d\d))?(?: mui)?(?: dc)?(?: (?:classic|continuous))?$/, publisher: /^adobe/, cpes: acrobat(true), ...DOCUMENTS },
  { id: 'adobe-acrobat', pattern: /^adobe acrobat(?: (?:[6-9]|x|xi|dc|20\d\d))?(?: (?:pro|standard|professional))?(?: dc)?(?: (?:classic|continuous))?$/, publisher: /^adobe/, cpes: acrobat(false), ...DOCUMENTS },
  { id: 'adobe-flash-player', pattern: /^adobe flash player(?: \d{1,2})?(?: (?:npapi|ppapi|activex|plugin))?$/, publisher: /^adobe/, cpes: ['a:adobe:flash_player'], ...MEDIA },
  { id: 'adobe-shockwave-player', pattern: /^adobe shockwave player(?: \d{1,2})?$/, publisher: /^adobe/, cpes: ['a:adobe:shockwave_player'], ...MEDIA },
  { id: 'adobe-air', titles: ['adobe air'], publisher: /^adobe/, cpes: ['a:adobe:adobe_air', 'a:adobe:air'], ...MEDIA },
  { id: 'adobe-creative-cloud', titles: ['adobe creative cloud'], publisher: /^adobe/, cpes: ['a:adobe:creative_cloud_desktop_application', 'a:adobe:creative_cloud'], ...MEDIA },
  { id: 'adobe-photoshop', pattern: /^adobe photoshop(?: (?:cc|20\d\d))*$/, publisher: /^adobe/, cpes: ['a:adobe:photoshop'], ...MEDIA },
  { id: 'adobe-illustrator', pattern: /^adobe illustrator(?: (?:cc|20\d\d))*$/, publisher: /^adobe/, cpes: ['a:adobe:illustrator'], ...MEDIA },
  { id: 'foxit-reader', pattern: /^foxit (?:pdf )?reader(?: \d{1,2})?$/, publisher: /^foxit/, cpes: ['a:foxit:pdf_reader', 'a:foxitsoftware:foxit_reader', 'a:foxitsoftware:reader'], ...DOCUMENTS },
  { id: 'foxit-editor', pattern: /^foxit (?:pdf editor|phantompdf)(?: pro)?(?: \d{1,2})?$/, publisher: /^foxit/, cpes: ({ title }) => (/phantom/.test(title) ? ['a:foxitsoftware:phantompdf'] : ['a:foxit:pdf_editor', 'a:foxitsoftware:phantompdf']), ...DOCUMENTS },
  { id: 'sumatrapdf', titles: ['sumatrapdf'], cpes: ['a:sumatrapdfreader:sumatrapdf'], ...DOCUMENTS },
  { id: 'libreoffice', titles: ['libreoffice'], publisher: /^the document foundation|^document foundation/, cpes: ['a:libreoffice:libreoffice'], product: 'libreoffice', ...DOCUMENTS },
  { id: 'openoffice', pattern: /^(?:apache )?openoffice(?:\.org)?(?: [34])?$/, titles: ['openoffice', 'openoffice.org', 'apache openoffice'], publisher: /^(?:apache|openoffice|sun|oracle)/, cpes: ['a:apache:openoffice', 'a:openoffice:openoffice.org'], read: openOfficeVersion, ...DOCUMENTS },
  { id: 'keepass', pattern: /^keepass(?: password safe)?(?: [12])?$/, publisher: /^dominik reichl/, cpes: ['a:keepass:keepass'], category: 'Others', subcategory: 'password managers' },
  { id: 'keepassxc', titles: ['keepassxc'], cpes: ['a:keepassxc:keepassxc'], category: 'Others', subcategory: 'password managers' },
  { id: 'teamviewer', pattern: /^teamviewer(?: \d{1,2})?(?: host)?$/, publisher: /^teamviewer/, cpes: ['a:teamviewer:teamviewer'], ...REMOTE },
  { id: 'anydesk', pattern: /^anydesk(?: msi)?$/, cpes: ['a:anydesk:anydesk'], read: ({ version }) => ({ version: version.replace(/^ad\s*/, '') }), ...REMOTE },
  { id: 'ultravnc', titles: ['ultravnc'], cpes: ['a:uvnc:ultravnc'], ...REMOTE },
  { id: 'tightvnc', titles: ['tightvnc'], publisher: /^(?:glavsoft|tightvnc)/, cpes: ['a:tightvnc:tightvnc'], ...REMOTE },
  { id: 'realvnc-server', titles: ['vnc server', 'realvnc server'], publisher: /^realvnc/, cpes: ['a:realvnc:vnc_server'], ...REMOTE },
  { id: 'realvnc-viewer', titles: ['vnc viewer', 'realvnc viewer'], publisher: /^realvnc/, cpes: ['a:realvnc:vnc_viewer'], ...REMOTE },
  { id: 'tigervnc', titles: ['tigervnc'], cpes: ['a:tigervnc:tigervnc'], ...REMOTE },
  { id: 'mremoteng', titles: ['mremoteng'], cpes: ['a:mremoteng:mremoteng'], ...REMOTE },
  { id: 'screenconnect-server', titles: ['screenconnect', 'screenconnect server', 'connectwise screenconnect', 'connectwise control'], publisher: /^(?:screenconnect|connectwise|elsinore)/, cpes: ['a:connectwise:screenconnect', 'a:connectwise:control'], ...REMOTE },
  { id: 'screenconnect', pattern: /^(?:screenconnect|connectwise control) client(?: \([0-9a-f]{16}\))?$/, part: /client/, cpes: ['a:connectwise:control', 'a:connectwise:screenconnect'], ...REMOTE },
  { id: 'dameware', pattern: /^(?:solarwinds )?dameware (?:mini remote control|remote support)/, titles: ['solarwinds dameware mini remote control'], cpes: ['a:solarwinds:dameware_mini_remote_control'], ...REMOTE },
  { id: 'openvpn', titles: ['openvpn'], publisher: /^(?:openvpn|the openvpn)/, packages: ['openvpn'], cpes: ['a:openvpn:openvpn'], product: 'openvpn', read: (text) => ({ version: (text.nameVersion || text.version).replace(/-.*$/, '') }), ...REMOTE },
  { id: 'cygwin', titles: ['cygwin'], cpes: ['a:cygwin:cygwin'], category: 'Others', subcategory: 'development' },
  { id: 'wireshark', titles: ['wireshark'], publisher: /^(?:the wireshark|wireshark)/, cpes: ['a:wireshark:wireshark'], product: 'wireshark', category: 'Others', subcategory: 'networking' },
  { id: 'nmap', titles: ['nmap'], publisher: /^nmap/, cpes: ['a:nmap:nmap'], category: 'Others', subcategory: 'networking' },
  { id: 'npcap', titles: ['npcap'], cpes: ['a:nmap:npcap'], category: 'Others', subcategory: 'networking' },
  { id: 'winpcap', titles: ['winpcap'], cpes: ['a:winpcap:winpcap'], read: nameFirst, category: 'Others', subcategory: 'networking' },
  { id: 'zoom', pattern: /^zoom(?: workplace| client for meetings)?$/, titles: ['zoom', 'zoom.us'], publisher: /^zoom/, cpes: ['a:zoom:meetings', 'a:zoom:zoom'], ...COLLABORATION },
  { id: 'webex-meetings', pattern: /^cisco webex meetings$/, titles: ['webex', 'cisco webex meetings'], publisher: /^cisco/, cpes: ['a:cisco:webex_meetings_desktop', 'a:cisco:webex_meetings'], ...COLLABORATION },
  { id: 'cisco-jabber', titles: ['cisco jabber'], cpes: ['a:cisco:jabber'], ...COLLABORATION },
  { id: 'slack', titles: ['slack', 'slack machine-wide'], publisher: /^slack/, cpes: ['a:slack:slack'], confidence: 'medium', ...COLLABORATION },
  { id: 'dropbox', titles: ['dropbox'], publisher: /^dropbox/, cpes: ['a:dropbox:dropbox'], ...FILES },
  { id: 'evernote', titles: ['evernote'], cpes: ['a:evernote:evernote'], ...DOCUMENTS },
  { id: 'sap-gui', pattern: /^sap gui for windows(?: \d\.?\d{0,2})?(?: .{0,30})?$/, cpes: ['a:sap:gui_for_windows'], read: nameFirst, category: 'Business applications', subcategory: 'business systems' },
];

/** QuickTime packs minor and patch into one number: `7.79.80.95` is 7.7.9. */
function quickTime(version: string): string {
  const [major, minor = '', ...rest] = version.split('.');
  return minor.length === 2 ? [major, minor[0], minor[1]].join('.') : [major, minor, ...rest].filter(Boolean).join('.');
}
