import { cpeKey, parseLooseCpe } from '../../identify/cpe';
import type { Cpe } from '../../identify/identity';
import { parsePurl, type PackageUrl } from '../../identify/purls';
import { fieldRelation } from '../../match/cpeRelation';
import type { Assessment } from '../assessment';
import type { SoftwareNames } from './suppression';

/** Finds the software of an estate that documents of others mean by a package URL or a CPE. One pass over the software when it is first asked. */
export class SoftwareByName {
  private byPurl: Map<string, { readonly id: number; readonly purl: PackageUrl }[]> | undefined;
  private byCpe: Map<string, { readonly id: number; readonly cpe: Cpe }[]> | undefined;

  constructor(private readonly assessment: Pick<Assessment, 'estate' | 'identities'>) {}

  find({ purls, cpes }: SoftwareNames): Set<number> {
    const found = new Set<number>();
    for (const text of purls) for (const id of this.ofPurl(text)) found.add(id);
    for (const text of cpes) for (const id of this.ofCpe(text)) found.add(id);
    return found;
  }

  private ofPurl(text: string): number[] {
    const wanted = parsePurl(text);
    if (!wanted) return [];
    const known = (this.byPurl ??= this.indexPurls()).get(`${wanted.type}/${wanted.path}`) ?? [];
    return known.filter(({ purl }) => (wanted.version === '' || wanted.version === purl.version) && agree(wanted, purl)).map(({ id }) => id);
  }

  private ofCpe(text: string): number[] {
    const wanted = parseLooseCpe(text);
    // A name of everything is meant by nobody.
    if (!wanted || wanted.vendor === '*' || wanted.product === '*') return [];
    const known = (this.byCpe ??= this.indexCpes()).get(cpeKey(wanted)) ?? [];
    return known.filter(({ cpe }) => FIELDS.every((field) => isWithin(wanted[field], cpe[field]))).map(({ id }) => id);
  }

  private indexPurls(): Map<string, { id: number; purl: PackageUrl }[]> {
    const index = new Map<string, { id: number; purl: PackageUrl }[]>();
    for (const { index: id, purl: text } of this.assessment.estate.software) {
      const purl = text === '' ? undefined : parsePurl(text);
      if (purl) add(index, `${purl.type}/${purl.path}`, { id, purl });
    }
    return index;
  }

  private indexCpes(): Map<string, { id: number; cpe: Cpe }[]> {
    const index = new Map<string, { id: number; cpe: Cpe }[]>();
    this.assessment.identities.software.forEach(({ cpes }, id) => {
      for (const cpe of cpes) add(index, cpeKey(cpe), { id, cpe });
    });
    return index;
  }
}

const FIELDS = ['version', 'update', 'edition', 'targetSw', 'targetHw'] as const;

/** What is not known of ours is not contradicted, but a version must be the one named. */
function isWithin(wanted: string, ours: string): boolean {
  const relation = fieldRelation(wanted, ours);
  return relation === 'superset' || relation === 'equal';
}

/** A qualifier that both have is the same; `arch=amd64` and nothing agree. */
function agree(wanted: PackageUrl, ours: PackageUrl): boolean {
  return [...wanted.qualifiers].every(([key, value]) => key === '' || (ours.qualifiers.get(key) ?? value) === value);
}

function add<T>(index: Map<string, T[]>, key: string, value: T): void {
  const known = index.get(key);
  if (known) known.push(value);
  else index.set(key, [value]);
}
