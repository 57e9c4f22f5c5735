/** One reading of a package name as a product's. */
export interface PackageForm {
  readonly name: string;
  /** 0 to 1, less for every part that was taken off. */
  readonly score: number;
  /** The only vendors that this reading allows, beside the project itself; absent when any project may be it. */
  readonly vendors?: readonly string[];
  /** `lib` or the language was taken off: the project must be spelled like it. */
  readonly isGuess?: true;
}

/** Parts of a project that are packaged by themselves and carry its code. */
const PART =
  /-(?:bin|utils?|tools|common|core|libs?|daemon|server|client|clients|base|base-bin|minimal|runtime|modules|plugins|plugins-(?:base|good|bad|ugly)|gtk3?|x11|cli|gnome|extra|static|noblk|tiny|nox|x|udev|sysv|dnsutils|host|nss|gnutls|openssl|filesystem|node|ws)$/;

/** Parts that distributions make and number themselves: 248 is the release of Debian's scripts, not of PostgreSQL. Nothing is taken off them. */
const OWN_NUMBERED: ReadonlySet<string> = new Set(['postgresql-common', 'postgresql-client-common', 'mysql-common', 'emacsen-common', 'x11-common']);

/** `libpng16-16` and `libglib2.0-0` say the version of their interface, `libssl3t64` a change of it. */
const SONAME = /(?:t64|(?<=\d)v5|[-_.]\d[\d.]*(?:abi\d+)?|(?<!\d)\d{1,2}(?:\.\d+)*|[-_]\d[\d.]*[a-z]{1,4}|(?<!\d)\d[a-z]|ldbl)$/;

const PYTHON_VENDORS: readonly string[] = ['python', 'pypa', 'palletsprojects', 'pocoo', 'djangoproject', 'twistedmatrix', 'cryptography.io', 'lxml', 'numpy', 'pygments', 'paramiko', 'certifi', 'psf', 'encode', 'aiohttp', 'tornadoweb', 'scipy', 'sqlalchemy', 'saltstack', 'reportlab', 'makotemplates', 'babel.pocoo', 'docutils', 'simplejson_project', 'pyyaml', 'zope', 'oauthlib_project', 'kjd'];
/** Projects in C whose Python bindings are another project. */
const BOUND: ReadonlySet<string> = new Set(['dbus', 'cups', 'systemd', 'cairo', 'apt', 'rpm', 'ldap', 'magic', 'gpg', 'nss', 'krb5', 'selinux', 'libvirt', 'zmq', 'openssl', 'debian', 'gi']);

const JAVA_VENDORS: readonly string[] = ['apache', 'google', 'eclipse', 'fasterxml', 'redhat', 'qos', 'bouncycastle', 'jdom', 'dom4j', 'hibernate', 'netty', 'vmware'];

const LANGUAGES: readonly { readonly pattern: RegExp; readonly vendors: readonly string[]; names(bare: string): readonly string[] }[] = [
  { pattern: /^python[23]?-(.+)$/, vendors: PYTHON_VENDORS, names: (bare) => [`py${bare}`, `python-${bare}`, ...(BOUND.has(bare) ? [] : [bare])] },
  { pattern: /^lib(.+?)\d?-java$/, vendors: JAVA_VENDORS, names: (bare) => [bare, bare.replace(/3$/, '')] },
  { pattern: /^lib(.+)-perl$/, vendors: ['perl', 'gisle_aas', 'cpan', 'debian'], names: (bare) => [`lib${bare}-perl`, bare] },
  { pattern: /^ruby-(.+)$/, vendors: ['ruby-lang', 'rubyonrails', 'rubygems', 'rack', 'nokogiri', 'puma', 'sinatrarb', 'rack_project'], names: (bare) => [bare] },
  { pattern: /^(?:golang-|node-|php-|r-cran-|haskell-|ocaml-|elpa-|erlang-|tex-|texlive-|fonts-|gir1\.2-|language-|task-|libreoffice-l10n-|hunspell-|mythes-|hyphen-|aspell-)/, vendors: [], names: () => [] },
];

/** Steps in which endings are taken off. */
const MOST_STEPS = 4;

/** The readings of a binary package's name, likeliest first: its source, itself, and shorter and shorter forms of both. */
export function packageForms(name: string, sources: readonly string[]): readonly PackageForm[] {
  if (OWN_NUMBERED.has(name)) return [{ name, score: 1 }];
  for (const { pattern, vendors, names } of LANGUAGES) {
    const bare = pattern.exec(name);
    if (bare) return names(bare[1] ?? '').map((each) => ({ name: each, score: 0.95, vendors, isGuess: true }));
  }
  const forms: PackageForm[] = [];
  const add = (form: string, score: number, isGuess = false): void => {
    if (form.length >= 2 && !forms.some((known) => known.name === form)) forms.push({ name: form, score, ...(isGuess ? { isGuess } : {}) });
  };
  for (const whole of [...sources, name]) {
    let form = whole;
    add(form, 1);
    withoutLib(form, 0.98, add);
    for (let step = 1; step <= MOST_STEPS; step++) {
      const shorter = form.replace(SONAME, '').replace(PART, '');
      if (shorter === form) break;
      form = shorter.replace(/[-_.]+$/, '');
      add(form, 1 - step * 0.02);
      withoutLib(form, 0.97 - step * 0.02, add);
    }
  }
  return forms;
}

function withoutLib(form: string, score: number, add: (form: string, score: number, isGuess: true) => void): void {
  if (form.startsWith('lib') && form.length > 5) add(form.slice(3), score, true);
}
