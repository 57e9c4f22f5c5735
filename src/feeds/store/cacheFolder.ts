import os from 'node:os';
import path from 'node:path';

/**
 * Where the feeds are kept unless told otherwise: `inventory-insights/feeds` in the user's cache folder
 * ($XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, %LOCALAPPDATA%). The CLI and the extension share it.
 */
export function cacheFolder(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env, home: string = os.homedir()): string {
  const join = platform === 'win32' ? path.win32.join : path.posix.join;
  return join(userCache(platform, env, home, join), 'inventory-insights', 'feeds');
}

function userCache(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string, join: (...parts: string[]) => string): string {
  if (platform === 'win32') return absolute(env.LOCALAPPDATA, path.win32) ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  // The XDG base directory specification: a relative path is invalid and ignored.
  return absolute(env.XDG_CACHE_HOME, path.posix) ?? join(home, '.cache');
}

function absolute(value: string | undefined, paths: path.PlatformPath): string | undefined {
  return value !== undefined && paths.isAbsolute(value) ? value : undefined;
}
