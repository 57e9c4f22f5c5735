import { dateOfTimestamp } from '../plainDate';
import { itemsOf, jsonListing, textOf, type JsonListingState } from './jsonListing';
import type { JsonNode } from './jsonNode';
import { isDistributionPurl, purlParts, sourceOfPurl } from './purlText';

/** SPDX's words for "nobody says". */
const NOTHING = /^(?:NOASSERTION|NONE)$/;

/** SPDX JSON (2.2, 2.3): the document is the server, `packages` its software, with `externalRefs` of the types purl, cpe23Type and cpe22Type. */
export const spdx = jsonListing({
  id: 'spdx',
  expects: 'SPDX JSON {"spdxVersion": "SPDX-2.3", "packages": […]}',
  fix: 'Write the bill of materials again as SPDX JSON.',
  recognise: ({ isList, names }) => (!isList && (names.has('spdxVersion') || (names.has('SPDXID') && names.has('creationInfo'))) ? 2 : 0),
  lists: new Set(['packages']),
  ignored: new Set(['files', 'relationships', 'snippets', 'hasExtractedLicensingInfos', 'annotations', 'documentDescribes', 'externalDocumentRefs']),
  record: (_list, node, state) => software(node, state),
  member(name, node, state) {
    const host = state.host();
    if (name === 'name' && node.kind === 'text' && node.text !== '') state.draft.rename(host, { name: shortName(node.text) });
    else if (name === 'creationInfo') {
      const made = dateOfTimestamp(textOf(node, 'created'));
      if (made !== undefined && made <= state.today) state.draft.know(host, { lastSeen: made });
    }
  },
  cells: { name: 'software', versionInfo: 'version', supplier: 'publisher' },
});

/** An image is named by its repository and tag; the digest says nothing to people. */
function shortName(name: string): string {
  return name.replace(/@sha256:[0-9a-f]+$/i, '');
}

function software(node: JsonNode, state: JsonListingState): void {
  const name = textOf(node, 'name');
  if (name === '') return state.draft.reject(node, 'A package', 'has no name', 'Give it its name.');
  state.draft.rows++;
  const host = state.host();
  const references = (type: string): string[] => itemsOf(node, 'externalRefs').filter((each) => textOf(each, 'referenceType') === type).map((each) => textOf(each, 'referenceLocator'));
  const [purl = ''] = references('purl');
  const cpes = [...references('cpe23Type'), ...references('cpe22Type')];
  const parts = purlParts(purl);
  if (isDistributionPurl(parts)) state.distros.add(parts.distro);
  const said = (text: string): string => (NOTHING.test(text) ? '' : text.replace(/^(?:Organization|Person|Tool):\s*/, ''));
  state.draft.install(host, {
    name,
    version: said(textOf(node, 'versionInfo')),
    publisher: said(textOf(node, 'supplier')) || said(textOf(node, 'originator')),
    source: sourceOfPurl(parts),
    // Several CPEs are a tool's guesses; one may be somebody's word, except for a distribution's package.
    cpe: cpes.length === 1 && !isDistributionPurl(parts) ? cpes[0]! : '',
    purl,
  }, node);
}
