import type { ProductIndex } from './productIndex';
import { MOST_CANDIDATES, NOTHING_FOUND, type SearchOutcome } from './productNames';
import { packageForms, type PackageForm } from './packageForms';
import { compactOf } from './words';

/** Vendors under which NVD has the projects that distributions package; the others of the name are mostly plugins, web scripts and devices. */
const PROJECT_VENDORS: ReadonlySet<string> = new Set(
  ('gnu gnome freedesktop apache x.org x xfree86_project samba mozilla isc kernel linux linuxfoundation python perl php ruby-lang pypa gnupg kde xmlsoft openbsd ' +
    'freebsd netbsd netfilter rpm rpm_software_management postgresql facebook xiph xiph.org videolan webmproject google hdfgroup sil muscle libimobiledevice fedorahosted uclouvain nlnetlabs thekelleys ' +
    'info-zip tukaani tuxera artifex mit haxx littlecms struktur ijg w1.fi cyrusimap eclipse openprinting transmissionbt palletsprojects twistedmatrix pocoo numpy djangoproject ' +
    'mate-desktop xfce lxde systemd_project projectatomic spice_project spice-space qemu libvirt containers mobyproject clamav openldap netkit sourceware cryptography.io lxml selenic mercurial ' +
    'busybox busybox_project exiv2 libraw jedsoft mpg123 alsa-project gstreamer libreoffice tcpdump wireshark squid-cache vim zsh fish gmplib openssl gnustep sudo_project kitware llvm boost').split(' '),
);

/** Distributors have projects of their own (`debian:apt`), and stand beside others' as who reported them first. */
const DISTRIBUTORS: ReadonlySet<string> = new Set(['debian', 'canonical', 'ubuntu', 'redhat', 'fedoraproject', 'suse', 'opensuse', 'gentoo', 'oracle', 'alpinelinux']);

/** Products that share a package's name and are something else, each seen in the feed. */
const NAMESAKES: ReadonlySet<string> = new Set([
  // A cryptocurrency, not the shell.
  'dash',
  // WordPress plugins, web scripts and phone apps.
  'cheese', 'info', 'base', 'setup', 'filesystem', 'media', 'time', 'anacron', 'click', 'future', 'six', 'defer', 'orca', 'plymouth', 'totem', 'yelp', 'eog', 'bolt', 'init', 'kbd', 'attr', 'ucf', 'telnet', 'ftp', 'libglx', 'xorg', 'ubuntu', 'discover',
]);

/** The product with nearly all rows of a name is it, whoever its vendor is. */
const SHARE_OF_THE_ONE = 0.8;

/** A shorter name is one word among many; see `NAMESAKES`. */
const SHORTEST_UNKNOWN_VENDOR = 4;

/** A name without its `lib` or its language says little when it is this short. */
const SHORTEST_GUESS = 4;

/** Whose desktop and server products share names with packages: libvisio reads the files of Visio, and AppStream was Symantec's too. */
const COMPANIES: ReadonlySet<string> = new Set('microsoft adobe symantec cisco toshiba lenovo ibm hp hpe dell emc sap siemens novell ca broadcom apple vmware citrix alibaba huawei samsung sun avaya'.split(' '));

const MOST_KEYS = 3;

/**
 * The product that a binary package of a distribution carries. Its maintainer says nothing of the vendor, so the product must have
 * the package's name in one of its forms, and a vendor that distributions package: the project itself, or one of `PROJECT_VENDORS`.
 */
export function findPackage(index: ProductIndex, name: string, sources: readonly string[]): SearchOutcome {
  for (const form of packageForms(name, sources)) {
    const outcome = ofForm(index, form);
    if (outcome.keys.length > 0) return outcome;
  }
  return NOTHING_FOUND;
}

function ofForm(index: ProductIndex, form: PackageForm): SearchOutcome {
  const compact = compactOf(form.name);
  if (compact.length < 2 || NAMESAKES.has(form.name)) return NOTHING_FOUND;
  const pairs = index.pairsByCompact.get(compact);
  if (!pairs) return NOTHING_FOUND;
  const rows = (pair: number): number => index.rows[pair]!;
  const ranked = pairs
    .map((pair) => ({ pair, rank: rankOf(index, form, compact, pair) }))
    .sort((a, b) => a.rank - b.rank || rows(b.pair) - rows(a.pair) || a.pair - b.pair);
  const candidates = ranked.slice(0, MOST_CANDIDATES).map(({ pair, rank }) => ({ key: index.keyOf(pair), score: scoreOf(form, rank) }));
  const known = ranked.filter(({ rank }) => rank < FOREIGN);
  const total = pairs.reduce((sum, pair) => sum + rows(pair), 0);
  const first = pairs.reduce((most, pair) => (rows(pair) > rows(most) ? pair : most));
  // A distributor beside whom another has nearly all rows is not the one who makes it, and shows that it is packaged: `suse:munin`.
  const isReported = ranked[0]!.rank === DISTRIBUTOR && rows(first) >= total * SHARE_OF_THE_ONE && rankOf(index, form, compact, first) === FOREIGN;
  if (known.length > 0 && !isReported) return { keys: known.slice(0, MOST_KEYS).map(({ pair }) => index.keyOf(pair)), score: form.score, candidates };
  const undecided: SearchOutcome = { keys: [], score: 0, candidates };
  if (form.vendors || compact.length < SHORTEST_UNKNOWN_VENDOR) return undecided;
  const key = index.keyOf(first);
  // Where only the name speaks for it, it must be the whole name: `basesystem` is not `datev:base_system`.
  if ((form.isGuess && !isReported) || !isSpelled(key, form) || COMPANIES.has(index.vendors[index.vendorOf[first]!]!.name) || rows(first) < total * SHARE_OF_THE_ONE) return undecided;
  return { keys: [key], score: scoreOf(form, FOREIGN), candidates };
}

const DISTRIBUTOR = 1;
const FOREIGN = 2;

/** 0: the project's own name or a vendor of projects; `DISTRIBUTOR`; `FOREIGN`: anybody else. */
function rankOf(index: ProductIndex, form: PackageForm, compact: string, pair: number): number {
  const vendor = index.vendors[index.vendorOf[pair]!]!;
  // `getcockpit` is a site of another cockpit.
  const isOwn = (index.isNamesake[pair] === 1 && !(vendor.compact.startsWith('get') && !compact.startsWith('get'))) || vendor.compact === `lib${compact}` || vendor.bare === `lib${compact}`;
  if (form.isGuess && (compact.length < SHORTEST_GUESS || !isSpelled(index.keyOf(pair), form)) && !PROJECT_VENDORS.has(vendor.name)) return FOREIGN;
  if (form.vendors) return isOwn || form.vendors.includes(vendor.name) ? 0 : FOREIGN;
  if (isOwn || PROJECT_VENDORS.has(vendor.name)) return 0;
  return DISTRIBUTORS.has(vendor.name) ? DISTRIBUTOR : FOREIGN;
}

function scoreOf(form: PackageForm, rank: number): number {
  return Math.round(form.score * (rank < FOREIGN ? 1_000 : 900)) / 1_000;
}

/** True when the product is written as the form is, but for `_` and `-`: `open.gl` is not libopengl's. */
function isSpelled(key: string, form: PackageForm): boolean {
  return separated(key.slice(key.indexOf(':', 2) + 1)) === separated(form.name);
}

function separated(name: string): string {
  return name.replaceAll('_', '-');
}
