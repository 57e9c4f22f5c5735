import fs from 'node:fs';
import path from 'node:path';

/** A file or folder of the shared test data; undefined (and a printed line) when it is not there, which only CI may not take. */
export function fromData(relative: string): string | undefined {
  const found = path.resolve(process.cwd(), '../shared/data', relative);
  if (fs.existsSync(found)) return found;
  if (process.env.CI) throw new Error(`../shared/data/${relative} is missing`);
  console.log(`      skipped: ../shared/data/${relative} is not here`);
  return undefined;
}
