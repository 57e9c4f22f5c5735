import * as assert from 'node:assert/strict';
import { isPreRelease, releasedVersion } from '../../../../../src/core/insights/recommend/releasedVersion';

suite('Versions to install', () => {
  const rows: readonly (readonly [written: string, offered: string])[] = [
    ['3.5', '3.5'], ['1.1.1w', '1.1.1w'], ['9.0.0.M1', '9.0.0'], ['3.0.0-beta1', '3.0.0'], ['8.0.0-rc.2', '8.0.0'], ['3.8.0a1', '3.8.0'], ['3.8.0b2', '3.8.0'],
    ['2.0 Preview 3', '2.0'], ['1.8.0_201', '1.8.0_201'], ['15.1(4)M3', '15.1(4)M3'], ['6.0.0-alpha', '6.0.0'], ['10.0.17763.5329', '10.0.17763.5329'], ['beta', ''],
    ['1.0.2k', '1.0.2k'], ['2.4.6-p3', '2.4.6-p3'], ['2024.1.rc1', '2024.1'],
  ];
  test('a pre-release is never offered, its release is', () => {
    for (const [written, offered] of rows) assert.equal(releasedVersion('generic', written), offered, written);
  });

  test('a package that its distribution released is taken as it is', () => {
    assert.equal(releasedVersion('deb', '1:2.0~rc1-1'), '1:2.0~rc1-1');
    assert.equal(releasedVersion('rpm', '2.0-0.1.beta2.el9'), '2.0-0.1.beta2.el9');
  });

  test('what is offered is no pre-release', () => {
    for (const [written] of rows) assert.ok(!isPreRelease(releasedVersion('generic', written)), written);
  });
});
