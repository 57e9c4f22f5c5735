import { EXIT, runCommand, UsageError, type Command } from '../usage';
import { feedsClearCommand } from './feedsClear';
import { feedsExportCommand } from './feedsExport';
import { feedsImportCommand } from './feedsImport';
import { feedsStatusCommand } from './feedsStatus';
import { feedsUpdateCommand } from './feedsUpdate';

const COMMANDS: readonly Command[] = [feedsStatusCommand, feedsUpdateCommand, feedsImportCommand, feedsExportCommand, feedsClearCommand];
const NAMES = `${COMMANDS.slice(0, -1).map(({ name }) => name).join(', ')} or ${COMMANDS.at(-1)?.name}`;

export const feedsCommand: Command = {
  name: 'feeds',
  summary: 'show, refresh and carry the feeds that inventories are judged by',
  help: `inventory-insights feeds <command> [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(8)}  ${summary}`).join('\n')}

inventory-insights feeds <command> --help says more.
`,
  async run(args) {
    const [name, ...rest] = args;
    const command = COMMANDS.find((one) => one.name === name);
    if (!command) throw new UsageError(name === undefined ? `Name what to do with the feeds: ${NAMES}.` : `feeds has no command "${name}"; name ${NAMES}.`);
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(command.help);
      return EXIT.ok;
    }
    return runCommand(command, rest);
  },
};
