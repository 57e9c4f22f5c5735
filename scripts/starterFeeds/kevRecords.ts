import { allCves } from './facts/cves/all';
import type { CveFact, KevFact } from './facts/cves/types';

/** The starter set's entries of CISA's catalogue of known exploited vulnerabilities, in its JSON shape. `dateReleased` is an ISO 8601 instant. */
export function kevCatalog(dateReleased: string): unknown {
  const vulnerabilities = allCves.flatMap((fact) => (fact.kev === undefined ? [] : [kevRecord(fact, fact.kev)]));
  return {
    title: 'Known exploited vulnerabilities of the starter set, after the catalogue of CISA',
    catalogVersion: dateReleased.slice(0, 'YYYY-MM-DD'.length).replaceAll('-', '.'),
    dateReleased,
    count: vulnerabilities.length,
    vulnerabilities,
  };
}

function kevRecord(fact: CveFact, kev: KevFact): unknown {
  return {
    cveID: fact.id,
    vendorProject: kev.vendor,
    product: kev.product,
    vulnerabilityName: kev.product.startsWith(kev.vendor) ? `${kev.product} vulnerability` : `${kev.vendor} ${kev.product} vulnerability`,
    dateAdded: kev.added,
    shortDescription: fact.text,
    requiredAction: 'Install the vendor’s update or follow its mitigation; where there is neither, stop using the product.',
    dueDate: kev.due,
    knownRansomwareCampaignUse: kev.ransomware,
    notes: `https://nvd.nist.gov/vuln/detail/${fact.id}`,
    cwes: fact.cwe.filter((cwe) => cwe.startsWith('CWE-')),
  };
}
