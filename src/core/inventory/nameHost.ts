import type { Problem } from './problem';
import type { FileInventory } from './reader';
import { hostOf, namesNoHost } from './readers/hostName';

/**
 * The inventory of a listing that does not name its server, such as `dpkg -l`, with the server called as `host` says; without one it
 * keeps the name that the file's name gives, and where that is only the name of a tool (`packages.txt`) a problem asks for a better one.
 * Every other inventory is returned as it is. The input is not changed.
 * @param fileName base name of the file
 */
export function nameHost(inventory: FileInventory, fileName: string, host: string | undefined): FileInventory {
  const [server] = inventory.servers;
  const named = hostOf(fileName);
  if (server === undefined || inventory.servers.length > 1 || server.facts.name !== named || server.facts.fqdn !== '') return inventory;
  if (host !== undefined && host !== '') return { ...inventory, servers: [{ ...server, facts: { ...server.facts, name: host } }] };
  return namesNoHost(fileName) ? { ...inventory, problems: [...inventory.problems, unnamed(inventory.file, named)] } : inventory;
}

function unnamed(file: string, name: string): Problem {
  return {
    file, line: 1, column: 1, severity: 'warning', code: 'host-unnamed',
    message: `The file does not say which server it lists; it is called "${name}" here.`,
    fix: 'Run "Inventory Insights: Name the Server of a File…", or call the file after its server, such as web01.dpkg.txt.',
  };
}
