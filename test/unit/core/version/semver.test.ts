import assert from 'node:assert/strict';
import { isVersion } from '../../../../src/core/version/compareVersions';
import { schemeOfPackage } from '../../../../src/core/version/schemeOfPackage';
import { checkOrder } from './checkOrder';

const check = (chain: string): void => checkOrder('semver', chain);

suite('semver', () => {
  test('the example of the specification', () =>
    check('1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0'));
  test('numbers compare by value', () => check('1.9.0 < 1.10.0 < 1.11.0 < 2.0.0 < 2.1.0 < 2.1.1'));
  test('build metadata does not count', () => check('1.0.0 = 1.0.0+20130313144700 = 1.0.0+exp.sha.5114f85 < 1.0.1'));
  test('nor behind a pre-release', () => check('1.0.0-rc.1+build.1 = 1.0.0-rc.1 < 1.0.0-rc.2'));
  test('a number behind a hyphen is a pre-release, unlike elsewhere', () => check('1.0.0-4 < 1.0.0-5 < 1.0.0-a < 1.0.0 < 1.0.1-0'));
  test('a hyphen inside an identifier', () => check('1.0.0-x-y-z.4 < 1.0.0-x-y-z.10 < 1.0.0'));
  test('identifiers compare as text, not by their numbers', () => check('1.0.0-rc10 < 1.0.0-rc2'));
  test('Go pseudo-versions', () => check('v0.0.0-20180101000000-aaaaaaaaaaaa < v0.0.0-20191109021931-daa7c04131f5 < v0.0.1'));
  test('missing numbers are zeros; NuGet has a fourth', () => check('1 = 1.0 = 1.0.0.0 < 1.0.0.1 < 1.0.1'));
  test('letter case does not count, since NVD has none', () => check('1.0.0-RC.1 = 1.0.0-rc.1'));
  test('without a hyphen, as npm reads it', () => check('1.0.0beta < 1.0.0rc1 < 1.0.0'));
  test('what is a version', () => {
    const texts = ['1.2.3', 'v1.2.3', '1.2', '1.2.3.4', '1.2.3-rc.1+b', '0.0.0-2019', ''.padEnd(10_001, '1'), '1.2.3.4.5', '1.2.3-', '1.2.3+', 'latest', '(devel)', '1.x', ''];
    assert.deepEqual(texts.map((text) => isVersion('semver', text)), [true, true, true, true, true, true, false, false, false, false, false, false, false, false]);
  });

  test('which registry means it', () => {
    const types = 'npm cargo golang nuget hex pub swift | deb | rpm | apk | maven pypi gem composer generic docker';
    assert.deepEqual(
      types.split(' | ').map((group) => [...new Set(group.split(' ').map(schemeOfPackage))]),
      [['semver'], ['deb'], ['rpm'], ['apk'], ['generic']],
    );
  });
});
