import { dateOfTimestamp } from '../plainDate';
import { itemsOf, jsonListing, textOf } from './jsonListing';

/** `winget export` (schema 2.0): `Sources[].Packages[]` with a PackageIdentifier and, with --include-versions, a Version. The file names the host. */
export const wingetExport = jsonListing({
  id: 'winget',
  expects: 'the output of winget export, {"Sources": [{"Packages": […]}]}',
  fix: 'Write the list again with winget export --include-versions.',
  recognise: ({ isList, names, text }) => (!isList && (names.has('WinGetVersion') || (names.has('Sources') && /"PackageIdentifier"/.test(text))) ? 2 : 0),
  lists: new Set(['Sources']),
  record(_list, source, { draft, host }) {
    const server = host();
    server.softwareKnown = true;
    for (const node of itemsOf(source, 'Packages')) {
      const name = textOf(node, 'PackageIdentifier');
      if (name === '') {
        draft.reject(node, 'A package', 'has no PackageIdentifier', 'Write the list again with winget export.');
        continue;
      }
      draft.rows++;
      draft.install(server, { name, version: textOf(node, 'Version'), source: 'winget' }, node);
    }
  },
  member(name, node, { draft, host, today }) {
    const made = name === 'CreationDate' && node.kind === 'text' ? dateOfTimestamp(node.text) : undefined;
    if (made !== undefined && made <= today) draft.know(host(), { lastSeen: made });
  },
  cells: { PackageIdentifier: 'software', Version: 'version' },
});
