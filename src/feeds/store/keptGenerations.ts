import fs from 'node:fs';
import path from 'node:path';
import type { FeedState } from '../../core/match/knowledge';
import { listGenerations } from './generations';
import { decodeManifest, MANIFEST_FILE } from './manifest';

/** A generation that a cache has, by what its manifest says. */
export interface KeptGeneration {
  readonly number: number;
  readonly feeds: readonly FeedState[];
}

/** The whole generations of a cache, newest first; those whose manifest cannot be read are left out. Opens none of them. */
export function keptGenerations(cacheDir: string): readonly KeptGeneration[] {
  return listGenerations(cacheDir).flatMap(({ number, directory, complete }): KeptGeneration[] => {
    if (!complete) return [];
    try {
      const decoded = decodeManifest(fs.readFileSync(path.join(directory, MANIFEST_FILE), 'utf8'));
      return decoded.kind === 'manifest' ? [{ number, feeds: decoded.manifest.feeds }] : [];
    } catch {
      // Removed by a writer meanwhile.
      return [];
    }
  });
}
