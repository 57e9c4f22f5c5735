/** `CVE-<year>-<number>`; the number has four digits or more and here at most nine, so that year and number fit one exact double. */
const CVE_ID = /^CVE-([1-9]\d{3})-(\d{4,9})$/;
const NUMBERS_PER_YEAR = 1_000_000_000;
const MIN_DIGITS = 4;

/** A CVE id as one integer that sorts by (year, number); undefined when the text is no CVE id. */
export function cveKey(id: string): number | undefined {
  const parts = CVE_ID.exec(id);
  if (!parts) return undefined;
  const key = Number(parts[1]) * NUMBERS_PER_YEAR + Number(parts[2]);
  // `CVE-2020-00001234` is another spelling of CVE-2020-1234, which NVD never writes.
  return cveIdOfKey(key) === id ? key : undefined;
}

/** The same of an id's year and number. */
export function cveKeyOf(year: number, number: number): number {
  return year * NUMBERS_PER_YEAR + number;
}

export function cveIdOfKey(key: number): string {
  const year = Math.floor(key / NUMBERS_PER_YEAR);
  return `CVE-${year}-${String(key - year * NUMBERS_PER_YEAR).padStart(MIN_DIGITS, '0')}`;
}
