import { NO_OPERATING_SYSTEM } from '../serverFacts';
import type { DraftServer } from './inventoryDraft';
import type { InventoryFormat } from '../reader';
import { AnsibleAnswers } from './ansibleAnswers';
import { jsonListing, memberOf, textOf, type JsonListingState } from './jsonListing';
import type { JsonNode } from './jsonNode';

/** How the ansible command heads the answer of each host. */
const ANSWER = /^\s*[^\s|{["]+ \| [A-Z]+!? (?:\| rc=-?\d+ )?=>\s*\{/;
/** Characters of what a host answered that a message repeats. */
const MESSAGE_LENGTH = 120;
const FIX = 'Gather the facts with ansible.builtin.setup and ansible.builtin.package_facts.';

const listing = jsonListing({
  id: 'ansible',
  expects: 'Ansible facts {"ansible_facts": {"packages": {…}}}, or a host’s fact cache',
  fix: FIX,
  recognise: ({ isList, names, text }) => (isList ? 0 : names.has('ansible_facts') || names.has('ansible_distribution') || names.has('ansible_hostname') ? 2 : /"ansible_facts"\s*:\s*\{/.test(text) ? 1 : 0),
  lists: new Set(),
  record: () => undefined,
  filter: (sink) => new AnsibleAnswers(sink),
  member(name, node, state) {
    if (name === 'ansible_facts') return facts(node, state.host(), state);
    if (name === 'packages') return packages(node, state.host(), state);
    const own = memberOf(node, 'ansible_facts');
    if (own) return facts(own, state.draft.server({ name }, node), state);
    if (memberOf(node, 'msg')) return state.draft.reject(node, name, `was not asked (${textOf(node, 'msg').slice(0, MESSAGE_LENGTH)})`, 'Gather the facts again when the host answers.');
    if (name.startsWith('ansible_') && (node.kind === 'text' || node.kind === 'number')) single(name, node.text, state);
  },
  cells: { name: 'software', version: 'version', ansible_hostname: 'server', ansible_fqdn: 'fqdn' },
});

/**
 * Facts of ansible.builtin.setup with those of package_facts: one host's cache file, the answer `{"ansible_facts": {…}}` of one host,
 * several hosts' under their names, or what the ansible command prints of them: `web01 | SUCCESS => {…}`.
 */
export const ansibleFacts: InventoryFormat = {
  ...listing,
  recognise: (fileName, head) => (ANSWER.test(head) ? (/"(?:ansible_facts|ansible_hostname)"/.test(head) ? 2 : 1) : listing.recognise(fileName, head)),
};

function facts(node: JsonNode, server: DraftServer, state: JsonListingState): void {
  const text = (name: string): string => textOf(node, `ansible_${name}`, name);
  const { draft } = state;
  const host = text('hostname');
  if (host !== '') draft.rename(server, { name: host });
  const fqdn = text('fqdn');
  if (/\./.test(fqdn)) draft.rename(server, { fqdn });
  const distribution = text('distribution');
  if (distribution !== '') draft.know(server, { os: { ...NO_OPERATING_SYSTEM, name: distribution, version: text('distribution_version'), architecture: text('architecture') } });
  const cores = Number(text('processor_vcpus'));
  const memory = Number(text('memtotal_mb'));
  if (cores > 0) draft.know(server, { cores });
  if (memory > 0) draft.know(server, { memoryMB: memory });
  const list = memberOf(node, 'packages') ?? memberOf(node, 'ansible_packages');
  if (list) packages(list, server, state);
  else draft.rows++;
}

/** A fact that stands by itself at the root of a fact cache. */
function single(name: string, text: string, { draft, host }: JsonListingState): void {
  const server = host();
  if (text === '') return;
  const os = server.facts.os ?? NO_OPERATING_SYSTEM;
  if (name === 'ansible_hostname') draft.rename(server, { name: text });
  else if (name === 'ansible_fqdn' && text.includes('.')) draft.rename(server, { fqdn: text });
  else if (name === 'ansible_distribution') Object.assign(server.facts, { os: { ...os, name: text } });
  else if (name === 'ansible_distribution_version') Object.assign(server.facts, { os: { ...os, version: text } });
  else if (name === 'ansible_architecture') Object.assign(server.facts, { os: { ...os, architecture: text } });
  else if (name === 'ansible_processor_vcpus' && Number(text) > 0) draft.know(server, { cores: Number(text) });
  else if (name === 'ansible_memtotal_mb' && Number(text) > 0) draft.know(server, { memoryMB: Number(text) });
}

/** `{name: [{name, version, release?, epoch?, arch, source}]}`. */
function packages(node: JsonNode, server: DraftServer, { draft }: JsonListingState): void {
  if (node.kind !== 'object') return;
  server.softwareKnown = true;
  for (const [key, list] of node.members) {
    for (const each of list.kind === 'array' ? list.items : [list]) {
      const name = textOf(each, 'name') || key;
      if (each.kind !== 'object' || name === '') {
        draft.reject(each, key === '' ? 'A package' : key, 'is no package', FIX);
        continue;
      }
      draft.rows++;
      const release = textOf(each, 'release');
      const epoch = textOf(each, 'epoch');
      const isRpm = release !== '';
      const version = textOf(each, 'version');
      draft.install(server, {
        name,
        version: isRpm ? `${epoch === '' || epoch === '0' ? '' : `${epoch}:`}${version}-${release}` : version,
        source: sourceOf(textOf(each, 'source'), isRpm),
        publisher: textOf(each, 'vendor', 'maintainer'),
      }, each);
    }
  }
}

function sourceOf(written: string, isRpm: boolean): string {
  if (written === 'apt' || written === 'dpkg') return 'dpkg';
  return written === '' && isRpm ? 'rpm' : written;
}
