import type { Category } from '../identify/identity';
import type { Assessment } from './assessment';
import type { Workload } from './filter';

/** The categories of Azure Migrate's taxonomy that make a server's workload; the others say nothing of what it is for. */
const WORKLOAD_OF: Readonly<Partial<Record<Category, Workload>>> = {
  'Databases and data platforms': 'databases',
  'Web hosting': 'web',
  'Containers and virtualization': 'containers',
  'Business applications': 'business',
};
const CATEGORIZED = ['databases', 'web', 'containers', 'business'] as const satisfies readonly Workload[];

/** The workloads of each server, at least one, in the order of `WORKLOADS`. One pass over the installs. */
export function workloadsOfServers({ estate, identities }: Pick<Assessment, 'estate' | 'identities'>): (row: number) => readonly Workload[] {
  const bits = Uint8Array.from(identities.software, ({ category }) => {
    const workload = WORKLOAD_OF[category];
    return workload === undefined ? 0 : 1 << (CATEGORIZED as readonly Workload[]).indexOf(workload);
  });
  const { offsets, software } = estate.installs;
  return (row) => {
    if (!estate.servers[row].softwareKnown) return UNKNOWN;
    let found = 0;
    for (let i = offsets[row]; i < offsets[row + 1]; i++) found |= bits[software[i]];
    return BY_BITS[found];
  };
}

const UNKNOWN: readonly Workload[] = ['unknown'];
const BY_BITS: readonly (readonly Workload[])[] = Array.from({ length: 1 << CATEGORIZED.length }, (_, bits) =>
  bits === 0 ? ['other'] : CATEGORIZED.filter((_one, bit) => bits & (1 << bit)));
