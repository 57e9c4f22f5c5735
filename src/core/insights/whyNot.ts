import { isIdentified } from '../match/matcher';
import type { MatchEvidence } from '../match/matcher';
import { nearness } from '../match/pivotSearch';
import { VERDICTS } from '../match/verdict';
import type { Assessment } from './assessment';
import { explainFinding, OS_SUBJECT } from './findings';
import { subjectsOfServer } from './subjects';

/**
 * Where a question about a server and a CVE ends.
 * - `found`: it is a finding of the server, at least one of the subjects has a verdict above `not-affected`
 * - `ruled-out`: the record is about something of the server, and each time something ruled it out
 * - `not-listed`: nothing of the server is of the record's products
 * - `no-products`: neither NVD nor anybody else that the feeds know has said whom the record concerns
 * - `rejected`: the record was withdrawn
 * - `unknown-cve`: the feeds have no such record: a wrong id, a newer one than the feed, or one that was rejected
 */
export type WhyNotOutcome = 'found' | 'ruled-out' | 'not-listed' | 'no-products' | 'rejected' | 'unknown-cve';

/** What came of one subject. */
export interface WhyNotSubject {
  /** Index into `Estate.software`, or `OS_SUBJECT`. */
  readonly software: number;
  /** Its verdict, and the first reason that ruled it out. */
  readonly evidence: MatchEvidence;
}

export interface WhyNot {
  /** As the feed writes it, else as it was asked for in capitals. */
  readonly id: string;
  /** Index into the match index; -1 when it has no such record. */
  readonly cve: number;
  readonly outcome: WhyNotOutcome;
  /** Every subject whose product the record names, the nearest to a finding first: by verdict, then by what ruled it out. */
  readonly subjects: readonly WhyNotSubject[];
  /** Keys of the products that the record is about, `a:apache:tomcat`, at most `MAX_NAMED_PRODUCTS` of `productCount`. */
  readonly products: readonly string[];
  readonly productCount: number;
  /** What limits the answer: how many software of the server stand for nothing in the feeds, and whether there is a software list at all. */
  readonly unidentified: number;
  readonly softwareKnown: boolean;
}

/** A record about a thousand products is understood from its first. */
export const MAX_NAMED_PRODUCTS = 10;

/** Why a server is, or is not, affected by a CVE (features R15). `cveId` in any letter case; `server` a position in `Estate.servers`. */
export function whyNot(assessment: Assessment, server: number, cveId: string): WhyNot {
  const { estate, identities, matcher, knowledge } = assessment;
  const id = cveId.trim().toUpperCase();
  const cve = matcher.index.cveIndex(id);
  const installed = estate.installs.software.subarray(estate.installs.offsets[server], estate.installs.offsets[server + 1]);
  const common = {
    id: cve === -1 ? id : matcher.index.cveId(cve),
    cve,
    unidentified: installed.reduce((count, software) => count + (isIdentified(identities.software[software]) ? 0 : 1), 0),
    softwareKnown: estate.servers[server].softwareKnown,
  };
  const nothing = { ...common, subjects: [], products: [], productCount: 0 };
  if (cve === -1) return { ...nothing, outcome: 'unknown-cve' };
  if (knowledge.details(cve).vulnStatus.toLowerCase() === 'rejected') return { ...nothing, outcome: 'rejected' };

  const all = subjectsOfServer(estate, identities, server);
  const subjects = [OS_SUBJECT, ...installed]
    .map((software): WhyNotSubject => ({ software, evidence: explainFinding(assessment, server, software, cve, all) }))
    .filter(({ evidence }) => evidence.reason !== 'product-not-listed')
    .sort((a, b) => strength(b) - strength(a) || nearness(b.evidence.reason) - nearness(a.evidence.reason) || a.software - b.software);
  const products = matcher.productsOfRecord(cve);
  return {
    ...common,
    subjects,
    products: products.slice(0, MAX_NAMED_PRODUCTS),
    productCount: products.length,
    outcome: subjects.length === 0 ? (products.length === 0 ? 'no-products' : 'not-listed') : subjects[0]!.evidence.verdict === 'not-affected' ? 'ruled-out' : 'found',
  };
}

function strength({ evidence }: WhyNotSubject): number {
  return VERDICTS.indexOf(evidence.verdict);
}
