import { cpesOfFeed, generateHosts } from './generateHosts';

// A process of its own for match.bench: Linux counts what a process has in memory when it starts another towards that one's peak.
const [, , folder, perHost, ...files] = process.argv;
const cpes = cpesOfFeed(folder);
for (const one of files) {
  const [hosts, file] = one.split('=');
  generateHosts(file, Number(hosts), Number(perHost), cpes);
}
