import { writeReason } from '../feeds/replaceFile';
import { assessCommand } from './commands/assess';
import { compareCommand } from './commands/compare';
import { explainCommand } from './commands/explain';
import { feedsCommand } from './commands/feeds';
import { identifyCommand } from './commands/identify';
import { recommendCommand } from './commands/recommend';
import { vexCommand } from './commands/vex';
import { note } from './output';
import { productVersion } from './places';
import { EXIT, runCommand, UsageError, type Command } from './usage';

const COMMANDS: readonly Command[] = [assessCommand, recommendCommand, compareCommand, identifyCommand, explainCommand, vexCommand, feedsCommand];

const HELP = `inventory-insights <command> [options]

Judges server inventories on this machine: end of support, known vulnerabilities, pending updates, missing protection.

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(9)}  ${summary}`).join('\n')}

  --help       this text; after a command, that command's
  --version    the version

Guidance from inventory, not a scan.
This product uses data from the NVD API but is not endorsed or certified by the NVD.
`;

/** The exit code of a command line (without node and script). */
async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP);
    return EXIT.ok;
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${productVersion()}\n`);
    return EXIT.ok;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) throw new UsageError(name === undefined ? 'Name a command: assess, recommend, compare, identify, explain, vex or feeds.' : `There is no command "${name}"; there are assess, recommend, compare, identify, explain, vex and feeds.`);
  // `feeds` looks for it behind its own command.
  const asksHelp = command === feedsCommand ? ['--help', '-h'].includes(rest[0] ?? '') : rest.includes('--help') || rest.includes('-h');
  if (asksHelp) {
    process.stdout.write(command.help);
    return EXIT.ok;
  }
  return runCommand(command, rest);
}

let isCut = false;

// A reader that stops reading (`| head`) is no error; a full disk is one, whatever else the run says.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || isCut) return;
  isCut = true;
  process.exitCode = EXIT.input;
  note(`The results could not be written: ${writeReason(error)}`);
});

run(process.argv.slice(2)).then(
  (code) => (process.exitCode = isCut ? EXIT.input : code),
  (error: unknown) => {
    if (error instanceof UsageError) {
      note(`${error.message} See ${['inventory-insights', error.command, '--help'].filter(Boolean).join(' ')}.`);
      process.exitCode = EXIT.usage;
      return;
    }
    note(`inventory-insights failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = EXIT.input;
  },
);
