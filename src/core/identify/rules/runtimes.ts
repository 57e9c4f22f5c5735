import { components, javaVersion, nameFirst, nameOnly, pythonVersion, trimZeros } from '../versionForms';
import type { RuleCpe, SoftwareRule, VersionForm } from './rule';
import type { SoftwareText } from '../softwareText';

const RUNTIME = { category: 'Others', subcategory: 'runtimes' } as const;
const DEVELOPMENT = { category: 'Others', subcategory: 'development' } as const;

/** Java up to 6 is filed under Sun as well. */
function javaCpes(first: 'jre' | 'jdk'): (text: SoftwareText, version: string) => readonly RuleCpe[] {
  const second = first === 'jre' ? 'jdk' : 'jre';
  return (_, version) => [
    `a:oracle:${first}`,
    `a:oracle:${second}`,
    ...(/^1\.[2-6]\b/.test(version) ? ([`a:sun:${first}`, `a:sun:${second}`] as const) : []),
  ];
}

/** OpenJDK builds: `8.0.332.9`, `1.8.0.332`, `11.0.14.9`, `17.0.5+8`. NVD's `openjdk` writes 8 with an update. */
export const openJdkVersion: VersionForm = (text) => {
  const { version, nameVersion } = text;
  const raw = (version || nameVersion).replace(/^1\.8\./, '8.').replace(/^1\.7\./, '7.');
  const [major = '', , second = '', third = ''] = raw.replace(/^8u(\d+).*$/, '8.0.$1').split(/[._+-]/);
  if (major === '8' || major === '7') {
    // `8.0.332` and `8.0.0.332` (rpm and Red Hat's installer).
    const update = Number(second) > 0 ? second : third;
    return { version: update === '' ? major : `${major}u${update}`, fields: { version: major, update: update === '' ? '*' : `update${update}` }, cycleVersion: major };
  }
  const plain = components(raw.replace(/[+_-].*$/, ''), 3);
  return { version: plain, cycleVersion: plain };
};

function openJdk(id: string, pattern: RegExp, product: string, own: RuleCpe | undefined, packages: readonly string[]): SoftwareRule {
  return { id, pattern, product, packages, cpes: [...(own ? [own] : []), 'a:oracle:openjdk'], read: openJdkVersion, confidence: 'medium', ...RUNTIME };
}

/** `5.32.1001` is Perl 5.32.1, the first build of it. */
const strawberryVersion: VersionForm = ({ version, nameVersion }) => {
  const [major = '', minor = '', third = ''] = (version || nameVersion).split('.');
  const patch = Number(third) >= 1_000 ? String(Math.floor(Number(third) / 1_000)) : third;
  return { version: [major, minor, patch].filter((part) => part !== '').join('.') };
};

/** The version of Java stands in the name only: "(8u345)", "(17.0.4.1)". */
function zuluCpes({ name }: SoftwareText): readonly RuleCpe[] {
  const java = /\((\d[\w.+]{0,20})\)/.exec(name)?.[1];
  if (java === undefined) return ['a:azul:zulu'];
  const { version, fields } = openJdkVersion({ name, title: '', publisher: '', version: java, nameVersion: '' });
  return ['a:azul:zulu', ['a:oracle:openjdk', { version, ...fields }]];
}

export const RUNTIME_RULES: readonly SoftwareRule[] = [
  {
    id: 'java-jre',
    // "Java 8 Update 201", "Java SE Runtime Environment 6 Update 1", "J2SE Runtime Environment 5.0 Update 6".
    pattern: /^(?:java|java se runtime environment|java 2 runtime environment, se|j2se runtime environment)(?: [5-9])?(?: update \d{1,3})?$/,
    titles: ['java'],
    publisher: /^(?:oracle|sun microsystems)/,
    cpes: javaCpes('jre'),
    product: 'oracle-jdk',
    read: javaVersion,
    ...RUNTIME,
  },
  {
    id: 'java-jdk',
    pattern: /^java (?:se )?development kit(?: (?:[5-9]|\d\d))?(?: update \d{1,3})?$/,
    publisher: /^(?:oracle|sun microsystems)/,
    packages: ['jdk', 'jdk1*', 'jdk-*', 'jre1*', 'oracle-java*'],
    cpes: javaCpes('jdk'),
    product: 'oracle-jdk',
    read: javaVersion,
    ...RUNTIME,
  },
  openJdk('eclipse-temurin', /^eclipse temurin (?:jdk|jre)(?: with hotspot)?$/, 'eclipse-temurin', 'a:eclipse:temurin', ['temurin-*']),
  openJdk('adoptopenjdk', /^adoptopenjdk (?:jdk|jre)(?: with (?:hotspot|openj9|eclipse openj9))?$/, '', undefined, ['adoptopenjdk-*']),
  openJdk('amazon-corretto', /^amazon corretto(?: (?:jdk|jre))?(?: \d+)?$/, 'amazon-corretto', 'a:amazon:corretto', ['java-1.8.0-amazon-corretto', 'java-1?-amazon-corretto*']),
  {
    ...openJdk('azul-zulu', /^azul zulu(?: (?:jdk|jre))?(?: \d+)?(?: (?:jdk|jre))?$/, 'azul-zulu', 'a:azul:zulu', ['zulu*']),
    cpes: zuluCpes,
    // Azul counts its own releases, of which NVD writes two numbers: 8.64 of `8.64.0.19`, which is Java 8u345.
    read: (text) => ({ version: components(text.version || text.nameVersion, 2), cycleVersion: text.version || text.nameVersion }),
  },
  openJdk('microsoft-openjdk', /^microsoft build of openjdk(?: with hotspot)?(?: \d+)?$/, 'microsoft-build-of-openjdk', undefined, ['msopenjdk-*']),
  openJdk('ibm-semeru', /^ibm semeru runtime(?: (?:open|certified))?(?: edition)?(?: (?:jdk|jre))?(?: \d+)?$/, 'ibm-semeru-runtime', 'a:ibm:semeru_runtime', ['ibm-semeru-*']),
  openJdk('red-hat-openjdk', /^openjdk [\d.-]*-?red hat(?: build)?$|^openjdk(?: \d+)?$/, 'redhat-build-of-openjdk', undefined, []),
  openJdk('bellsoft-liberica', /^liberica (?:jdk|jre)(?: \d+)?(?: full| lite)?$/, 'bellsoft-liberica', undefined, ['bellsoft-java*']),
  {
    id: 'python',
    pattern: /^python(?: [23])?(?: core interpreter)?$/,
    publisher: /^(?:python software foundation|python|guido)/,
    cpes: ['a:python:python'],
    product: 'python',
    read: pythonVersion,
    ...RUNTIME,
  },
  {
    id: 'anaconda',
    pattern: /^anaconda[23]?(?: py\d{1,3})?$/,
    cpes: ['a:anaconda:anaconda3'],
    read: nameFirst,
    confidence: 'medium',
    ...RUNTIME,
  },
  {
    id: 'nodejs',
    titles: ['node.js', 'nodejs'],
    publisher: /^(?:node\.js|nodejs|openjs|joyent|nodesource)/,
    packages: ['nodejs'],
    cpes: ['a:nodejs:node.js'],
    product: 'nodejs',
    read: (text) => ({ version: components((text.version || text.nameVersion).replace(/-.*$/, ''), 3) }),
    ...RUNTIME,
  },
  { id: 'php', pattern: /^php(?: [578])?$/, titles: ['php', 'php for windows'], publisher: /^(?:the php|php)/, cpes: ['a:php:php'], product: 'php', read: (text) => ({ version: components(text.version || text.nameVersion, 3) }), ...RUNTIME },
  { id: 'ruby', pattern: /^ruby(?: [1-4])?(?:-p\d{1,4})?(?:-\d)?(?:-x64)?(?: with msys2)?$/, publisher: /^(?:rubyinstaller|ruby)/, cpes: ['a:ruby-lang:ruby'], product: 'ruby', read: ({ version, nameVersion }) => ({ version: components((version || nameVersion).replace(/-.*$/, ''), 3) }), ...RUNTIME },
  { id: 'strawberry-perl', titles: ['strawberry perl'], cpes: ['a:perl:perl', 'a:strawberryperl:strawberryperl'], product: 'perl', read: strawberryVersion, ...RUNTIME },
  { id: 'activeperl', pattern: /^activeperl(?: build \d{1,5})?$/, cpes: ['a:activestate:activeperl'], read: nameFirst, ...RUNTIME },
  { id: 'go', pattern: /^go programming language(?: (?:amd64|386|arm64))?(?: go[\d.]+)?$/, titles: ['go'], publisher: /^(?:go programming|golang|google|https:\/\/go\.dev|https:\/\/golang\.org|the go authors|go authors|canonical)/, cpes: ['a:golang:go'], product: 'go', ...DEVELOPMENT },
  { id: 'rust', pattern: /^rust(?: \([\w -]{1,60}\))?$/, publisher: /^(?:the rust|rust)/, cpes: ['a:rust-lang:rust'], product: 'rust', read: trimZeros(3), ...DEVELOPMENT },
  { id: 'erlang', pattern: /^erlang otp(?: \d{1,2})?$/, titles: ['erlang otp', 'erlang/otp'], packages: ['erlang', 'esl-erlang'], cpes: ['a:erlang:erlang/otp'], product: 'erlang', read: ({ version, nameVersion, title }) => ({ version: version || nameVersion || (/(\d+)$/.exec(title)?.[1] ?? '') }), ...RUNTIME },
  { id: 'git', titles: ['git', 'git for windows'], publisher: /^(?:the git|git development|git|johannes)/, packages: ['git'], cpes: ['a:git-scm:git', 'a:git_for_windows_project:git_for_windows', 'a:git_project:git'], read: (text) => ({ version: (text.version || text.nameVersion).replace('.windows.', '.') }), ...DEVELOPMENT },
  { id: 'git-lfs', titles: ['git lfs', 'git-lfs'], publisher: /^(?:github|git lfs)/, cpes: ['a:git_large_file_storage_project:git_large_file_storage'], read: nameFirst, ...DEVELOPMENT },
  { id: 'tortoisegit', titles: ['tortoisegit'], ...DEVELOPMENT },
  { id: 'tortoisesvn', titles: ['tortoisesvn'], cpes: ['a:tortoisesvn:tortoisesvn'], ...DEVELOPMENT },
  { id: 'visualsvn-server', titles: ['visualsvn server'], ...DEVELOPMENT },
  { id: 'mercurial', titles: ['mercurial'], cpes: ['a:mercurial:mercurial'], ...DEVELOPMENT },
  { id: 'github-cli', titles: ['github cli'], packages: ['gh'], cpes: ['a:github:cli'], ...DEVELOPMENT },
  { id: 'intellij-idea', pattern: /^intellij idea(?: (?:community|ultimate))?(?: edition)?(?: 20\d\d)?$/, cpes: ['a:jetbrains:intellij_idea'], read: nameOnly, ...DEVELOPMENT },
  { id: 'pycharm', pattern: /^(?:jetbrains )?pycharm(?: (?:community|professional))?(?: edition)?(?: 20\d\d)?$/, cpes: ['a:jetbrains:pycharm'], read: nameOnly, ...DEVELOPMENT },
  { id: 'resharper', pattern: /^(?:jetbrains )?resharper(?: ultimate)?(?: in visual studio(?: [a-z0-9 ]{1,40})?)?$/, publisher: /^jetbrains/, cpes: ['a:jetbrains:resharper'], ...DEVELOPMENT },
  { id: 'datagrip', pattern: /^datagrip(?: 20\d\d)?$/, cpes: ['a:jetbrains:datagrip'], read: nameOnly, ...DEVELOPMENT },
  { id: 'cmake', titles: ['cmake'], publisher: /^kitware/, ...DEVELOPMENT },
  { id: 'apache-subversion', pattern: /^apache subversion$/, cpes: ['a:apache:subversion'], product: 'apache-subversion', ...DEVELOPMENT },
  { id: 'apache-maven', pattern: /^apache maven$/, cpes: ['a:apache:maven'], product: 'apache-maven', ...DEVELOPMENT },
  { id: 'apache-ant', pattern: /^apache ant$/, cpes: ['a:apache:ant'], product: 'ant', ...DEVELOPMENT },
  {
    id: 'openssl',
    // Shining Light's Windows builds call themselves "OpenSSL 1.1.1w Light (64-bit)".
    pattern: /^(?:firedaemon )?openssl(?: light)?(?: \d[\w.]{0,12})?$/,
    titles: ['openssl', 'openssl light'],
    publisher: /^(?:openssl|the openssl|firedaemon)/,
    cpes: ['a:openssl:openssl'],
    product: 'openssl',
    read: nameFirst,
    category: 'Others',
    subcategory: 'libraries',
  },
  { id: 'openssh', pattern: /^openssh(?: (?:server|client|for windows))?$/, titles: ['openssh', 'openssh for windows', 'openssh server'], cpes: ['a:openbsd:openssh'], read: ({ version, nameVersion }) => { const [, bare = '', patch] = /^([\d.]+?)(?:p(\d+))?(?:v.*)?$/.exec(version || nameVersion) ?? []; return { version: bare, fields: { update: patch === undefined ? '*' : `p${patch}` } }; }, category: 'Others', subcategory: 'remote access' },
];
