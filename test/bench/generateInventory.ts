import { closeSync, openSync, writeSync } from 'node:fs';

/** A small linear congruential generator (Numerical Recipes), so that every run measures the same file. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed >>> 0;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

/** Lines written at once. */
const LINES_AT_ONCE = 20_000;

const OPERATING_SYSTEMS = [
  ['Microsoft Windows Server 2019 Standard', '10.0.17763.5329'], ['Microsoft Windows Server 2012 R2 Standard', '6.3.9600'],
  ['Microsoft Windows Server 2022 Datacenter', '10.0.20348.2227'], ['Red Hat Enterprise Linux 8.6', '8.6'], ['Ubuntu 20.04.6 LTS', '20.04'], ['Debian GNU/Linux 11', '11'],
] as const;
const SOFTWARE = [
  ['7-Zip 19.00 (x64)', 'Igor Pavlov', '19.00'], ['Apache Tomcat 9.0 Tomcat9 (remove only)', 'The Apache Software Foundation', '9.0.30'],
  ['Java 8 Update 201 (64-bit)', 'Oracle Corporation', '8.0.2010.9'], ['Google Chrome', 'Google LLC', '96.0.4664.45'], ['PuTTY release 0.70 (64-bit)', 'Simon Tatham', '0.70.0.0'],
  ['Microsoft SQL Server 2016 (64-bit)', 'Microsoft Corporation', '13.2.5026.0'], ['Python 2.7.18 (64-bit)', 'Python Software Foundation', '2.7.18150'],
  ['Notepad++ (64-bit x64)', 'Notepad++ Team', '8.5.2'], ['CrowdStrike Windows Sensor', 'CrowdStrike, Inc.', '7.29.20108.0'], ['Configuration Manager Client', 'Microsoft Corporation', '5.00.9135.1008'],
] as const;

/** One row of a generated inventory. */
export interface GeneratedInstall {
  readonly server: string;
  readonly os: string;
  readonly osVersion: string;
  readonly environment: string;
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
}

/** `perServer` software rows of each of `servers` servers, drawn from `distinct` names, a tenth of them real products with known findings. */
export function* installsOf(servers: number, perServer: number, distinct: number): Generator<GeneratedInstall> {
  const next = numbers(42);
  for (let number = 0; number < servers; number++) {
    const [os, osVersion] = OPERATING_SYSTEMS[number % OPERATING_SYSTEMS.length];
    const server = `srv-${String(number).padStart(5, '0')}`;
    const environment = number % 3 === 0 ? 'Test' : 'Production';
    for (let row = 0; row < perServer; row++) {
      const pick = next.next().value % distinct;
      const [name, publisher, version] = pick % 10 === 0
        ? SOFTWARE[(pick / 10) % SOFTWARE.length]
        : [`Business Application ${pick}`, `Publisher ${pick % 997} GmbH`, `${pick % 12}.${pick % 31}.${pick % 101}`];
      yield { server, os, osVersion, environment, name, publisher, version };
    }
  }
}

/** Writes them as native CSV: every column of our own that a server or software has, on each row. */
export function generateInventory(file: string, servers: number, perServer: number, distinct: number): void {
  function* lines(): Generator<string> {
    yield 'Server,OS name,OS version,Environment,Last seen,Software,Publisher,Version,Source';
    for (const { server, os, osVersion, environment, name, publisher, version } of installsOf(servers, perServer, distinct)) {
      yield `${server},${os},${osVersion},${environment},2026-11-18,${name},${quoted(publisher)},${version},registry`;
    }
  }
  writeLines(file, lines());
}

/**
 * Writes them as Azure Migrate exports its software inventory: five columns, and nothing of a server but its name and its vCenter (headers as
 * in the real export, see the readers). About 86 bytes a row, so that 35,000 servers × 200 rows are the 600 MB that the issue speaks of;
 * `generateInventory` repeats the server's system, environment and date on each row and would write half as much again.
 */
export function generateSoftwareExport(file: string, servers: number, perServer: number, distinct: number): void {
  function* lines(): Generator<string> {
    yield 'MachineName,Application,Version,Provider,MachineManagerFqdn';
    for (const { server, name, publisher, version } of installsOf(servers, perServer, distinct)) yield `${server},${name},${version},${quoted(publisher)},vcenter01.contoso.local`;
  }
  writeLines(file, lines());
}

/** Writes what the software export leaves out, a row a server, as native CSV: what an estate has beside it. */
export function generateServers(file: string, servers: number): void {
  function* lines(): Generator<string> {
    yield 'Server,OS name,OS version,Environment,Last seen';
    for (const { server, os, osVersion, environment } of installsOf(servers, 1, 1)) yield `${server},${os},${osVersion},${environment},2026-11-18`;
  }
  writeLines(file, lines());
}

function quoted(cell: string): string {
  return cell.includes(',') ? `"${cell}"` : cell;
}

function writeLines(file: string, lines: Iterable<string>): void {
  const handle = openSync(file, 'w');
  try {
    let waiting: string[] = [];
    const write = (): void => {
      if (waiting.length > 0) writeSync(handle, `${waiting.join('\n')}\n`);
      waiting = [];
    };
    for (const line of lines) if (waiting.push(line) > LINES_AT_ONCE) write();
    write();
  } finally {
    closeSync(handle);
  }
}
