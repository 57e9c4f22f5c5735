import type { Assessment } from '../../src/core/insights/assessment';
import { osGroup } from '../../src/core/insights/buckets';
import type { ServerFilter } from '../../src/core/insights/filter';
import { SERVER_FACETS, SERVER_RISKS } from '../../src/core/insights/filter';
import { findingsOfServer, OS_SUBJECT } from '../../src/core/insights/findings';
import { ServerFields } from '../../src/core/insights/serverQuery';
import { SEVERITIES } from '../../src/core/match/verdict';

/**
 * What a filter means, server by server and finding by finding: no sets, nothing kept, written from the filter's description.
 * The fast query must agree with it (`test/unit/core/insights/filterDifferential.test.ts`).
 */
export class PlainFilter {
  private readonly fields: ServerFields;

  constructor(private readonly assessment: Assessment) {
    this.fields = new ServerFields(assessment);
  }

  passes(row: number, filter: ServerFilter): boolean {
    return limitsOf(filter).every((limit) => this.passesOne(row, limit));
  }

  /** How many servers have each value of a facet under the other limits. */
  facet(field: (typeof SERVER_FACETS)[number], filter: ServerFilter): Map<string, number> {
    const counts = new Map<string, number>();
    const { [field]: _own, ...others } = filter;
    for (const { index: row } of this.assessment.estate.servers) {
      const isCounted = this.passes(row, others);
      for (const value of this.values(row, field)) counts.set(value, (counts.get(value) ?? 0) + (isCounted ? 1 : 0));
    }
    return counts;
  }

  private values(row: number, field: (typeof SERVER_FACETS)[number]): readonly string[] {
    const { estate, identities, servers, decided } = this.assessment;
    const server = estate.servers[row];
    switch (field) {
      case 'environments': return [server.environment];
      case 'sites': return [server.site];
      case 'levels': return [SEVERITIES[servers.level[row]]];
      case 'support': return [this.fields.bucket[row]];
      case 'os': return [osGroup(identities.os[identities.osOf[row]].identity, server.os.name)];
      case 'criticality': return [decided.criticality[row]];
      case 'coverage': return [decided.coverage[row]];
      case 'tags': {
        const tags = Object.entries(server.tags).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
        return tags.length === 0 ? [''] : tags;
      }
      case 'workloads': {
        if (!server.softwareKnown) return ['unknown'];
        const found = new Set(this.installed(row).map((id) => identities.software[id].category));
        const workloads = [
          ...(found.has('Databases and data platforms') ? ['databases'] : []), ...(found.has('Web hosting') ? ['web'] : []),
          ...(found.has('Containers and virtualization') ? ['containers'] : []), ...(found.has('Business applications') ? ['business'] : []),
        ];
        return workloads.length === 0 ? ['other'] : workloads;
      }
    }
  }

  private installed(row: number): number[] {
    const { offsets, software } = this.assessment.estate.installs;
    return Array.from(software.subarray(offsets[row], offsets[row + 1]));
  }

  /** A filter of one limit. */
  private passesOne(row: number, filter: ServerFilter): boolean {
    const { fields } = this;
    const { estate, servers, os, identities } = this.assessment;
    const server = estate.servers[row];
    for (const field of SERVER_FACETS) {
      const wanted: readonly string[] | undefined = filter[field];
      if (wanted?.length) return this.values(row, field).some((value) => wanted.some((one) => one.toLowerCase() === value.toLowerCase() || (one.endsWith('=*') && value.toLowerCase().startsWith(one.slice(0, -1).toLowerCase()))));
    }
    if (filter.atRisk !== undefined) return filter.atRisk === (servers.score[row] > 0);
    if (filter.exploited !== undefined) return filter.exploited === (servers.exploited[row] > 0);
    if (filter.stale !== undefined) return filter.stale === fields.isStale(row);
    if (filter.risks?.length) return filter.risks.some((risk) => fields.hasRisk(row, risk));
    if (filter.severities?.length) return filter.severities.some((severity) => servers.bySeverity[row * SEVERITIES.length + SEVERITIES.indexOf(severity)] > 0);
    if (filter.names?.length) return filter.names.some((pattern) => glob(pattern, server.name) || glob(pattern, server.fqdn));
    if (filter.apps?.length) {
      return filter.apps.some((pattern) => (pattern === '' ? !server.softwareKnown : this.installed(row).some((id) =>
        glob(pattern, estate.software[id].name) || glob(pattern, `${estate.software[id].name} ${estate.software[id].version}`))));
    }
    if (filter.findings?.length) return filter.findings.some((text) => this.hasFinding(row, text.trim().toLowerCase()));
    if (filter.cve) return this.affecting(row).some(({ id }) => id === filter.cve!.toUpperCase());
    if (filter.supportEnds) {
      const { endsOn } = os[identities.osOf[row]].support;
      const { from, to } = filter.supportEnds;
      return endsOn !== null && (!from || endsOn >= from) && (!to || endsOn <= to);
    }
    if (filter.text) {
      return filter.text.toLowerCase().split(/\s+/).every((word) => fields.haystack(row).includes(word)
        || this.installed(row).some((id) => estate.software[id].name.toLowerCase().includes(word)) || this.affecting(row).some(({ id }) => id.toLowerCase() === word));
    }
    if (filter.within) return this.passes(row, filter.within);
    if (filter.except) return !limitsOf(filter.except).some((limit) => this.passesOne(row, limit));
    throw new Error(`the plain filter does not know ${JSON.stringify(filter)}`);
  }

  private affecting(row: number): { readonly id: string; readonly subject: string }[] {
    const { estate, identities, matcher } = this.assessment;
    return findingsOfServer(this.assessment, row).filter(({ verdict }) => verdict === 'affected').map(({ cve, software }) => ({
      id: matcher.index.cveId(cve),
      subject: software === OS_SUBJECT ? identities.os[identities.osOf[row]].identity.label : estate.software[software].name,
    }));
  }

  private hasFinding(row: number, text: string): boolean {
    if (text === '') return false;
    const affecting = this.affecting(row);
    if (/^cve-\d{4}-\d{4,}$/.test(text)) return affecting.some(({ id }) => id.toLowerCase() === text);
    if (/^cve-[\d-]*$/.test(text)) return affecting.some(({ id }) => id.toLowerCase().startsWith(text));
    return affecting.some(({ subject }) => subject.toLowerCase().includes(text))
      || SERVER_RISKS.some((risk) => (risk === text || risk.replaceAll('-', ' ').includes(text)) && this.fields.hasRisk(row, risk))
      || (this.assessment.estate.servers[row].pendingUpdates ?? []).some(({ id, title }) => `${id}\n${title}`.toLowerCase().includes(text));
  }
}

/** The filter's limits, each as a filter of its own. */
function limitsOf(filter: ServerFilter): ServerFilter[] {
  return Object.entries(filter).flatMap(([field, value]): ServerFilter[] => {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    if (field === 'text') return String(value).split(/\s+/).filter(Boolean).map((word) => ({ text: word }));
    return [{ [field]: value }];
  });
}

function glob(pattern: string, text: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'is').test(text);
}
