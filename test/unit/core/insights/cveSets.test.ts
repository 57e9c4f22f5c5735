import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { bitCount } from '../../../../src/core/insights/cveCounter';
import { CvePlaces, CveSets, EMPTY_SET } from '../../../../src/core/insights/cveSets';

const CVES = 200;
const index = { cveCount: CVES, severity: Uint8Array.from({ length: CVES }, (_, cve) => cve % 6), kev: Uint8Array.from({ length: CVES }, (_, cve) => (cve % 7 === 0 ? 1 : 0)) };
const lists = fc.uniqueArray(fc.tuple(fc.nat(CVES - 1), fc.nat(2)), { selector: ([cve]) => cve, maxLength: 40 }).map((drawn) => {
  const of = (kind: number): Uint32Array => Uint32Array.from(drawn.filter(([, one]) => one === kind).map(([cve]) => cve).sort((a, b) => a - b));
  return { affected: of(0), possible: of(1), unknownVersion: of(2) };
});

suite('Sets of CVEs', () => {
  test('the same lists are the same set, others are not', () => {
    fc.assert(fc.property(fc.array(lists, { maxLength: 60 }), (all) => {
      const sets = new CveSets(new CvePlaces(index));
      const numbers = new Map<string, number>();
      for (const one of all) {
        const key = JSON.stringify([[...one.affected], [...one.possible], [...one.unknownVersion]]);
        const known = numbers.get(key);
        const number = sets.add({ affected: one.affected.slice(), possible: one.possible.slice(), unknownVersion: one.unknownVersion.slice() });
        if (known === undefined) assert.ok(![...numbers.values()].includes(number));
        else assert.equal(number, known);
        numbers.set(key, number);
        assert.deepEqual([...sets.affectedOf(number)], [...one.affected]);
      }
    }));
  });

  test('the words of a set are its CVEs, each with one severity and exploited or not', () => {
    fc.assert(fc.property(fc.array(lists, { maxLength: 20 }), (all) => {
      const places = new CvePlaces(index);
      const sets = new CveSets(places);
      for (const one of all) {
        const at = sets.add(one) * 3;
        [one.affected, one.possible, one.unknownVersion].forEach((list, which) => {
          let count = 0;
          const words = new Map<number, number>();
          for (let i = sets.starts[at + which]!; i < sets.starts[at + which + 1]!; i += 2) {
            words.set(sets.entries[i]!, sets.entries[i + 1]!);
            count += bitCount(sets.entries[i + 1]!);
          }
          assert.equal(count, list.length);
          for (const cve of list) assert.ok(words.get(places.placeOf(cve) >>> 5)! & (1 << (places.placeOf(cve) & 31)));
        });
      }
    }));
  });

  test('a CVE is found in exactly the sets that have it among their affected ones', () => {
    fc.assert(fc.property(fc.array(lists, { maxLength: 20 }), fc.integer({ min: -1, max: CVES }), (all, cve) => {
      const sets = new CveSets(new CvePlaces(index));
      for (const one of all) sets.add(one);
      const marks = new Uint8Array(sets.count);
      sets.markAffectedBy(cve, marks, 7);
      assert.deepEqual([...marks], Array.from(marks, (_, set) => (sets.affectedOf(set).includes(cve) ? 7 : 0)));
    }));
  });

  test('after beginning anew only the empty set is known', () => {
    const sets = new CveSets(new CvePlaces(index));
    assert.equal(sets.addAffected(new Uint32Array(0)), EMPTY_SET);
    const one = sets.addAffected(Uint32Array.of(1, 2, 3));
    sets.clear();
    assert.deepEqual([sets.count, sets.pairs, sets.addAffected(new Uint32Array(0)), sets.addAffected(Uint32Array.of(4))], [1, 0, EMPTY_SET, one]);
  });
});
