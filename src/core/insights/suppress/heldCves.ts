import type { Assessment, SplitMatches } from '../assessment';
import { OS_SUBJECT } from '../findings';

/**
 * Which of some CVEs the subjects of an estate may have, by themselves or under conditions. Worked out once per distinct software and
 * operating system, so that a pass over the estate looks closer only at servers that hold one of them.
 */
export class HeldCves {
  /** By release and software 1 where `ofSoftware` has something. */
  private readonly marks: readonly Uint8Array[];
  private readonly ofSoftware: readonly ReadonlyMap<number, Uint32Array>[];
  private readonly ofOs: readonly Uint32Array[];

  constructor(private readonly assessment: Assessment, cves: Iterable<number>) {
    const { matcher, software, os, releases } = assessment;
    const wanted = new Uint8Array(matcher.index.cveCount);
    for (const cve of cves) wanted[cve] = 1;
    const byItself = new Map<number, Uint32Array>();
    software.matches.forEach((matches, id) => {
      const held = heldIn(matches, wanted);
      if (held.length > 0) byItself.set(id, held);
    });
    this.ofSoftware = releases.all.map(({ seen, matches }) => {
      const here = new Map(byItself);
      for (const id of seen) {
        if (matches[id] === software.matches[id]) continue;
        const held = heldIn(matches[id]!, wanted);
        if (held.length > 0) here.set(id, held);
        else here.delete(id);
      }
      return here;
    });
    this.marks = this.ofSoftware.map((held) => {
      const marks = new Uint8Array(software.matches.length);
      for (const id of held.keys()) marks[id] = 1;
      return marks;
    });
    this.ofOs = os.map(({ matches }) => heldIn(matches, wanted));
  }

  /** Calls for every subject of a server that may have some of the CVEs; the operating system is `OS_SUBJECT`. */
  forEach(server: number, take: (software: number, cves: Uint32Array) => void): void {
    const { estate: { installs }, identities, releases } = this.assessment;
    const position = identities.osOf[server]!;
    const release = releases.ofOs[position]!;
    const marks = this.marks[release]!;
    const held = this.ofSoftware[release]!;
    if (this.ofOs[position]!.length > 0) take(OS_SUBJECT, this.ofOs[position]!);
    for (let i = installs.offsets[server]!; i < installs.offsets[server + 1]!; i++) {
      const id = installs.software[i]!;
      if (marks[id] === 1) take(id, held.get(id)!);
    }
  }
}

const NONE = new Uint32Array(0);

/** Those wanted among what a subject matches, each once. */
function heldIn({ cves, conditional }: SplitMatches, wanted: Uint8Array): Uint32Array {
  let found: Set<number> | undefined;
  for (const list of [cves, conditional]) {
    for (let at = 0; at < list.length; at++) if (wanted[list[at]!] === 1) (found ??= new Set()).add(list[at]!);
  }
  return found ? Uint32Array.from(found) : NONE;
}
