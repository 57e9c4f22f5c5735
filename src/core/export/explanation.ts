import type { Assessment } from '../insights/assessment';
import { subjectOf } from '../insights/findings';
import type { WhyNot, WhyNotOutcome } from '../insights/whyNot';
import { parseCpeKey } from '../identify/cpe';
import type { PlainDate } from '../inventory/plainDate';
import type { Verdict } from '../match/verdict';
import { REASON_WORDS } from './reasonWords';
import { findingReport, NOTES, type FindingReport } from './report';

/** Names the JSON shape of one explanation. */
export const EXPLANATION_SCHEMA = 'inventory-insights/explanation/1';

/** Why a server is, or is not, affected by a CVE, as JSON. */
export interface ExplanationReport {
  readonly schema: typeof EXPLANATION_SCHEMA;
  readonly asOf: PlainDate;
  readonly notes: readonly string[];
  readonly server: { readonly name: string; readonly key: string };
  readonly cve: string;
  readonly outcome: WhyNotOutcome;
  /** The answer in words. */
  readonly answer: readonly string[];
  /** What the record is about, at most ten of `productCount`. */
  readonly products: readonly string[];
  readonly productCount: number;
  /** Software of the server that could not be judged, and whether there is a list of it. */
  readonly unidentifiedSoftware: number;
  readonly softwareKnown: boolean;
  /** Each subject whose product the record names, the nearest to a finding first. */
  readonly subjects: readonly FindingReport[];
}

export function explanationReport(assessment: Assessment, server: number, why: WhyNot): ExplanationReport {
  const { name, key } = assessment.estate.servers[server];
  return {
    schema: EXPLANATION_SCHEMA,
    asOf: assessment.asOf,
    notes: NOTES,
    server: { name, key },
    cve: why.id,
    outcome: why.outcome,
    answer: explanationLines(assessment, server, why),
    products: why.products,
    productCount: why.productCount,
    unidentifiedSoftware: why.unidentified,
    softwareKnown: why.softwareKnown,
    subjects: why.subjects.map(({ software, evidence }) => findingReport(assessment, { server, software, cve: why.cve, verdict: evidence.verdict })),
  };
}

const FOUND: Readonly<Record<Verdict, string>> = {
  affected: 'affects', 'possibly-affected': 'possibly affects', 'unknown-version': 'may affect', 'not-affected': 'does not affect', suppressed: 'is suppressed on',
};

/** The answer in sentences: what is so, why, and what limits it. */
export function explanationLines(assessment: Assessment, server: number, why: WhyNot): string[] {
  const { estate, knowledge } = assessment;
  const { name } = estate.servers[server];
  const nearest = why.subjects[0];
  switch (why.outcome) {
    case 'found':
    case 'ruled-out': {
      const { label } = subjectOf(assessment, server, nearest!.software);
      return [`${why.id} ${FOUND[nearest!.evidence.verdict]} ${name}.`, `${label}: ${REASON_WORDS[nearest!.evidence.reason]}`];
    }
    case 'not-listed':
      return [`${why.id} does not affect ${name} as far as its inventory goes.`, `The record is about ${productList(why)}; nothing identified on this server is one of them.`, ...limits(why)];
    case 'no-products':
      return [`Nobody has said yet which products ${why.id} concerns, so it is found on no server.`, `Its record is ${knowledge.details(why.cve).vulnStatus || 'without a status'}. Read its description, and look again after the next refresh of the feeds.`];
    case 'rejected':
      return [`${why.id} was withdrawn, so it is found on no server.`];
    case 'unknown-cve': {
      const nvd = knowledge.feeds.find((feed) => feed.name === 'nvd');
      const feeds = nvd?.starter === false ? `The feeds (NVD ${nvd.revision})` : 'The starter feeds, which hold only a few records,';
      return [`${feeds} have no ${why.id}, so nothing can be said about it.`, 'The id is mistyped, newer than the feeds, or was withdrawn. Refresh the feeds, and check the id at NVD.'];
    }
  }
}

function productList({ products, productCount }: WhyNot): string {
  const names = products.map((key) => {
    const { vendor, product } = parseCpeKey(key);
    return `${vendor} ${product}`.replaceAll('_', ' ');
  });
  return productCount > names.length ? `${names.join(', ')} and ${productCount - names.length} more products` : names.join(', ');
}

function limits({ softwareKnown, unidentified }: WhyNot): string[] {
  if (!softwareKnown) return ['The inventory has no software list for this server, so its software was not judged.'];
  return unidentified === 0 ? [] : [`${unidentified} of its software could not be identified and ${unidentified === 1 ? 'was' : 'were'} not judged.`];
}
