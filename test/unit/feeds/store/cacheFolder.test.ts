import * as assert from 'node:assert/strict';
import { cacheFolder } from '../../../../src/feeds/store/cacheFolder';

function check(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string, expected: string): void {
  assert.equal(cacheFolder(platform, env, home), expected);
}

suite('cacheFolder', () => {
  test('Linux', () => {
    check('linux', {}, '/home/a', '/home/a/.cache/inventory-insights/feeds');
    check('linux', { XDG_CACHE_HOME: '/var/c' }, '/home/a', '/var/c/inventory-insights/feeds');
    check('linux', { XDG_CACHE_HOME: '' }, '/home/a', '/home/a/.cache/inventory-insights/feeds');
    check('linux', { XDG_CACHE_HOME: 'relative' }, '/home/a', '/home/a/.cache/inventory-insights/feeds');
  });
  test('macOS', () => check('darwin', { XDG_CACHE_HOME: '/x' }, '/Users/a', '/Users/a/Library/Caches/inventory-insights/feeds'));
  test('Windows', () => {
    check('win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\a', 'D:\\Local\\inventory-insights\\feeds');
    check('win32', {}, 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Local\\inventory-insights\\feeds');
  });
});
