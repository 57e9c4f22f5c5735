const KB = 1024;
const MB = 1024 * KB;

/** A size for people: `57 MB`, `12 KB`. */
export function megabytes(bytes: number): string {
  return bytes >= MB ? `${(bytes / MB).toFixed(bytes >= 10 * MB ? 0 : 1)} MB` : `${Math.ceil(bytes / KB)} KB`;
}
