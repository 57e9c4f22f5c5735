import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line is wrong: exit 2, with this message and a pointer to the help of the command that was meant. */
export class UsageError extends Error {
  /** `feeds import`; '' until the command is known. */
  command = '';
}

/** Runs a command; a wrong line for it points to its own help. */
export async function runCommand({ name, run }: Command, args: readonly string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    if (error instanceof UsageError) error.command = `${name} ${error.command}`.trim();
    throw error;
  }
}

export const EXIT = {
  ok: 0,
  /** `--fail-on`: some finding at or above that level. */
  findings: 1,
  usage: 2,
  /** Some input could not be read, or some feed not refreshed; the others were used. */
  input: 3,
  /** Ctrl+C: 128 and the signal's number, as shells have it. */
  interrupted: 130,
} as const;

/** One command: what its help says, and what it does. Answers the exit code. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Usage, options and examples, as printed by `--help`. */
  readonly help: string;
  run(args: readonly string[]): Promise<number>;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** node:util's parseArgs, its complaints as UsageErrors. */
export function parse<T extends Options>(args: readonly string[], options: T): { readonly values: ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>['values']; readonly positionals: string[] } {
  try {
    return parseArgs({ args: joinValues(args, options), options, allowPositionals: true, strict: true });
  } catch (error) {
    // "Unknown option '--x'. To specify a positional argument starting with a '-', …": the first sentence says it. An "ambiguous" argument is
    // an option where the value belongs.
    throw new UsageError(error instanceof Error ? error.message.split(/\. |\n/)[0].replace('is ambiguous', 'missing').replace(/\.?$/, '.') : String(error));
  }
}

/**
 * `--filter -stale` as `--filter=-stale`: a filter may begin with a minus sign, and parseArgs takes that for an option left without its
 * value. What begins with two is an option.
 */
function joinValues(args: readonly string[], options: Options): string[] {
  const joined: string[] = [];
  for (const [at, arg] of args.entries()) {
    if (arg === '--') return [...joined, ...args.slice(at)];
    const before = joined.at(-1) ?? '';
    const isValue = before.startsWith('--') && options[before.slice(2)]?.type === 'string' && /^-[^-]/.test(arg);
    if (isValue) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** The value when it is one of the choices, the fallback when it is absent. */
export function choice<T extends string>(name: string, value: string | undefined, choices: readonly T[], fallback: T): T {
  if (value === undefined) return fallback;
  const found = choices.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${name} is ${choices.slice(0, -1).join(', ')}${choices.length > 1 ? ' or ' : ''}${choices.at(-1)}, not "${value}".`);
  return found;
}
