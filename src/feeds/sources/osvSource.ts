import { FeedFileError } from '../sync/feedFile';
import { asPart } from './feedPartFailure';
import type { FeedSource, SourceContext, StagedFile } from './feedSource';
import { expectZip, fetchFile } from './fetchFile';
import type { StagedVersion } from './staging';

/** Ubuntu's archive, the largest, is about 0.4 GB. */
const ARCHIVE_BYTES = 2 * 1024 * 1024 * 1024;
/** `Rocky Linux`, `openSUSE`: what OSV's schema allows an ecosystem to be called, and a folder too. */
const ECOSYSTEM_NAME = /^[A-Za-z][A-Za-z0-9 ._-]{0,63}$/;
const NO_ECOSYSTEMS = 'OSV has advisories of Linux distributions; the inventory has no server of one of these, so nothing was downloaded.';

/** OSV's archives, `<base>/<ecosystem>/all.zip`, of the distributions that the estate holds; each conditionally, each on its own. */
export const osvSource: FeedSource = {
  name: 'osv',
  async fetch(context) {
    const ecosystems = [...new Set(context.ecosystems)].sort();
    const files: StagedFile[] = [];
    const versions: Record<string, StagedVersion> = {};
    const failures: unknown[] = [];
    for (const [i, ecosystem] of ecosystems.entries()) {
      try {
        const fetched = await asPart(ecosystem, context.signal, () => fetchEcosystem(context, ecosystem, i / ecosystems.length, 1 / ecosystems.length));
        if (fetched) {
          files.push(fetched.file);
          versions[fetched.file.address] = fetched.version;
        }
      } catch (error) {
        // One distribution's archive that fails leaves the others'.
        context.signal?.throwIfAborted();
        if (ecosystems.length === 1) throw error;
        failures.push(error);
      }
    }
    return { files, versions, failures, ...(ecosystems.length === 0 ? { note: NO_ECOSYSTEMS } : {}) };
  },
};

async function fetchEcosystem(context: SourceContext, ecosystem: string, from: number, part: number): ReturnType<typeof fetchFile> {
  if (!ECOSYSTEM_NAME.test(ecosystem)) throw new FeedFileError('feed-unreadable', `"${ecosystem.slice(0, 64)}" is no name of an OSV ecosystem`);
  return fetchFile(context, {
    url: osvUrl(context.urls.osv, ecosystem),
    name: `${ecosystem.replaceAll(' ', '_')}.zip`,
    label: `OSV ${ecosystem}`,
    maxBytes: ARCHIVE_BYTES,
    from, part,
    dataFetchedAt: osvPartFetchedAt(context, ecosystem),
    check: expectZip,
  });
}

/** @param base without trailing slash */
export function osvUrl(base: string, ecosystem: string): string {
  return `${base}/${encodeURIComponent(ecosystem)}/all.zip`;
}

function osvPartFetchedAt({ state }: SourceContext, ecosystem: string): string {
  return state?.parts?.find(({ name }) => name === ecosystem)?.fetchedAt ?? '';
}
