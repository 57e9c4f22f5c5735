import type { Assessment } from './assessment';
import { RowSet } from './rowSet';

/** Servers that have a software marked with 1. One pass over the installs. */
export function installedOn({ estate }: Pick<Assessment, 'estate'>, marked: Uint8Array): RowSet {
  const { offsets, software } = estate.installs;
  const found = new RowSet(estate.servers.length);
  for (let server = 0; server < found.length; server++) {
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      if (marked[software[i]] === 0) continue;
      found.add(server);
      break;
    }
  }
  return found;
}
