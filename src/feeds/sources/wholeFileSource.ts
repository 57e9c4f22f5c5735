import type { FeedKind } from '../sync/feedFile';
import type { FeedUrls, NetworkFeed } from '../sync/update';
import { NOTHING_NEW, type FeedSource } from './feedSource';
import { expectKind, fetchFile } from './fetchFile';

export interface WholeFile {
  readonly name: NetworkFeed;
  readonly kind: FeedKind;
  readonly label: string;
  /** In the staging folder. */
  readonly file: string;
  /** As sent, bytes. */
  readonly maxBytes: number;
  readonly url: (urls: FeedUrls) => string;
}

/** A feed that is one file, published whole each time: asked for conditionally. */
export function wholeFileSource({ name, kind, label, file, maxBytes, url }: WholeFile): FeedSource {
  return {
    name,
    async fetch(context) {
      const fetched = await fetchFile(context, {
        url: url(context.urls), name: file, label, maxBytes, from: 0, part: 1,
        dataFetchedAt: context.state?.fetchedAt ?? '',
        check: (staged) => expectKind(staged, kind),
      });
      return fetched ? { files: [fetched.file], versions: { [fetched.file.address]: fetched.version }, failures: [] } : NOTHING_NEW;
    },
  };
}
