/** What names a server. */
export interface ServerNames {
  readonly id: string;
  readonly name: string;
  readonly fqdn: string;
}

/** Identifiers at least this long (GUIDs, resource paths, serial numbers) mean the same server in every file; `17` does not. */
const STABLE_ID_LENGTH = 16;
/** What firmware says where a maker filled nothing in: as many machines have it as there are boards of that maker. */
const PLACEHOLDER_IDS = new Set(['03000200-0400-0500-0006-000700080009', '00020003-0004-0005-0006-000700080009', 'to be filled by o.e.m.', 'system serial number']);
/** `FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF`, all zeros and the like. */
const ONE_CHARACTER = /^[^\p{L}\p{N}]*([\p{L}\p{N}])(?:\1|[^\p{L}\p{N}])*$/u;

/** Host and a domain of two labels or more, no address. Of two labels in all (`app.v2`, `mac.local`) the first is not a name by itself. */
const FULL_NAME = /^(?=.*[a-z])[a-z0-9_-]+(?:\.[a-z0-9_-]+){2,}$/;

/**
 * Which names are one server: the same FQDN; else the same name without regard to case, unless both have FQDNs and they differ
 * (`web01` of two domains is two servers); else the same stable id, unless both have FQDNs and they differ: machines cloned from one
 * template share theirs. The id of a cloud resource is its path and cannot be copied, so it goes before FQDNs. A dotted name that is no address counts as an FQDN too,
 * and a full one (`web01.corp.example`) stands for its first label as well: some tools name a server `web01`, others by its FQDN alone.
 */
export class ServerDirectory {
  /** Servers so far; the next one's number. */
  size = 0;
  private readonly byFqdn = new Map<string, number>();
  private readonly byName = new Map<string, number>();
  /** Of the servers of a name, one that has no FQDN yet. */
  private readonly bareByName = new Map<string, number>();
  private readonly bareNames = new Map<number, readonly string[]>();
  private readonly byId = new Map<string, number>();
  private readonly fqdns: string[] = [];

  /** The server's number, or -1. */
  find(names: ServerNames): number {
    const fqdn = fqdnOf(names);
    if (fqdn !== '') {
      const found = this.byFqdn.get(fqdn);
      if (found !== undefined) return found;
    }
    for (const name of namesOf(names)) {
      const found = fqdn === '' ? this.byName.get(name) : this.bareByName.get(name);
      if (found !== undefined) return found;
    }
    const sameId = isStable(names.id) ? this.byId.get(names.id.toLowerCase()) : undefined;
    if (sameId === undefined) return -1;
    return fqdn === '' || this.fqdns[sameId] === '' || isPath(names.id) ? sameId : -1;
  }

  /** Adds a server and gives its number. */
  add(names: ServerNames): number {
    const index = this.size++;
    this.fqdns.push('');
    this.learn(index, names);
    return index;
  }

  /** Tells further names of a known server. */
  learn(index: number, names: ServerNames): void {
    const fqdn = fqdnOf(names);
    if (fqdn !== '') {
      if (this.fqdns[index] === '') {
        this.fqdns[index] = fqdn;
        for (const name of this.bareNames.get(index) ?? []) this.bareByName.delete(name);
        this.bareNames.delete(index);
      }
      if (!this.byFqdn.has(fqdn)) this.byFqdn.set(fqdn, index);
    }
    for (const name of namesOf(names)) {
      if (!this.byName.has(name)) this.byName.set(name, index);
      if (this.fqdns[index] === '' && !this.bareByName.has(name)) {
        this.bareByName.set(name, index);
        this.bareNames.set(index, [...(this.bareNames.get(index) ?? []), name]);
      }
    }
    const id = names.id.toLowerCase();
    if (isStable(id) && !this.byId.has(id)) this.byId.set(id, index);
  }
}

/** Lower-case FQDN, else lower-case name, else id: stable over re-reads. */
export function serverKey(names: ServerNames): string {
  return names.fqdn !== '' ? withoutRootDot(names.fqdn.toLowerCase()) : names.name !== '' ? names.name.toLowerCase() : names.id;
}

function fqdnOf(names: ServerNames): string {
  if (names.fqdn !== '') return withoutRootDot(names.fqdn.toLowerCase());
  const name = withoutRootDot(names.name.toLowerCase());
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(name) && !/^[\d.]+$/.test(name) ? name : '';
}

/** The name in lower case, and the first label of one that is a full FQDN. */
function namesOf({ name: written }: ServerNames): readonly string[] {
  const name = withoutRootDot(written.toLowerCase());
  if (name === '') return [];
  return isFullName(name) ? [name, name.slice(0, name.indexOf('.'))] : [name];
}

/** True for a name that is an FQDN with a domain of two labels or more. */
export function isFullName(name: string): boolean {
  return name.includes('.') && FULL_NAME.test(withoutRootDot(name.toLowerCase()));
}

function withoutRootDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** `/subscriptions/…/virtualMachines/web01`. */
function isPath(id: string): boolean {
  return id.includes('/');
}

function isStable(id: string): boolean {
  return id.length >= STABLE_ID_LENGTH && !PLACEHOLDER_IDS.has(id.toLowerCase()) && !ONE_CHARACTER.test(id.toLowerCase());
}
