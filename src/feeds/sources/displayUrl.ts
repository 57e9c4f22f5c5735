/** An address for people, files and comparison: without credentials and fragment. Text that is no address is given back cut. */
export function displayUrl(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.username = parsed.password = parsed.hash = '';
    return parsed.href;
  } catch {
    return url.slice(0, 200);
  }
}
