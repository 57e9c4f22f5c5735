/**
 * A reference to a file from one of these folders (file URIs that end with a slash), the innermost that holds it: `racks/eu.inventory.csv`, percent-encoded as the
 * URI is. A file outside of all keeps its whole URI.
 */
export function relativeUri(file: string, folders: readonly string[]): string {
  const holding = folders.filter((folder) => file.startsWith(folder) && file.length > folder.length).sort((a, b) => b.length - a.length)[0];
  if (holding === undefined) return file;
  const relative = file.slice(holding.length);
  // A colon in the first segment would make it a scheme (RFC 3986 §4.2).
  return /^[^/]*:/.test(relative) ? `./${relative}` : relative;
}
