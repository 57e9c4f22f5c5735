import assert from 'node:assert/strict';
import { FORMATS } from '../../../../src/core/inventory/formats';
import { FORMAT_LABELS } from '../../../../src/core/inventory/formatLabels';
import { READ_LIMITS, type FileInventory } from '../../../../src/core/inventory/reader';
import { FORMAT_SAMPLES } from '../../../support/formatSamples';
import { repeatableNumbers } from '../../../support/repeatableNumbers';
import { readText, TODAY } from './readText';

/** `rows+rejected servers installs updates hotfixes`. */
function countsOf({ rows, rejected, servers, installServer }: FileInventory): string {
  const sum = (of: (facts: FileInventory['servers'][number]['facts']) => readonly unknown[] | null): number => servers.reduce((total, { facts }) => total + (of(facts)?.length ?? 0), 0);
  return `${rows}+${rejected} ${servers.length} ${installServer.length} ${sum((facts) => facts.pendingUpdates)} ${sum((facts) => facts.hotfixes)}`;
}

const SPICE = ['"', '\n', '\r\n', ',', ';', '\t', '\0', '\u00ff', '{', '}', '[', ']', '\\', '\\u0000', '\\ud800', '=', '-', ':', '999999999999999999999', 'null', '<', '&', '💥', 'é', '\uFEFF', '  ', '#', 'hex:', 'a'.repeat(5_000)];

function mutate(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  let mutated = Buffer.from(bytes);
  for (let round = 1 + next(4); round > 0; round--) {
    const at = next(mutated.length + 1);
    const end = Math.min(mutated.length, at + 1 + next(next(10) === 0 ? 200 : 8));
    switch (next(6)) {
      case 0: mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(end)]); break;
      case 1: mutated = Buffer.concat([mutated.subarray(0, at), Buffer.from(SPICE[next(SPICE.length)]!), mutated.subarray(at)]); break;
      case 2: mutated = Buffer.concat([mutated.subarray(0, end), mutated.subarray(at)]); break;
      case 3: mutated = mutated.subarray(0, at); break;
      case 4: mutated = Buffer.concat([mutated.subarray(0, at), Buffer.from([next(256), next(256)]), mutated.subarray(end)]); break;
      default: if (mutated.length > 0) mutated[Math.min(at, mutated.length - 1)] = next(256);
    }
  }
  return mutated;
}

suite('every format', () => {
  test('has a sample, is recognised and counted right', () => {
    assert.deepEqual(FORMAT_SAMPLES.map(({ format }) => format).sort(), FORMATS.map(({ id }) => id).sort());
    assert.deepEqual(Object.keys(FORMAT_LABELS).sort(), FORMATS.map(({ id }) => id).sort());
    for (const { format, fileName, text, counts } of FORMAT_SAMPLES) {
      for (const chunk of [1, 3, 100_000]) {
        const file = readText(fileName, text, { expect: format, chunk });
        assert.equal(countsOf(file), counts, `${format} in chunks of ${chunk}`);
        assert.deepEqual(file.problems.filter(({ severity }) => severity === 'error'), [], format);
      }
    }
  });

  test('finds the cells of every row again', () => {
    for (const { format: id, fileName, text } of FORMAT_SAMPLES) {
      const format = FORMATS.find((one) => one.id === id)!;
      const file = readText(fileName, text);
      const lines = [0];
      for (const match of text.matchAll(/\r\n|\r|\n/g)) lines.push(match.index + match[0].length);
      file.installLine.forEach((line, row) => {
        const offset = lines[line - 1]! + (file.installColumn?.[row] ?? 1) - 1;
        const name = file.software[file.installSoftware[row]!]!.name;
        const found = format.cells(text, offset, text.split(/\r\n|\n/)[0]!).filter(({ field }) => field === 'software').map(({ start, end }) => text.slice(start, end));
        // A table without a column for the software names it itself; a column of JSON is one cell.
        if (id !== 'azure-migrate-sql' && id !== 'resource-graph-csv') assert.ok(found.some((each) => each.includes(name)), `${id} line ${line}: ${found.join()} is not ${name}`);
      });
    }
  });

  // 20,000 inputs a format in CI, as many as a laptop likes elsewhere.
  const inputs = process.env['CI'] ? 20_000 : 1_000;
  for (const { format: id, fileName, text } of FORMAT_SAMPLES) {
    test(`${inputs.toLocaleString('en-US')} mutated inputs of ${id}: nothing thrown, every row accounted for`, () => {
      const format = FORMATS.find((one) => one.id === id)!;
      const next = repeatableNumbers(42);
      const original = new TextEncoder().encode(text);
      for (let input = 0; input < inputs; input++) {
        const bytes = mutate(original, next);
        try {
          const reading = format.open({ file: 'f', fileName, today: TODAY, companions: new Map() });
          const cut = next(bytes.length + 1);
          reading.write(bytes.subarray(0, cut));
          reading.write(bytes.subarray(cut));
          const file = reading.end();
          assert.ok(file.problems.length <= READ_LIMITS.problemsPerFile + 1);
          assert.ok(file.installServer.every((server) => server < file.servers.length) && file.installSoftware.every((software) => software < file.software.length));
          assert.equal(file.installServer.length, file.installLine.length);
          // A file that gives nothing says why.
          assert.ok(file.rows > 0 || file.problems.length > 0 || file.servers.some(({ facts }) => facts.pendingUpdates !== null), 'nothing read and nothing said');
          assert.ok(file.software.every(({ name, version }) => name.length <= READ_LIMITS.cellLength && version.length <= READ_LIMITS.cellLength));
        } catch (error) {
          console.log(`      input ${input}: ${JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 600))}`);
          throw error;
        }
      }
    });
  }
});
