import { lineListing, type ListingRow } from './lineListing';

/** RPM's architectures; `(none)` is what it prints for a package that has none. */
const ARCHITECTURE = String.raw`(?:noarch|x86_64(?:_v2)?|i[3-6]86|aarch64|armv7hl|armv7hnl|ppc64le|ppc64|s390x?|riscv64|loongarch64|src|\(none\))`;
/** Bounded, so that a line made to be slow is not: real names have at most some sixty characters. */
const NAME = String.raw`[A-Za-z0-9][\w+.~-]{0,200}`;
const EPOCH = String.raw`(?:(?:\d+|\(none\)):)?`;
const EVR = String.raw`${EPOCH}[^\s|,;:-]{1,200}-[^\s|,;-]{1,200}`;
/** What a dist tag looks like; it tells an RPM list from Debian's where both print a name, a tab and a version. */
export const RPM_RELEASE = /\.(?:el\d|fc\d|amzn\d|suse|sles|lp1\d\d|mga\d|oe\d|cm\d|azl\d|module)|-lp1\d\d\./i;

/** Keys that were imported are listed as packages. */
const KEY = /^gpg-pubkey\b/;
const FIX = String.raw`Write the list again with rpm -qa, or rpm -qa --queryformat '%{NAME}\t%{EPOCH}:%{VERSION}-%{RELEASE}\t%{ARCH}\t%{VENDOR}\n'.`;

const read: ListingRow['read'] = ({ software = '', version = '', release, epoch = '', publisher = '' }, { draft, server }, place) => {
  server.softwareKnown = true;
  if (KEY.test(software)) return;
  const number = epoch === '(none)' || epoch === '0' ? '' : epoch;
  const full = release === undefined ? version.replace(/^(?:\(none\)|0):/, '') : `${number === '' ? '' : `${number}:`}${version}-${release}`;
  draft.install(server, { name: software, version: full, publisher: publisher === '(none)' ? '' : publisher, source: 'rpm' }, place);
};

/** One separator throughout a line: a tab, a bar, a comma, a semicolon or blanks. */
const separated = ['\\t', '\\|', ',', ';', ' +'].flatMap((by): readonly RegExp[] => {
  const rest = `(?:${by}(?<publisher>.*))?`;
  return [
    new RegExp(`^(?<software>${NAME})${by}(?<version>${EVR})(?:${by}${ARCHITECTURE}${rest})?$`, 'd'),
    new RegExp(`^(?<software>${NAME})${by}(?<epoch>\\d+|\\(none\\))${by}(?<version>[^\\s|,;:-]{1,200})${by}(?<release>[^\\s|,;-]{1,200})(?:${by}${ARCHITECTURE}${rest})?$`, 'd'),
    new RegExp(`^(?<software>${NAME})${by}(?<version>[^\\s|,;:-]{1,200})${by}(?<release>[^\\s|,;-]{1,200})(?:${by}${ARCHITECTURE}${rest})?$`, 'd'),
  ];
});

/** `rpm -qa` as it comes (name-version-release.architecture) and with the usual query formats: name, epoch:version-release or its parts, architecture, vendor. */
export const rpmList = lineListing({
  id: 'rpm-list',
  expects: 'the output of rpm -qa, plain or as name, version-release, architecture and vendor between tabs',
  fix: FIX,
  rows: [
    // With a date behind it as rpm -qa --last has it.
    { pattern: new RegExp(`^(?<software>${NAME})-(?<version>[^\\s-]{1,200}-[^\\s-]{1,200})\\.${ARCHITECTURE}(?: +\\S.{0,80})?$`, 'd'), read },
    { pattern: /^(?<software>gpg-pubkey)-[0-9a-f]+-[0-9a-f]+$/d, read },
    // Without the architecture.
    { pattern: new RegExp(`^(?<software>${NAME})-(?<version>${EPOCH}\\d[^\\s|,;:-]{0,200}-(?=[^\\s|,;-]*\\d)[^\\s|,;-]{1,200})$`, 'd'), read },
    ...separated.map((pattern): ListingRow => ({ pattern, read })),
  ],
  notes: [],
  sure(lines) {
    const telling = lines.filter((line) => RPM_RELEASE.test(line) || new RegExp(`(?:\\.|[\\t|,; ])${ARCHITECTURE}(?:$|[\\t|,;])`).test(line)).length;
    return telling * 2 >= lines.length ? 2 : 0;
  },
});
