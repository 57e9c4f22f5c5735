const CVE_ID = /^CVE-(\d{4})-(\d{4,10})$/i;
const MAX_CVE_NUMBER = 4_294_967_295;

/** Year and number of a CVE id; undefined when it is malformed (`CVE-2021-044228` is: it would be a second name). */
export function parseCveId(id: string): { readonly year: number; readonly number: number } | undefined {
  const parts = CVE_ID.exec(id);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  const number = Number(parts[2]);
  return number <= MAX_CVE_NUMBER && formatCveId(year, number).slice(9) === parts[2] ? { year, number } : undefined;
}

/** The id of a year and number, `CVE-1999-0001`. */
export function formatCveId(year: number, number: number): string {
  return `CVE-${String(year).padStart(4, '0')}-${String(number).padStart(4, '0')}`;
}
