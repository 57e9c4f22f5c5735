import type { Problem } from '../core/inventory/problem';
import type { FileInventory } from '../core/inventory/reader';

/** A file of which nothing was read, with the problem that says why. */
export function refusedInventory(file: string, bytes: number, code: Problem['code'], message: string, fix: string): FileInventory {
  return { ...emptyInventory(file, bytes), problems: [{ file, line: 0, column: 0, severity: 'error', code, message, fix }] };
}

export function emptyInventory(file: string, bytes: number): FileInventory {
  return {
    file, bytes, format: 'native-csv', rows: 0, rejected: 0, servers: [], software: [], problems: [],
    installServer: new Uint32Array(0), installSoftware: new Uint32Array(0), installLine: new Uint32Array(0),
  };
}

/** Node's file errors in words. */
export function unreadableFile(file: string, error: unknown): FileInventory {
  const [reason, fix] = fileError(error);
  return refusedInventory(file, 0, 'file-unreadable', `The file cannot be read: ${reason}.`, fix);
}

function fileError(error: unknown): readonly [reason: string, fix: string] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT': return ['it does not exist', 'Check its name.'];
    case 'EACCES': case 'EPERM': return ['you may not read it', 'Check its permissions.'];
    case 'EISDIR': return ['it is a folder', 'Name an inventory file.'];
    case 'EIO': case 'ENXIO': case 'ESTALE': case 'ETIMEDOUT': case 'ENOTCONN': case 'ECONNRESET': case 'EHOSTDOWN': case 'EHOSTUNREACH': case 'ENODEV': case 'UNKNOWN':
      return ['its drive stopped answering', 'Connect the drive again, or copy the file to this machine.'];
    case 'EMFILE': return ['too many files are open', 'Try again.'];
    case 'Z_BUF_ERROR': return ['its gzip is cut off', 'Export or copy it again.'];
    case 'Z_DATA_ERROR': return ['its gzip is damaged', 'Export or copy it again.'];
    default: return [error instanceof Error ? error.message : String(error), 'Try again, or export the inventory again.'];
  }
}
