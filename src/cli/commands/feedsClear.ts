import { once } from 'node:events';
import readline from 'node:readline/promises';
import { clearFeeds, findClearable, type ClearableFeeds } from '../../feeds/store/clearFeeds';
import { megabytes } from '../megabytes';
import { note, noteProblems, writeResult } from '../output';
import { feedsFolder } from '../places';
import { EXIT, parse, UsageError, type Command } from '../usage';

export const feedsClearCommand: Command = {
  name: 'clear',
  summary: 'remove the feeds; the starter feeds are used from then on',
  help: `inventory-insights feeds clear [options]

Removes what was downloaded and imported, after saying what that is, and nothing else in that folder.

  --feeds <dir>        folder of the feeds (default: the user's cache folder)
  --yes                do not ask; needed where nobody can be asked

Exit codes: 0; 2 wrong usage, or --yes is missing; 3 something could not be removed, or the answer was no.
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, yes: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError('feeds clear takes no files; name the folder with --feeds.');
    const cacheDir = feedsFolder(values.feeds);
    const found = await findClearable(cacheDir);
    if (found.paths.length === 0) {
      await writeResult([`There is nothing to remove in ${cacheDir}.\n`], undefined);
      return EXIT.ok;
    }
    if (!values.yes && !await isWanted(found, cacheDir)) return EXIT.input;
    const { removed, problems } = await clearFeeds(cacheDir);
    noteProblems(problems);
    if (removed.paths.length > 0) await writeResult([`Removed ${contents(removed)} from ${cacheDir}.\n`], undefined);
    return problems.length === 0 ? EXIT.ok : EXIT.input;
  },
};

function contents({ generations, bytes }: ClearableFeeds): string {
  const what = generations === 0 ? 'what updates had begun' : `${generations} ${generations === 1 ? 'generation' : 'generations'} of feeds`;
  return `${what}, ${megabytes(bytes)},`;
}

async function isWanted(found: ClearableFeeds, cacheDir: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new UsageError(`feeds clear would remove ${contents(found)} from ${cacheDir}; say so with --yes.`);
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = terminal.question(`Remove ${contents(found)} from ${cacheDir}? [y/N] `);
    // Ctrl+C and Ctrl+D close it without an answer.
    const answer = await Promise.race([question, once(terminal, 'close').then(() => '')]);
    if (/^\s*y(?:es)?\s*$/i.test(answer)) return true;
    note('Nothing was removed.');
    return false;
  } finally {
    terminal.close();
  }
}
