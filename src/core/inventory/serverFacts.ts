import type { OperatingSystem, ServerFacts } from './model';

export const NO_OPERATING_SYSTEM: OperatingSystem = { name: '', version: '', build: '', architecture: '' };

/** What is known of a server of which only the name is. */
export function serverFacts(name: string, known: Partial<ServerFacts> = {}): ServerFacts {
  return {
    id: '',
    name,
    fqdn: '',
    ipAddresses: [],
    environment: '',
    site: '',
    os: NO_OPERATING_SYSTEM,
    cores: null,
    memoryMB: null,
    disks: [],
    networkAdapters: [],
    tags: {},
    criticality: '',
    owner: '',
    lastSeen: null,
    rebootPending: null,
    hotfixes: null,
    performance: null,
    pendingUpdates: null,
    softwareKnown: false,
    extra: {},
    ...known,
  };
}
