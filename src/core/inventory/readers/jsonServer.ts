import { parseBoolean, parseCriticality, parseDate, parseNumber, parseTags, quoted, updateClassOf, type CellValue, type Wrong } from '../cellValues';
import type { Disk, Hotfix, NetworkAdapter, OperatingSystem, PendingUpdate, Performance, ServerFacts } from '../model';
import type { PlainDate } from '../plainDate';
import { READ_LIMITS } from '../reader';
import { NO_OPERATING_SYSTEM, serverFacts } from '../serverFacts';
import { nodeText, type JsonNode } from './jsonNode';

/** Says what is wrong with a value, at its place. */
export type Complain = (node: JsonNode, wrong: Wrong) => void;

/** `rejected` counts the entries of lists that could not be read. */
export interface DecodedServer {
  readonly facts: ServerFacts;
  readonly updates: number;
  readonly rejected: number;
}

type Members = ReadonlyMap<string, JsonNode>;
const NONE: Members = new Map();

/** A server's properties, its software aside. Wrong types are told with their path and left out; numbers for texts are taken as written. */
export function decodeServer(members: Members, path: string, softwareKnown: boolean, today: PlainDate, complain: Complain): DecodedServer {
  const decoder = new Decoder(today, complain);
  const text = (name: string): string => decoder.text(members.get(name), `${path}.${name}`);
  const updates = decoder.updates(members.get('pendingUpdates'), `${path}.pendingUpdates`);
  const facts = serverFacts(text('name'), {
    id: text('id'),
    fqdn: text('fqdn'),
    ipAddresses: decoder.texts(members.get('ipAddresses'), `${path}.ipAddresses`),
    environment: text('environment'),
    site: text('site'),
    os: decoder.operatingSystem(members.get('os'), `${path}.os`),
    cores: decoder.number(members.get('cores'), `${path}.cores`),
    memoryMB: decoder.number(members.get('memoryMB'), `${path}.memoryMB`),
    disks: decoder.objects(members.get('disks'), `${path}.disks`, (disk, at): Disk => ({
      name: decoder.text(disk.get('name'), `${at}.name`),
      sizeGB: decoder.number(disk.get('sizeGB'), `${at}.sizeGB`),
    })) ?? [],
    networkAdapters: decoder.objects(members.get('networkAdapters'), `${path}.networkAdapters`, (adapter, at): NetworkAdapter => ({
      mac: decoder.text(adapter.get('mac'), `${at}.mac`),
      ipAddresses: decoder.texts(adapter.get('ipAddresses'), `${at}.ipAddresses`),
    })) ?? [],
    tags: decoder.tags(members.get('tags'), `${path}.tags`),
    criticality: decoder.parsed(members.get('criticality'), `${path}.criticality`, '', parseCriticality),
    owner: text('owner'),
    lastSeen: decoder.date(members.get('lastSeen'), `${path}.lastSeen`),
    rebootPending: decoder.boolean(members.get('rebootPending'), `${path}.rebootPending`),
    hotfixes: decoder.hotfixes(members.get('hotfixes'), `${path}.hotfixes`),
    performance: decoder.performance(members.get('performance'), `${path}.performance`),
    pendingUpdates: updates,
    softwareKnown,
    extra: Object.fromEntries(
      [...members]
        .filter(([name, node]) => !KNOWN.has(name) && name !== '' && node.kind !== 'null')
        .map(([name, node]): [string, string] => [name, nodeText(node).slice(0, READ_LIMITS.cellLength)]),
    ),
  });
  return { facts, updates: updates?.length ?? 0, rejected: decoder.rejected };
}

const KNOWN: ReadonlySet<string> = new Set([
  'id', 'name', 'fqdn', 'ipAddresses', 'environment', 'site', 'os', 'cores', 'memoryMB', 'disks', 'networkAdapters', 'tags', 'criticality',
  'owner', 'lastSeen', 'rebootPending', 'hotfixes', 'performance', 'software', 'pendingUpdates',
]);

class Decoder {
  rejected = 0;

  constructor(
    private readonly today: PlainDate,
    private readonly complain: Complain,
  ) {}

  text(node: JsonNode | undefined, path: string): string {
    if (node === undefined || node.kind === 'null') return '';
    if (node.kind === 'text') return node.text;
    if (node.kind === 'number') {
      this.complain(node, typeWrong(path, 'a text', node, 'it is read as written'));
      return node.text;
    }
    this.complain(node, typeWrong(path, 'a text', node));
    return '';
  }

  number(node: JsonNode | undefined, path: string): number | null {
    if (node?.kind === 'number') {
      const value = Number(node.text);
      if (value >= 0 && value <= Number.MAX_SAFE_INTEGER) return value;
      this.complain(node, { code: 'number-unparsable', message: `${path}: ${quoted(node.text)} is out of range; it is left out.` });
      return null;
    }
    return this.parsed(node, path, null, parseNumber);
  }

  boolean(node: JsonNode | undefined, path: string): boolean | null {
    return node?.kind === 'boolean' ? node.value : this.parsed(node, path, null, parseBoolean);
  }

  date(node: JsonNode | undefined, path: string): PlainDate | null {
    return this.parsed(node, path, null, (text) => parseDate(text, this.today));
  }

  /** A value that is written as text; `none` when it is missing or wrong. */
  parsed<T>(node: JsonNode | undefined, path: string, none: T, parse: (text: string) => CellValue<T>): T {
    if (node === undefined || node.kind === 'null') return none;
    if (node.kind !== 'text') {
      this.complain(node, typeWrong(path, 'a text', node));
      return none;
    }
    const { value, wrong } = parse(node.text);
    if (wrong) this.complain(node, { ...wrong, message: `${path}: ${wrong.message}` });
    return value;
  }

  texts(node: JsonNode | undefined, path: string): readonly string[] {
    if (node?.kind === 'text') {
      this.complain(node, typeWrong(path, 'a list', node, 'it is read as a list of one'));
      return node.text === '' ? [] : [node.text];
    }
    return this.items(node, path).map((item, index) => this.text(item, `${path}[${index}]`)).filter((text) => text !== '');
  }

  objects<T>(node: JsonNode | undefined, path: string, decode: (members: Members, path: string, node: JsonNode) => T): readonly T[] | null {
    if (node === undefined || node.kind !== 'array') {
      this.items(node, path);
      return null;
    }
    return node.items.flatMap((item, index) => {
      const at = `${path}[${index}]`;
      if (item.kind === 'object') return [decode(item.members, at, item)];
      this.complain(item, typeWrong(at, 'an object', item));
      this.rejected++;
      return [];
    });
  }

  operatingSystem(node: JsonNode | undefined, path: string): OperatingSystem {
    if (node?.kind === 'text') {
      this.complain(node, typeWrong(path, 'an object', node, 'it is read as the name of the operating system'));
      return { ...NO_OPERATING_SYSTEM, name: node.text };
    }
    const members = this.members(node, path);
    const text = (name: string): string => this.text(members.get(name), `${path}.${name}`);
    return { name: text('name'), version: text('version'), build: text('build'), architecture: text('architecture') };
  }

  performance(node: JsonNode | undefined, path: string): Performance | null {
    const members = this.members(node, path);
    if (members.size === 0) return null;
    const number = (name: string): number | null => this.number(members.get(name), `${path}.${name}`);
    return { cpuPercent: number('cpuPercent'), memoryPercent: number('memoryPercent'), diskIops: number('diskIops'), networkMBps: number('networkMBps') };
  }

  tags(node: JsonNode | undefined, path: string): Readonly<Record<string, string>> {
    if (node?.kind === 'array') {
      this.complain(node, typeWrong(path, 'an object', node, 'its texts are read as name=value'));
      return parseTags(node.items.map(nodeText).join(';'));
    }
    return Object.fromEntries([...this.members(node, path)].map(([name, value]): [string, string] => [name, nodeText(value).slice(0, READ_LIMITS.cellLength)]));
  }

  hotfixes(node: JsonNode | undefined, path: string): readonly Hotfix[] | null {
    const found = this.objects(node, path, (members, at, item): Hotfix => {
      const id = this.text(members.get('id'), `${at}.id`);
      if (id === '') this.nameless(item, `${at} has no id`);
      return { id, installedOn: this.date(members.get('installedOn'), `${at}.installedOn`) };
    });
    return found?.filter(({ id }) => id !== '') ?? null;
  }

  updates(node: JsonNode | undefined, path: string): readonly PendingUpdate[] | null {
    const found = this.objects(node, path, (members, at, item): PendingUpdate => {
      const text = (name: string): string => this.text(members.get(name), `${at}.${name}`);
      const title = text('title');
      const id = text('id') || (/\bKB\d{5,8}\b/i.exec(title)?.[0] ?? title);
      if (id === '') this.nameless(item, `${at} has neither id nor title`);
      const classification = text('classification');
      return {
        id,
        title,
        class: updateClassOf(classification),
        classification,
        releasedOn: this.date(members.get('releasedOn'), `${at}.releasedOn`),
        row: { file: 0, line: item.line, column: item.column },
      };
    });
    return found?.filter(({ id }) => id !== '') ?? null;
  }

  private nameless(node: JsonNode, what: string): void {
    this.rejected++;
    this.complain(node, { code: 'name-missing', message: `${what}; it is left out.`, fix: 'Write its id.' });
  }

  private items(node: JsonNode | undefined, path: string): readonly JsonNode[] {
    if (node === undefined || node.kind === 'null') return [];
    if (node.kind === 'array') return node.items;
    this.complain(node, typeWrong(path, 'a list', node));
    return [];
  }

  private members(node: JsonNode | undefined, path: string): Members {
    if (node === undefined || node.kind === 'null') return NONE;
    if (node.kind === 'object') return node.members;
    this.complain(node, typeWrong(path, 'an object', node));
    return NONE;
  }
}

/** `servers[3].cores should be …`. */
export function typeWrong(path: string, expected: string, node: Pick<JsonNode, 'kind'>, fate = 'it is left out'): Wrong {
  const found = node.kind === 'array' ? 'a list' : node.kind === 'object' ? 'an object' : node.kind === 'boolean' ? 'true or false' : `a ${node.kind}`;
  return { code: 'json-type', message: `${path} should be ${expected} but is ${found}; ${fate}.`, fix: `Write ${expected}.` };
}
