import assert from 'node:assert/strict';
import { compareVersions } from '../../../../src/core/version/compareVersions';
import type { VersionScheme } from '../../../../src/core/version/scheme';

/** `1.0 < 1.1 = 1.1.0`: every neighbouring pair, and every pair further apart by what lies between. */
export function checkOrder(scheme: VersionScheme, chain: string): void {
  const parts = chain.split(/ ([<=]) /);
  const versions = parts.filter((_, at) => at % 2 === 0);
  const signs = parts.filter((_, at) => at % 2 === 1);
  for (let a = 0; a < versions.length; a++) {
    for (let b = a; b < versions.length; b++) {
      const expected = signs.slice(a, b).includes('<') ? -1 : 0;
      assert.equal(compareVersions(scheme, versions[a]!, versions[b]!), expected, `${versions[a]} against ${versions[b]}`);
      assert.equal(compareVersions(scheme, versions[b]!, versions[a]!), -expected + 0, `${versions[b]} against ${versions[a]}`);
    }
  }
}
