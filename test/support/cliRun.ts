import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** The built command line. */
export const cli = path.resolve(process.cwd(), 'dist/cli.js');

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  /** Home and cache of the user that it runs as. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Hears of each line-wise piece of standard error, with the process to send a signal to. */
  readonly onError?: (text: string, child: ChildProcess) => void;
}

/** Runs the command line to its end, with nothing of this machine's proxies and keys. */
export function runCli(args: readonly string[], { home, env = {}, onError }: CliOptions): Promise<CliRun> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:https?_proxy|no_proxy|all_proxy|inventory_insights_.*)$/i.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { env: { ...own, HOME: home, XDG_CACHE_HOME: path.join(home, 'cache'), LOCALAPPDATA: path.join(home, 'cache'), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => {
      err += chunk;
      onError?.(err, child);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
