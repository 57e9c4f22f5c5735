import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { root } from './root';

/** What tests read of the command line's JSON; media/schemas/assessment.schema.json has all of it. */
export interface Assessed {
  readonly asOf: string;
  readonly feeds: readonly { readonly name: string; readonly records: number; readonly starter: boolean }[];
  readonly summary: {
    readonly servers: number;
    readonly serversAtRisk: number;
    readonly risks: Readonly<Record<string, { readonly servers: number; readonly unknown: number }>>;
    readonly software: number;
    readonly softwareAtRisk: number;
  };
  readonly servers: readonly AssessedServer[];
  readonly software: readonly { readonly name: string; readonly version: string }[];
  readonly findings: readonly { readonly server: string; readonly software: string; readonly cve: string; readonly verdict: string; readonly kev: boolean }[];
  readonly problems: readonly { readonly file: string; readonly line: number; readonly column: number; readonly message: string }[];
}

export interface AssessedServer {
  readonly name: string;
  readonly environment: string;
  readonly criticality: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly os: { readonly support: string; readonly endsOn: string | null; readonly product: string; readonly cycle: string };
  readonly score: number;
  readonly flags: Readonly<Record<'osEndOfSupport' | 'softwareEndOfSupport' | 'missingSecuritySoftware' | 'missingPatchManagement', 0 | 1 | null>>;
  readonly vulnerabilities: number | null;
  readonly pendingUpdates: number | null;
  readonly topVulnerabilities: readonly { readonly cve: string }[];
}

/** What tests read of the JSON of `compare`. */
export interface Compared {
  readonly findings: Readonly<Record<'added' | 'fixed' | 'unchanged', number>>;
  readonly kinds: Readonly<Record<'new' | 'gone' | 'changed' | 'unchanged', number>>;
}

/**
 * The same inventory by the built command line: what a workbench shows must be what that says.
 * @param cache folder of caches; the starter feeds are taken when it is empty
 */
export function assess(folder: string, asOf: string, cache: string): Assessed {
  return ask(['assess', folder, '--as-of', asOf, '--format', 'json', '--findings'], cache) as Assessed;
}

/** The folder at a git revision and as it is now. */
export function compare(folder: string, revision: string, asOf: string, cache: string): Compared {
  return ask(['compare', folder, '--revision', revision, '--as-of', asOf, '--format', 'json'], cache) as Compared;
}

function ask(args: readonly string[], cache: string): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
    encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache }, maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`the command line ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}
