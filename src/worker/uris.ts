import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a `file:` URI as VS Code writes them; undefined for any other. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
