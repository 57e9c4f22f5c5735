import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

/** Exact criteria taken from each year's file; the rest of a year is like them. */
const PER_FILE = 20_000;
const SYSTEMS = [
  ['Microsoft Windows Server 2019 Standard', '10.0.17763.5329'], ['Microsoft Windows Server 2022 Datacenter', '10.0.20348.2227'],
  ['Ubuntu 20.04.6 LTS', '20.04'], ['Debian GNU/Linux 12', '12'], ['Red Hat Enterprise Linux 8.6', '8.6'],
] as const;

/** Distinct names with a version of applications in the NVD files, as often as NVD writes them is not kept: each once, sorted. */
export function cpesOfFeed(folder: string): string[] {
  const found = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => /^nvdcve-2\.0-\d{4}\.json\.gz$/.test(name)).sort()) {
    const text = zlib.gunzipSync(readFileSync(path.join(folder, file))).toString('latin1');
    let taken = 0;
    for (const [, cpe] of text.matchAll(/"criteria"\s*:\s*"(cpe:2\.3:a:[^"\\]+:[^"\\*-][^"\\]*)"/g)) {
      const version = cpe.split(':')[5];
      if (version === '*' || version === '-' || found.has(cpe)) continue;
      found.add(cpe);
      if (++taken === PER_FILE) break;
    }
  }
  return [...found].sort();
}

/** A native inventory of hosts with so many names each, drawn from those of the feed; the same at every run. */
export function generateHosts(file: string, hosts: number, perHost: number, cpes: readonly string[]): void {
  let state = 42;
  // A linear congruential generator (Numerical Recipes); its high bits, because the low ones repeat soon.
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const handle = openSync(file, 'w');
  try {
    writeSync(handle, '{"servers":[\n');
    for (let host = 0; host < hosts; host++) {
      const [name, version] = SYSTEMS[host % SYSTEMS.length];
      const software = Array.from({ length: perHost }, () => {
        const cpe = cpes[next(cpes.length)];
        const [, , , vendor, product, release] = cpe.split(':');
        return { name: product, publisher: vendor, version: release, cpe };
      });
      writeSync(handle, `${host === 0 ? '' : ',\n'}${JSON.stringify({ name: `host-${host}`, os: { name, version }, lastSeen: '2026-11-18', software })}`);
    }
    writeSync(handle, '\n]}\n');
  } finally {
    closeSync(handle);
  }
}
