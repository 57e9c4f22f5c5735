import type { Assessment } from './assessment';

/** A product on a server that satisfies a check. */
export interface SatisfyingProduct {
  /** Index into `Estate.software`. */
  readonly software: number;
  readonly name: string;
  readonly subcategory: string;
}

/** Software of the security categories on a server, distinct by name, in the order of its installs. */
export function securityOf(assessment: Assessment, server: number): SatisfyingProduct[] {
  return satisfying(assessment, server, assessment.software.isSecurity);
}

/** Patch-management software on a server, distinct by name, in the order of its installs. */
export function patchManagementOf(assessment: Assessment, server: number): SatisfyingProduct[] {
  return satisfying(assessment, server, assessment.software.isPatch);
}

function satisfying({ estate, identities }: Assessment, server: number, flags: Uint8Array): SatisfyingProduct[] {
  const { offsets, software } = estate.installs;
  const byName = new Map<string, SatisfyingProduct>();
  for (let i = offsets[server]; i < offsets[server + 1]; i++) {
    const id = software[i];
    const { name } = estate.software[id];
    if (flags[id] && !byName.has(name)) byName.set(name, { software: id, name, subcategory: identities.software[id].subcategory });
  }
  return [...byName.values()];
}
