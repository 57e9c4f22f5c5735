import { ENGLISH, fillPlaces, type Language } from '../language';
import type { Assessment } from '../insights/assessment';
import { subjectOf } from '../insights/findings';
import type { WhyNot, WhyNotOutcome } from '../insights/whyNot';
import { parseCpeKey } from '../identify/cpe';
import type { PlainDate } from '../inventory/plainDate';
import type { Verdict } from '../match/verdict';
import { REASON_WORDS } from './reasonWords';
import { setAsideText } from './vex/setAsideText';
import { findingReport, type FindingReport } from './findingReport';
import { NOTES } from './report';

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

/** The nearest subject's verdict on a server. */
export const FOUND_WORDS: Readonly<Record<Verdict, string>> = {
  affected: '{0} affects {1}.', 'possibly-affected': '{0} possibly affects {1}.', 'unknown-version': '{0} may affect {1}.', 'not-affected': '{0} does not affect {1}.',
  suppressed: '{0} is set aside on {1}.',
};

/** The answer in sentences: what is so, why, and what limits it. */
export function explanationLines(assessment: Assessment, server: number, why: WhyNot, language: Language = ENGLISH): string[] {
  const { t, word } = language;
  const { estate, knowledge } = assessment;
  const { name } = estate.servers[server];
  const nearest = why.subjects[0];
  switch (why.outcome) {
    case 'found':
    case 'ruled-out': {
      const { label } = subjectOf(assessment, server, nearest!.software);
      const aside = nearest!.evidence.verdict === 'affected' ? assessment.setAside.of(server, nearest!.software, why.cve) : undefined;
      return [fillPlaces(word(FOUND_WORDS[aside ? 'suppressed' : nearest!.evidence.verdict]), [why.id, name]), ...(aside ? [setAsideText(aside, language)] : []), `${label}: ${word(REASON_WORDS[nearest!.evidence.reason])}`];
    }
    case 'not-listed':
      return [t('{0} does not affect {1} as far as its inventory goes.', why.id, name), t('The record is about {0}; nothing identified on this server is one of them.', productList(why, language)), ...limits(why, language)];
    case 'no-products':
      return [t('Nobody has said yet which products {0} concerns, so it is found on no server.', why.id), t('Its record is {0}. Read its description, and look again after the next refresh of the feeds.', knowledge.details(why.cve).vulnStatus || t('without a status'))];
    case 'rejected':
      return [t('{0} was withdrawn, so it is found on no server.', why.id)];
    case 'unknown-cve': {
      const nvd = knowledge.feeds.find((feed) => feed.name === 'nvd');
      const absent = nvd?.starter === false
        ? t('The feeds (NVD {0}) have no {1}, so nothing can be said about it.', nvd.revision, why.id)
        : t('The starter feeds, which hold only a few records, have no {0}, so nothing can be said about it.', why.id);
      return [absent, t('The id is mistyped, newer than the feeds, or was withdrawn. Refresh the feeds, and check the id at NVD.')];
    }
  }
}

function productList({ products, productCount }: WhyNot, { t }: Language): string {
  const names = products.map((key) => {
    const { vendor, product } = parseCpeKey(key);
    return `${vendor} ${product}`.replaceAll('_', ' ');
  });
  return productCount > names.length ? t('{0} and {1} more products', names.join(', '), productCount - names.length) : names.join(', ');
}

function limits({ softwareKnown, unidentified }: WhyNot, { t }: Language): string[] {
  if (!softwareKnown) return [t('The inventory has no software list for this server, so its software was not judged.')];
  if (unidentified === 0) return [];
  return [unidentified === 1 ? t('1 of its software could not be identified and was not judged.') : t('{0} of its software could not be identified and were not judged.', unidentified)];
}
