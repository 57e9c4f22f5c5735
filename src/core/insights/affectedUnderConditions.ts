import type { SoftwareIdentity } from '../identify/identity';
import type { OsSubject } from '../match/matcher';
import { VerdictCode } from '../match/verdict';
import type { Assessment } from './assessment';
import { estateSets, type EstateSets } from './estateSets';
import { has, OS_SUBJECT } from './findings';

/**
 * Where subjects that have a CVE under conditions are affected by it. Nothing is judged that the roll-up has judged: conditions that the
 * system decides are kept for the pair, and what other software of a server decided stands in `EstateSets`.
 */
export class AffectedUnderConditions {
  private readonly sets: EstateSets;
  /** By subject, then system: whether the conditions hold beside the system alone. */
  private readonly beside = new Map<number, (boolean | undefined)[]>();
  /** The products that conditions ask for and the estate has: by software, and by system below `OS_SUBJECT`. */
  private readonly asked = new Map<number, ReadonlySet<number>>();

  constructor(
    private readonly assessment: Assessment,
    private readonly cve: number,
  ) {
    this.sets = estateSets(assessment);
  }

  /** `subject` is a software of the server or `OS_SUBJECT`, and has the CVE among its conditional ones. Nothing is set aside here. */
  affects(server: number, subject: number): boolean {
    const position = this.assessment.identities.osOf[server];
    const isBeside = this.isAffectedBeside(subject, position);
    const asked = this.askedBy(subject, position);
    if (asked.size === 0) return isBeside;
    for (const through of this.sets.throughOn(server)) if (through.subject === subject && has(this.sets.sets.affectedOf(through.set), this.cve)) return true;
    return isBeside && !this.hasPartner(server, subject, asked);
  }

  private isAffectedBeside(subject: number, position: number): boolean {
    let bySystem = this.beside.get(subject);
    if (!bySystem) this.beside.set(subject, (bySystem = []));
    return (bySystem[position] ??= this.judgeBeside(subject, position));
  }

  private judgeBeside(subject: number, position: number): boolean {
    const { identities, matcher } = this.assessment;
    const os = identities.os[position];
    const judged: SoftwareIdentity | OsSubject = subject === OS_SUBJECT ? os : identities.software[subject];
    const { conditional } = 'identity' in judged ? matcher.matchOs(judged) : matcher.matchSoftware(judged);
    return matcher.judgeBeside(judged, os)[conditional.indexOf(this.cve)] === VerdictCode.affected;
  }

  private askedBy(subject: number, position: number): ReadonlySet<number> {
    const key = subject === OS_SUBJECT ? OS_SUBJECT - 1 - position : subject;
    let asked = this.asked.get(key);
    if (!asked) {
      const { partners } = this.assessment;
      this.asked.set(key, (asked = new Set(subject === OS_SUBJECT ? partners.askedByOs(position) : partners.askedBy(subject))));
    }
    return asked;
  }

  /** Whether other software of the server decides about the subject's conditions there. */
  private hasPartner(server: number, subject: number, asked: ReadonlySet<number>): boolean {
    const { estate: { installs: { offsets, software } }, partners } = this.assessment;
    for (let i = offsets[server]; i < offsets[server + 1]; i++) {
      const id = software[i];
      if (partners.answers[id] === 1 && id !== subject && partners.productsOf(id).some((product) => asked.has(product))) return true;
    }
    return false;
  }
}
