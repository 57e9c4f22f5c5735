import { cpeOf, type CpeKey } from '../cpeFields';
import type { Cpe } from '../identity';
import type { WindowsRelease } from './windowsReleases';

/** What an inventory says of a Windows beside its release; `*` where it says nothing. */
export interface WindowsFacts {
  /** The inventory's name, in which an edition may stand. */
  readonly name: string;
  /** `sp1`; `-` when there is none. */
  readonly pack: string;
  readonly swEdition: string;
  /** `x64`, `x86`, `arm64`, `itanium`. */
  readonly hardware: string;
}

/** Hardware as NVD wrote it into the edition until 2017; most used first. */
const HARDWARE_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['x64', ['x64']],
  ['x86', ['x86', 'x32']],
  ['itanium', ['itanium']],
]);
const WIDE_HARDWARE: ReadonlySet<string> = new Set(['x64', 'itanium']);

/**
 * The CPE names of a release, today's first, then those of its older records: NVD never rewrote the rows that keep a service
 * pack or an edition in the version, hardware in the edition, `r2` in the update (`windows_server_2008:*:r2:x64`).
 *
 * A criteria is compared field by field, so each form needs a name of its own. Where records keep the hardware in the edition,
 * a known hardware stands there in every name: left open, the edition would match Itanium's rows as well.
 */
export function windowsNames(release: WindowsRelease, facts: WindowsFacts): readonly Cpe[] {
  const old = release.old ?? {};
  const word = old.editions?.find(([pattern]) => pattern.test(facts.name))?.[1];
  const common: Partial<Cpe> = { swEdition: facts.swEdition, targetHw: facts.hardware };
  const names: Cpe[] = [];
  for (const edition of editionForms(release, facts, word)) {
    for (const [product, version, update] of release.cpes) {
      const add = (more: Partial<Cpe>) => names.push(cpeOf(`o:microsoft:${product}` as CpeKey, { ...common, version, update: update ?? facts.pack, edition, ...more }));
      add({});
      // A product that pools the releases has a year for a version, and none of what follows.
      if (update !== undefined || (version !== '-' && version !== 'r2')) continue;
      if (old.packs && facts.pack === '-') [{ update: 'gold' }, { version: 'gold' }].forEach(add);
      else if (old.packs && facts.pack !== '*') add({ version: facts.pack });
      if (old.second && version === 'r2') {
        add({ update: 'r2' });
        if (facts.hardware !== '*') add({ targetSw: facts.hardware });
      }
      if (old.editionVersions) for (const form of editionVersions(facts, word)) add({ version: form });
    }
  }
  return names;
}

function editionForms({ old = {} }: WindowsRelease, { hardware }: WindowsFacts, word: string | undefined): readonly string[] {
  const words = (old.hardware && HARDWARE_WORDS.get(hardware)) || [];
  const machine = old.hardware === '64-bit' && WIDE_HARDWARE.has(hardware) ? [...words, '64-bit'] : words;
  const sold = word === undefined ? [] : hardware === 'x64' && word === 'professional' ? [word, 'professional_x64', 'pro_x64'] : [word];
  // Unknown hardware or an unknown edition leaves the field open, so that rows which name one match with lower confidence.
  if (machine.length === 0) return ['*', ...sold];
  return old.editions && word === undefined ? [...machine, '*'] : [...machine, ...sold];
}

function editionVersions({ hardware }: WindowsFacts, word: string | undefined): readonly string[] {
  const wide = WIDE_HARDWARE.has(hardware);
  return [...(word === undefined ? [] : wide ? [word, `${word}_64-bit`] : [word]), ...(wide ? ['64-bit'] : []), ...(hardware === 'itanium' ? ['itanium'] : [])];
}
