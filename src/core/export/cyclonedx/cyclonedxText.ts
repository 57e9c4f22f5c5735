import { formatCpe } from '../../identify/cpe';
import type { Identity } from '../../identify/identity';
import { parsePurl } from '../../identify/purls';
import { scoreNote } from '../../insights/sharing';
import { isIdentified } from '../../match/matcher';
import type { ExportContext } from '../exportContext';
import { PRODUCT_NAME } from '../exportContext';
import { plainText } from '../plainText';
import { NOTES } from '../report';
import type { ExportSelection } from '../selection';
import { HIDDEN_WORDS } from '../tables';
import { counted, grouped } from '../words';
import { CYCLONEDX_MOST_AFFECTED, gatherVulnerabilities } from './cyclonedxFindings';
import { refOfOs, refOfServer, refOfSoftware } from './cyclonedxRefs';
import { vulnerabilityEntries } from './cyclonedxVulnerability';

/** Names of components, which people read. */
const MOST_NAME = 1_000;
/** Characters joined before a chunk is handed out: one vulnerability may name thousands of components. */
const CHUNK_LENGTH = 65_536;

/**
 * A selection as CycloneDX 1.6 JSON in chunks: servers as devices, which depend on their operating system and software, and the CVEs that
 * affect those. What users set aside has its own entry with an analysis (VEX), what is only possible one `in_triage`. Vulnerabilities name
 * `most` components at most, from the worst on, and the metadata says how many are left out. An empty chunk is a turn for others.
 */
export function* cyclonedxText(selection: ExportSelection, context: ExportContext, most = CYCLONEDX_MOST_AFFECTED): Generator<string> {
  const gathering = gatherVulnerabilities(selection, most);
  let step = gathering.next();
  while (!step.done) {
    yield '';
    step = gathering.next();
  }
  const { kept, omitted } = step.value;
  if (omitted > 0) selection.onBounded?.();
  yield `{"$schema":"http://cyclonedx.org/schema/bom-1.6.schema.json","bomFormat":"CycloneDX","specVersion":"1.6","version":1,\n"metadata":${JSON.stringify(metadata(selection, context, leftOut(omitted, most)))},\n"components":`;
  yield* list(components(selection));
  yield ',\n"dependencies":';
  yield* list(dependencies(selection));
  yield ',\n"vulnerabilities":';
  yield* list(vulnerabilityEntries(selection.assessment, kept));
  yield '}\n';
}

function leftOut(omitted: number, most: number): string {
  return omitted === 0 ? '' : `Vulnerabilities name at most ${grouped(most)} components, the worst first; ${counted(omitted, 'other vulnerability', 'other vulnerabilities')} left out. Export with a narrower filter, or as JSON.`;
}

function* list(elements: Iterable<object>): Generator<string> {
  let chunk = '[';
  let before = '\n';
  for (const element of elements) {
    chunk += `${before}${JSON.stringify(element)}`;
    before = ',\n';
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}]`;
}

function metadata({ assessment, of }: ExportSelection, { title, productVersion, madeAt, filterText }: ExportContext, omitted: string): object {
  const { asOf, knowledge, hidden = [] } = assessment;
  return {
    timestamp: madeAt,
    tools: { components: [{ type: 'application', name: PRODUCT_NAME, version: productVersion }] },
    component: { type: 'application', 'bom-ref': 'estate', name: plainText(title, MOST_NAME) || 'Inventory', description: of === 'software' ? 'Software of an inventory' : 'Servers of an inventory' },
    properties: [
      property('as-of', asOf),
      ...knowledge.feeds.map(({ name, revision, fetchedAt, starter }) => property(`feed:${name}`, `${starter ? 'starter ' : ''}${revision || fetchedAt.slice(0, 10)}`)),
      ...(filterText === '' ? [] : [property('filter', plainText(filterText, MOST_NAME))]),
      ...named('left-out', omitted),
      ...hidden.map((part) => property('hidden', HIDDEN_WORDS[part])),
      ...NOTES.map((note) => property('note', note)),
    ],
  };
}

function* components({ assessment, serverRows, softwareRows, of }: ExportSelection): Generator<object> {
  const { estate, identities, servers, software } = assessment;
  const note = scoreNote(assessment);
  for (const row of serverRows) {
    const { key, name, environment, site } = estate.servers[row];
    yield {
      type: 'device', 'bom-ref': refOfServer(key), name: plainText(name, MOST_NAME) || key,
      properties: [
        property('risk-score', `${servers.score[row]}${note === '' ? '' : ` (${note})`}`), property('at-risk', servers.atRisk[row] === 1 ? 'yes' : 'no'),
        property('os-support', assessment.os[identities.osOf[row]].support.phase), property('coverage', assessment.decided.coverage[row]),
        ...named('environment', environment), ...named('site', site), ...named('criticality', assessment.decided.criticality[row]),
      ],
    };
  }
  if (of === 'servers') {
    for (const position of new Set(serverRows.map((row) => identities.osOf[row]))) {
      const { identity } = identities.os[position];
      const written = estate.servers[serverRows.find((row) => identities.osOf[row] === position)!].os;
      const version = identity.version || written.version;
      yield { type: 'operating-system', 'bom-ref': refOfOs(position), name: plainText(identity.label || written.name, MOST_NAME) || 'unknown', ...(version === '' ? {} : { version: plainText(version, MOST_NAME) }), ...names(identity, '') };
    }
  }
  for (const row of softwareRows) {
    const { name, publisher, version, purl, source } = estate.software[row];
    const identity = identities.software[row];
    yield {
      type: 'application', 'bom-ref': refOfSoftware(row), name: plainText(name, MOST_NAME) || 'unknown',
      ...(publisher === '' ? {} : { publisher: plainText(publisher, MOST_NAME) }), ...(version === '' ? {} : { version: plainText(version, MOST_NAME) }), ...names(identity, purl),
      properties: [
        property('category', identity.category), ...named('subcategory', identity.subcategory), property('support', software.support[row].phase), ...named('support-ends', software.support[row].endsOn ?? ''),
        property('identity-rule', identity.rule), property('identity-confidence', identity.confidence), ...named('source', source),
      ],
    };
  }
}

function names(identity: Identity, purl: string): object {
  return { ...(isIdentified(identity) ? { cpe: formatCpe(identity.cpes[0]) } : {}), ...(purl !== '' && parsePurl(purl) ? { purl } : {}) };
}

function* dependencies({ assessment, serverRows, softwareRows, of }: ExportSelection): Generator<object> {
  const { estate: { servers, installs: { offsets, software } }, identities } = assessment;
  const wanted = new Set(of === 'software' ? softwareRows : []);
  yield { ref: 'estate', dependsOn: serverRows.map((row) => refOfServer(servers[row].key)) };
  for (const row of serverRows) {
    const own = [...software.subarray(offsets[row], offsets[row + 1])];
    yield { ref: refOfServer(servers[row].key), dependsOn: of === 'servers' ? [refOfOs(identities.osOf[row]), ...own.map(refOfSoftware)] : own.filter((id) => wanted.has(id)).map(refOfSoftware) };
  }
}

function property(name: string, value: string): object {
  return { name: `inventory-insights:${name}`, value };
}

function named(name: string, value: string): readonly object[] {
  return value === '' ? [] : [property(name, plainText(value, MOST_NAME))];
}
