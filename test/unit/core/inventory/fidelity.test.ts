import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { mergeEstate } from '../../../../src/core/inventory/estate';
import { recogniseFormat } from '../../../../src/core/inventory/formats';
import type { FormatId } from '../../../../src/core/inventory/model';
import type { FileInventory } from '../../../../src/core/inventory/reader';
import { FORMAT_SAMPLES } from '../../../support/formatSamples';
import { installList, readText } from './readText';

/** Formats whose file is a table with a header. */
const TABLES: readonly FormatId[] = [
  'native-csv', 'azure-migrate-software-csv', 'azure-migrate-import-csv', 'azure-migrate-discovery', 'azure-migrate-sql', 'azure-migrate-databases', 'azure-migrate-web',
  'rvtools-vinfo', 'rvtools-vhost', 'defender-csv', 'resource-graph-csv', 'windows-uninstall-csv', 'windows-hotfix-csv', 'windows-update-csv',
];

suite('nothing is dropped silently', () => {
  const samples = FORMAT_SAMPLES.filter(({ format }) => TABLES.includes(format));
  const cells = (text: string): string[][] => parse(text, { relax_column_count: true, skip_empty_lines: true }) as string[][];
  const csv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
  const told = ({ problems }: FileInventory): string => problems.map(({ line, message }) => `${line}: ${message}`).join('\n');

  test('a column that a table’s format does not know is kept with the server and told', () => {
    assert.deepEqual(samples.map(({ format }) => format).sort(), [...TABLES].sort());
    for (const { format, fileName, text } of samples) {
      const rows = cells(text);
      const file = readText(fileName, csv(rows.map((row, n) => [...row, n === 0 ? 'Rack row' : 'R1'])), { expect: format });
      assert.deepEqual(file.servers.map(({ facts }) => facts.extra['Rack row']), file.servers.map(() => 'R1'), format);
      assert.match(told(file), /1: Column "Rack row" is not known; it is kept as a property of the server\./, format);
      assert.equal(file.rows + file.rejected, rows.length - 1, format);
    }
  });

  test('one that differs between rows of a server is told', () => {
    for (const { format, fileName, text } of samples) {
      const rows = cells(text);
      const twice = [...rows, ...rows.slice(1)];
      const file = readText(fileName, csv(twice.map((row, n) => [...row, n === 0 ? 'Rack row' : `R${n}`])), { expect: format });
      assert.match(told(file), /Column "Rack row" is not known; it differs between (?:rows of one server and is shown with each row|records of one machine and is shown with each record) \(“Why\?” in the server’s software list\)\./, format);
      assert.ok(file.servers.every(({ facts }) => !('Rack row' in facts.extra)), format);
      assert.equal(file.rows + file.rejected, twice.length - 1, format);
    }
  });

  test('as many rows as a CSV library counts, read or rejected with a reason each', () => {
    for (const { format, fileName, text } of samples) {
      const rows = cells(text);
      // Rows without anything but one cell, too many cells, and none of a server.
      const text2 = csv([...rows, ['x'], [...rows[1]!, 'more', 'still more'], rows[1]!.map((_, n) => (n === 0 ? '' : 'x')), rows[1]!]);
      const file = readText(fileName, text2, { expect: format });
      assert.equal(file.rows + file.rejected, cells(text2).length - 1, format);
      assert.ok(file.problems.filter(({ severity }) => severity === 'error').length >= file.rejected, `${format}: ${told(file)}`);
    }
  });

  test('each row read leads back to its line', () => {
    const software = ['Git', 'Vim', 'Perl', 'Ruby'];
    const text = `Server,Software,Version\r\n${Array.from({ length: 400 }, (_, n) => `srv${n % 3},${n % 50 === 7 ? '"two\r\nlines"' : software[(n * 3) % 4]!},1.${n % 5}`).join('\r\n')}\r\n`;
    const lines = text.split('\r\n');
    const file = readText('a.csv', text);
    file.installLine.forEach((line, row) => {
      const { name, version } = file.software[file.installSoftware[row]!]!;
      const { name: server } = file.servers[file.installServer[row]!]!.facts;
      assert.equal(name === 'two lines' ? `${lines[line - 1]!} ${lines[line]!}` : lines[line - 1]!, name === 'two lines' ? `${server},"two lines",${version}` : `${server},${name},${version}`);
    });
    assert.equal(file.installLine.length, 400);
  });

  test('a header in another language is refused with what was seen and what is known', () => {
    for (const header of ['Rechnername;Anwendung;Fassung;Hersteller', 'Nom de l’ordinateur,Logiciel,Éditeur', 'コンピューター名,ソフトウェア,バージョン', 'Имя компьютера\tПрограмма']) {
      const { problem } = recogniseFormat('export.csv', `${header}\nweb01${header.includes(';') ? ';' : ','}Git\n`);
      const seen = header.split(/[;,\t]/);
      for (const name of seen) assert.ok(problem!.message.includes(`"${name}"`), problem!.message);
      assert.match(problem!.fix!, /Inventory \(CSV\): CSV with a column Server/);
    }
  });

  test('mixed encodings: what is not UTF-8 shows as such, and everything else is read', () => {
    const line = (text: string, encoding: BufferEncoding): Buffer => Buffer.from(text, encoding);
    const mixed = Buffer.concat([line('Server,Software,Publisher\n', 'utf8'), line('a,Müller,Jäger\n', 'utf8'), line('a,Büro,Größe\n', 'latin1'), line('b,Git,x\n', 'utf8')]);
    const file = readText('a.csv', mixed);
    assert.deepEqual(installList(file), ['a: Müller|Jäger||@2', 'a: B\uFFFDro|Gr\uFFFD\uFFFDe||@3', 'b: Git|x||@4']);
    assert.match(told(file), /^3: The file is not valid UTF-8 here/);
    const withoutMark = readText('a.csv', line('Server,Software\na,Git\n', 'utf16le').subarray(0), { expect: 'native-csv' });
    assert.deepEqual(installList(withoutMark), ['a: Git|||@2']);
    assert.deepEqual(withoutMark.problems, []);
    const marked = readText('a.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), line('Server,Software\na,Gít😀\n', 'utf16le')]));
    assert.deepEqual(installList(marked), ['a: Gít😀|||@2']);
  });

  test('a server of three files is one, with the software of all and every row', () => {
    const files = [
      readText('one.csv', 'Server,OS name,Software,Version,Last seen\nweb01,Debian 12,Git,2.40,2026-11-01\nweb01,Debian 12,Vim,9,2026-11-01\n'),
      readText('two.csv', 'Server,FQDN,Software,Version,Last seen\nWEB01,web01.contoso.com,Git,2.40,2026-11-10\n'),
      readText('three.csv', 'FQDN,OS name,Software,Version,Last seen\nweb01.contoso.com,Debian 11,Perl,5,2026-10-01\n'),
    ];
    const estate = mergeEstate(files);
    assert.deepEqual(estate.servers.map(({ name, fqdn, os, rows }) => `${name} ${fqdn} ${os.name} ${rows.length}`), ['WEB01 web01.contoso.com Debian 12 3']);
    assert.deepEqual(Array.from(estate.installs.software, (number) => estate.software[number]!.name), ['Git', 'Vim', 'Perl']);
    assert.deepEqual(estate.files.map(({ rows, rejected }) => rows + rejected), [2, 1, 1]);
    assert.match(estate.problems.map(({ message }) => message).join('\n'), /^The OS name of "web01" is "Debian 11" here but "Debian 12" in one\.csv:2, which is used because it was seen later\.$/);
  });

  test('an SBOM nested a thousand deep keeps what is before, and says where it ends', () => {
    const deep = readText('x.json', `{"bomFormat":"CycloneDX","components":[{"name":"a","version":"1"},${'{"name":"n","components":['.repeat(1_000)}${']}'.repeat(1_000)}]}`, { expect: 'cyclonedx' });
    assert.deepEqual(installList(deep).map((each) => each.replace(/@.*/, '')), ['x: a||1|']);
    assert.match(told(deep), /nested|deep/);
  });
});
