import assert from 'node:assert/strict';
import type { SoftwareIdentity } from '../../../../src/core/identify/identity';
import { coverageOf } from '../../../../src/core/insights/coverage';
import type { Estate, Server, Software } from '../../../../src/core/inventory/model';

const UNKNOWN: SoftwareIdentity = {
  cpes: [], version: '', scheme: 'generic', product: '', cycle: '', rule: 'unknown', confidence: 'low', distribution: null, category: 'Others', subcategory: '',
};

function estateOf(software: readonly (readonly [name: string, source: string])[], installs: readonly (readonly number[])[]): Estate {
  const offsets = [0];
  for (const each of installs) offsets.push(offsets.at(-1)! + each.length);
  return {
    files: [],
    servers: installs.map((each) => ({ softwareKnown: each.length > 0 }) as Server),
    software: software.map(([name, source], index): Software => ({ index, name, publisher: '', version: '', source, cpe: '', purl: '' })),
    installs: { offsets: Uint32Array.from(offsets), software: Uint32Array.from(installs.flat()), file: new Uint16Array(installs.flat().length), line: new Uint32Array(installs.flat().length) },
    problems: [],
  };
}

suite('coverage', () => {
  test('counts distinct software and rows, by source and confidence, and lists the unmapped by their servers', () => {
    const estate = estateOf([['a', 'registry'], ['b', 'registry'], ['c', 'dpkg'], ['d', ''], ['e', 'dpkg']], [[0, 1, 3], [0, 1], [1, 2, 4], []]);
    const software: SoftwareIdentity[] = [
      { ...UNKNOWN, product: 'chrome', rule: 'rule:chrome', confidence: 'high' },
      UNKNOWN,
      { ...UNKNOWN, rule: 'windows-update-row' },
      UNKNOWN,
      { ...UNKNOWN, rule: 'rule:tool', confidence: 'medium' },
    ];
    assert.deepEqual(coverageOf(estate, { software }), {
      software: 5, identifiedSoftware: 3, rows: 8, identifiedRows: 4,
      bySource: [
        { source: 'registry', software: 2, identifiedSoftware: 1, rows: 5, identifiedRows: 2 },
        { source: 'dpkg', software: 2, identifiedSoftware: 2, rows: 2, identifiedRows: 2 },
        { source: '', software: 1, identifiedSoftware: 0, rows: 1, identifiedRows: 0 },
      ],
      byConfidence: { high: { software: 1, rows: 2 }, medium: { software: 1, rows: 1 }, low: { software: 1, rows: 1 } },
      unmapped: [{ software: 1, servers: 3 }, { software: 3, servers: 1 }],
      ignored: { software: 0, rows: 0 },
      serversWithSoftware: 3, servers: 4,
    });
  });

  test('what users ignore is neither identified nor missing; what they say has no product is decided', () => {
    const estate = estateOf([['a', ''], ['b', ''], ['c', '']], [[0, 1], [0, 2]]);
    const software: SoftwareIdentity[] = [
      { ...UNKNOWN, rule: 'mapping:mappings.json:3', ignored: true },
      { ...UNKNOWN, rule: 'mapping:mappings.json:4', confidence: 'high' },
      UNKNOWN,
    ];
    const { software: distinct, identifiedSoftware, rows, identifiedRows, ignored, unmapped } = coverageOf(estate, { software });
    assert.deepEqual({ distinct, identifiedSoftware, rows, identifiedRows, ignored, unmapped }, {
      distinct: 2, identifiedSoftware: 1, rows: 2, identifiedRows: 1, ignored: { software: 1, rows: 2 }, unmapped: [{ software: 2, servers: 1 }],
    });
  });

  test('of some servers only what they have counts, and what advisories judge is identified', () => {
    const estate = estateOf([['a', ''], ['b', ''], ['c', '']], [[0, 1], [1, 2], [2]]);
    const { software, unmapped, servers } = coverageOf(estate, { software: [UNKNOWN, UNKNOWN, UNKNOWN] }, { servers: [0, 1], judged: Uint8Array.of(0, 1, 0) });
    assert.deepEqual({ software, unmapped, servers }, { software: 3, unmapped: [{ software: 0, servers: 1 }, { software: 2, servers: 1 }], servers: 2 });
    assert.equal(coverageOf(estate, { software: [UNKNOWN, UNKNOWN, UNKNOWN] }, { servers: [2], judged: new Uint8Array(3) }).software, 1);
  });

  test('an empty estate has no coverage and no division by nothing', () => {
    const { software, rows, unmapped, bySource } = coverageOf(estateOf([], []), { software: [] });
    assert.deepEqual({ software, rows, unmapped, bySource }, { software: 0, rows: 0, unmapped: [], bySource: [] });
  });
});
