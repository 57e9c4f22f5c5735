import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { endoflifeFull } from '../../../scripts/starterFeeds/endoflifeRecords';
import { lifecycleFacts } from '../../../scripts/starterFeeds/facts/lifecycle/index';

interface Release {
  name: string;
  releaseDate: string | null;
  isEol: boolean;
  eolFrom: string | null;
  latest: { name: string; date: string | null } | null;
  [column: string]: unknown;
}
interface Product {
  name: string;
  category: string;
  aliases: string[];
  identifiers: { type: string; id: string }[];
  labels: Record<string, string | null>;
  releases: Release[];
}
interface Full {
  generated_at: string;
  total: number;
  result: Product[];
}

const published = path.resolve(process.cwd(), '../shared/data/feeds/endoflife/products-full.json.gz');
const dates = ['releaseDate', 'eoasFrom', 'eolFrom', 'eoesFrom', 'discontinuedFrom'];

suite('starter feed: lifecycle facts', () => {
  test('there are at least sixty products, each written once, each cycle once', () => {
    assert.ok(lifecycleFacts.length >= 60, `${lifecycleFacts.length} products`);
    assert.equal(new Set(lifecycleFacts.map(({ name }) => name)).size, lifecycleFacts.length);
    for (const { name, releases } of lifecycleFacts)
      assert.equal(new Set(releases.map((release) => release.name)).size, releases.length, name);
  });

  test('a phase ends the day after its date', () => {
    const server2016 = (on: string): Release => {
      const { result } = endoflifeFull(`${on}T08:00:00+00:00`) as Full;
      return result.find(({ name }) => name === 'windows-server')!.releases.find(({ name }) => name === '2016')!;
    };
    assert.equal(server2016('2027-01-12').isEol, false);
    assert.equal(server2016('2027-01-13').isEol, true);
    assert.equal(server2016('2027-01-13').isMaintained, true, 'Extended Security Updates run until 2030');
    assert.equal(server2016('2030-01-13').isMaintained, false);
  });

  test('a column that a product lacks is absent, a phase without a date is null', () => {
    const { result } = endoflifeFull('2026-11-21T08:00:00+00:00') as Full;
    const release = (product: string, cycle: string): Release =>
      result.find(({ name }) => name === product)!.releases.find(({ name }) => name === cycle)!;
    assert.ok(!('eoasFrom' in release('tomcat', '9.0')));
    assert.ok(!('eoesFrom' in release('tomcat', '9.0')));
    assert.equal(release('windows-server', '2019').eoesFrom, null);
    assert.deepEqual([release('jquery', '1').isEol, release('jquery', '1').eolFrom], [true, null]);
    assert.deepEqual([release('tomcat', '11.0').isEol, release('tomcat', '11.0').eolFrom], [false, null]);
  });

  test('the facts agree with endoflife.date', function () {
    if (!existsSync(published)) {
      if (process.env['CI']) assert.fail('the shared endoflife.date file is missing');
      console.log('      skipped: no shared data, so the lifecycle facts were not compared with endoflife.date');
      this.skip();
    }
    const theirs = JSON.parse(gunzipSync(readFileSync(published)).toString('utf8')) as Full;
    const ours = endoflifeFull(theirs.generated_at) as Full;
    const byName = new Map(theirs.result.map((product) => [product.name, product]));
    const differences: string[] = [];
    const check = (where: string, mine: unknown, said: unknown): void => {
      if (mine !== said) differences.push(`${where}: ${String(mine)} here, ${String(said)} there`);
    };

    assert.equal(ours.total, ours.result.length);
    for (const product of ours.result) {
      const original = byName.get(product.name);
      if (!original) {
        differences.push(`${product.name}: no such product`);
        continue;
      }
      check(`${product.name} category`, product.category, original.category);
      for (const alias of product.aliases) check(`${product.name} alias ${alias}`, original.aliases.includes(alias), true);
      for (const { type, id } of product.identifiers)
        check(`${product.name} ${id}`, original.identifiers.some((other) => other.type === type && other.id === id), true);
      for (const phase of ['eoas', 'discontinued', 'eol', 'eoes'])
        check(`${product.name} label of ${phase}`, product.labels[phase], original.labels[phase]);

      for (const release of product.releases) {
        const where = `${product.name} ${release.name}`;
        const other = original.releases.find(({ name }) => name === release.name);
        if (!other) {
          differences.push(`${where}: no such release`);
          continue;
        }
        for (const date of dates) check(`${where} ${date}`, release[date], other[date]);
        for (const flag of ['isLts', 'isEoas', 'isEol', 'isEoes', 'isMaintained'])
          check(`${where} ${flag}`, release[flag], other[flag]);
        if (release.latest) {
          // Theirs may add the update's own name: "13.0.6500.1 GDR".
          check(`${where} latest`, release.latest.name, other.latest?.name.split(' ')[0]);
          if (release.latest.date) check(`${where} latest date`, release.latest.date, other.latest?.date);
        }
      }
    }
    assert.deepEqual(differences, []);
  });
});
