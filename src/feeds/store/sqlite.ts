import fs from 'node:fs';
import initSqlJs, { type Database, type SqlJsStatic, type Statement } from 'sql.js';

const loaded = new Map<string, Promise<SqlJsStatic>>();

/** SQLite compiled to WebAssembly, loaded once a process. `wasmPath` is the file `sql-wasm.wasm` beside the bundle. Rejects when it cannot be read. */
export function loadSqlite(wasmPath: string): Promise<SqlJsStatic> {
  let sqlite = loaded.get(wasmPath);
  if (!sqlite) {
    sqlite = load(wasmPath);
    loaded.set(wasmPath, sqlite);
    sqlite.catch(() => loaded.delete(wasmPath));
  }
  return sqlite;
}

async function load(wasmPath: string): Promise<SqlJsStatic> {
  // At once: it compiles while this thread is at other work.
  const bytes = fs.readFileSync(wasmPath);
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  // Native SQL functions instead of the old extension's: sql.js asks for this choice once the module is made.
  return initSqlJs({ wasmBinary, useOldExtensionFunctions: false } as Parameters<typeof initSqlJs>[0]);
}

/** Every row of a query, one after another; the statement is freed whatever happens. */
export function* rowsOf(db: Database, sql: string): Generator<ReturnType<Statement['get']>> {
  const statement = db.prepare(sql);
  try {
    while (statement.step()) yield statement.get();
  } finally {
    statement.free();
  }
}

/** The first row of a prepared query, which is ready for the next one afterwards. */
export function firstRow(statement: Statement, parameters: readonly (number | string)[]): ReturnType<Statement['get']> | undefined {
  try {
    statement.bind([...parameters]);
    return statement.step() ? statement.get() : undefined;
  } finally {
    statement.reset();
  }
}
