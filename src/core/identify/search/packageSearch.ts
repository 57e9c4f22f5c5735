import type { ProductIndex } from './productIndex';
import { MOST_CANDIDATES, NOTHING_FOUND, type SearchOutcome } from './productNames';
import { packageForms, type PackageForm } from './packageForms';
import { compactOf } from './words';

/** Vendors under which NVD has the projects that distributions package; the others of the name are mostly plugins, web scripts and devices. */
const PROJECT_VENDORS: ReadonlySet<string> = new Set(
  ('gnu gnome freedesktop debian canonical ubuntu apache x.org x xfree86_project samba mozilla isc redhat kernel linux linuxfoundation python perl php ruby-lang pypa gnupg kde xmlsoft openbsd ' +
    'freebsd netbsd netfilter fedoraproject rpm rpm_software_management opensuse suse postgresql oracle facebook google cisco xiph xiph.org videolan webmproject uclouvain nlnetlabs thekelleys ' +
    'info-zip tukaani tuxera artifex mit haxx littlecms struktur ijg w1.fi cyrusimap nodejs golang eclipse openprinting transmissionbt palletsprojects twistedmatrix pocoo numpy djangoproject ' +
    'mate-desktop xfce lxde systemd_project projectatomic spice_project spice-space qemu libvirt containers mobyproject clamav openldap netkit sourceware cryptography.io gentoo lxml selenic mercurial ' +
    'busybox busybox_project exiv2 libraw jedsoft mpg123 alsa-project gstreamer libreoffice tcpdump wireshark squid-cache vim zsh fish gmplib openssl gnustep sudo_project kitware llvm boost').split(' '),
);

/** Products that share a package's name and are something else, each seen in the feed. */
const NAMESAKES: ReadonlySet<string> = new Set([
  // A cryptocurrency, not the shell.
  'dash',
  // WordPress plugins, web scripts and phone apps.
  'cheese', 'info', 'base', 'setup', 'filesystem', 'media', 'time', 'anacron', 'click', 'future', 'six', 'defer', 'orca', 'plymouth', 'totem', 'yelp', 'eog', 'bolt', 'init', 'kbd', 'attr', 'ucf',
]);

/** The product with nearly all rows of a name is it, whoever its vendor is. */
const SHARE_OF_THE_ONE = 0.8;

/** A shorter name is one word among many; see `NAMESAKES`. */
const SHORTEST_UNKNOWN_VENDOR = 4;

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
  const isProject = (pair: number): boolean => {
    const vendor = index.vendors[index.vendorOf[pair]!]!;
    if (form.vendors) return form.vendors.includes(vendor.name) || vendor.name === `${form.name}_project` || vendor.name === form.name;
    return index.isNamesake[pair] === 1 || PROJECT_VENDORS.has(vendor.name) || vendor.compact === `${compact}project` || vendor.compact === `lib${compact}`;
  };
  const ofProjects = pairs.filter(isProject).sort((a, b) => rows(b) - rows(a));
  const all = [...pairs].sort((a, b) => rows(b) - rows(a));
  const candidates = all.slice(0, MOST_CANDIDATES).map((pair) => ({ key: index.keyOf(pair), score: isProject(pair) ? form.score : form.score * 0.9 }));
  if (ofProjects.length > 0) return { keys: ofProjects.slice(0, MOST_KEYS).map((pair) => index.keyOf(pair)), score: form.score, candidates };
  if (form.vendors || compact.length < SHORTEST_UNKNOWN_VENDOR) return { keys: [], score: 0, candidates };
  const total = pairs.reduce((sum, pair) => sum + rows(pair), 0);
  const first = all[0]!;
  if (rows(first) < total * SHARE_OF_THE_ONE) return { keys: [], score: 0, candidates };
  return { keys: [index.keyOf(first)], score: form.score * 0.9, candidates };
}
