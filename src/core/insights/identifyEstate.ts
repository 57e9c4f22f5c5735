import type { OsIdentity, SoftwareIdentity } from '../identify/identity';
import type { LifecycleCatalog } from '../identify/lifecycle';
import { identifyOs } from '../identify/operatingSystem';
import { identifySoftware } from '../identify/software';
import type { ProductNames } from '../identify/search/productNames';
import { searchOf, type SoftwareSearch } from '../identify/search/softwareSearch';
import type { Estate, OperatingSystem, Server, Software } from '../inventory/model';
import type { PlainDate } from '../inventory/plainDate';
import type { OsSubject } from '../match/matcher';

/** What every distinct software and operating system of an estate stands for. */
export interface EstateIdentities {
  /** In the order of `Estate.software`. */
  readonly software: readonly SoftwareIdentity[];
  /** Distinct operating systems with their patch state. */
  readonly os: readonly OsSubject[];
  /** Index into `os`, per server. */
  readonly osOf: Uint32Array;
}

/** Most decisions kept between two readings of an inventory; beyond it the oldest half goes. */
const MAX_KEPT = 400_000;

/** What was decided about names before, with the same feeds and rules. */
export interface KnownIdentities {
  /** By `softwareKey`; the identical object each time. */
  get(key: string): SoftwareIdentity | undefined;
}

/** What a decision about a software depends on beside the feeds and rules: equal keys are equal rows. */
export function softwareKey({ name, publisher, version, source, cpe, purl }: Software): string {
  return [name, publisher, version, source, cpe, purl].join('\0');
}

/**
 * Identifies each distinct name once and remembers it, so that an edited row costs one identification.
 * The same input gives the identical object: what is derived from it can be kept in a WeakMap.
 */
export class Identifier {
  private readonly software = new Map<string, SoftwareIdentity>();
  private readonly os = new Map<string, OsSubject>();

  private readonly search: SoftwareSearch | undefined;

  /**
   * `products`: those of the vulnerability feed, among which a name is searched that no rule knows; without them it stays unknown.
   * `known`: what earlier runs decided with the same feeds.
   */
  constructor(private readonly lifecycle: LifecycleCatalog, products?: ProductNames, private readonly known?: KnownIdentities) {
    this.search = products && searchOf(products);
  }

  /** What the product's own rules and feeds decided here and was not known, by `softwareKey`; a user's mappings are laid over it and are no part of it. */
  get decided(): ReadonlyMap<string, SoftwareIdentity> {
    return this.software;
  }

  identify(estate: Estate): EstateIdentities {
    const subjects: OsSubject[] = [];
    const positions = new Map<OsSubject, number>();
    const osOf = new Uint32Array(estate.servers.length);
    for (const server of estate.servers) {
      const subject = this.osSubject(server);
      let position = positions.get(subject);
      if (position === undefined) {
        position = subjects.push(subject) - 1;
        positions.set(subject, position);
      }
      osOf[server.index] = position;
    }
    return { software: estate.software.map((software) => this.softwareIdentity(software)), os: subjects, osOf };
  }

  private softwareIdentity(software: Software): SoftwareIdentity {
    const key = softwareKey(software);
    return this.known?.get(key) ?? remember(this.software, key, () => identifySoftware(software, this.lifecycle, this.search));
  }

  private osSubject(server: Server): OsSubject {
    const newestHotfixOn = newestHotfix(server);
    const key = `${osKey(server.os)}\0${newestHotfixOn ?? ''}`;
    return remember(this.os, key, () => {
      const identity: OsIdentity = identifyOs(server.os, this.lifecycle);
      const release = this.lifecycle.product(identity.product)?.releases.find((candidate) => candidate.name === identity.cycle);
      return { identity, newestHotfixOn, supportEndsOn: release?.eolFrom ?? null };
    });
  }
}

function osKey(os: OperatingSystem): string {
  return `${os.name}\0${os.version}\0${os.build}\0${os.architecture}`;
}

/** The newest installation date of a hotfix; null when the inventory lists none with a date. */
function newestHotfix(server: Server): PlainDate | null {
  let newest: PlainDate | null = null;
  for (const { installedOn } of server.hotfixes ?? []) {
    if (installedOn !== null && (newest === null || installedOn > newest)) newest = installedOn;
  }
  return newest;
}

function remember<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  if (map.size >= MAX_KEPT) forgetOldestHalf(map);
  const made = make();
  map.set(key, made);
  return made;
}

function forgetOldestHalf(map: Map<string, unknown>): void {
  let left = map.size >> 1;
  for (const key of map.keys()) {
    if (left-- === 0) return;
    map.delete(key);
  }
}
