import { EXIT, UsageError, type Command } from '../usage';
import { feedsImportCommand } from './feedsImport';
import { feedsStatusCommand } from './feedsStatus';

const COMMANDS: readonly Command[] = [feedsStatusCommand, feedsImportCommand];

export const feedsCommand: Command = {
  name: 'feeds',
  summary: 'show or import the feeds that inventories are judged by',
  help: `inventory-insights feeds <command> [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)}  ${summary}`).join('\n')}

inventory-insights feeds <command> --help says more.
`,
  async run(args) {
    const [name, ...rest] = args;
    const command = COMMANDS.find((one) => one.name === name);
    if (!command) throw new UsageError(name === undefined ? 'Name what to do with the feeds: status or import.' : `feeds has no command "${name}"; it has status and import.`);
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(command.help);
      return EXIT.ok;
    }
    return command.run(rest);
  },
};
