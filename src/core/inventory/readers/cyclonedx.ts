import { dateOfTimestamp } from '../plainDate';
import { NO_OPERATING_SYSTEM } from '../serverFacts';
import { itemsOf, jsonListing, memberOf, textOf, type JsonListingState } from './jsonListing';
import type { JsonNode } from './jsonNode';
import { isDistributionPurl, purlParts, sourceOfPurl } from './purlText';

/**
 * CycloneDX JSON (1.2 to 1.6): `metadata.component` is the server, `components`, nested ones too, its software.
 * A component of type `operating-system` is the server's; files and data are no software.
 */
export const cyclonedx = jsonListing({
  id: 'cyclonedx',
  expects: 'CycloneDX JSON {"bomFormat": "CycloneDX", "components": […]}',
  fix: 'Write the bill of materials again as CycloneDX JSON.',
  recognise: ({ isList, names, text }) => (!isList && (names.has('bomFormat') || (names.has('components') && names.has('specVersion'))) && /"CycloneDX"/.test(text) ? 2 : 0),
  lists: new Set(['components']),
  ignored: new Set(['dependencies', 'vulnerabilities', 'services', 'compositions', 'annotations', 'formulation', 'declarations', 'definitions', 'externalReferences', 'signature']),
  record: (_list, node, state) => component(node, state),
  member(name, node, state) {
    if (name !== 'metadata') return;
    const host = state.host();
    const subject = memberOf(node, 'component');
    const title = textOf(subject, 'name');
    if (title !== '') state.draft.rename(host, { name: title });
    if (textOf(subject, 'type') === 'operating-system') operatingSystem(subject!, state);
    const made = dateOfTimestamp(textOf(node, 'timestamp'));
    if (made !== undefined && made <= state.today) state.draft.know(host, { lastSeen: made });
    for (const nested of itemsOf(subject, 'components')) component(nested, state);
  },
  cells: { name: 'software', version: 'version', publisher: 'publisher', group: 'publisher', cpe: 'cpe', purl: 'purl' },
});

/** Kinds of components that are not software that could be installed. */
const NO_SOFTWARE: ReadonlySet<string> = new Set(['file', 'data', 'device', 'machine-learning-model', 'cryptographic-asset']);

function component(root: JsonNode, state: JsonListingState): void {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const name = textOf(node, 'name');
    if (name === '') {
      state.draft.reject(node, 'A component', 'has no name', 'Give it its name.');
      continue;
    }
    state.draft.rows++;
    // The document's order: the last in is the first out.
    waiting.push(...itemsOf(node, 'components').toReversed());
    const type = textOf(node, 'type');
    if (type === 'operating-system') operatingSystem(node, state);
    else if (!NO_SOFTWARE.has(type)) software(name, node, state);
  }
}

function software(name: string, node: JsonNode, state: JsonListingState): void {
  const host = state.host();
  const purl = textOf(node, 'purl');
  const parts = purlParts(purl);
  if (isDistributionPurl(parts)) state.distros.add(parts.distro);
  state.draft.install(host, {
    name,
    publisher: textOf(node, 'publisher') || textOf(memberOf(node, 'supplier'), 'name') || textOf(node, 'group'),
    version: textOf(node, 'version'),
    source: sourceOfPurl(parts),
    // Tools guess CPEs of distributions' packages; the package URL says what they are.
    cpe: isDistributionPurl(parts) ? '' : textOf(node, 'cpe'),
    purl,
  }, node);
}

function operatingSystem(node: JsonNode, { draft, host }: JsonListingState): void {
  draft.know(host(), { os: { ...NO_OPERATING_SYSTEM, name: textOf(node, 'name'), version: textOf(node, 'version') } });
}
