import { coverageOf } from '../../core/insights/coverage';
import { softwareLabel } from '../../core/insights/findings';
import type { IdentificationModel } from '../../protocol/models/mapping';
import type { Scope } from './overview';
import { softwareRef } from './rows';

/** Unmapped software that is named. */
const TOP_UNMAPPED = 5;
/** Sources that have a line of their own; an inventory has a handful. */
const MOST_SOURCES = 6;

/** What of a scope's software is identified, how surely and from which sources, and what most servers have of the rest. */
export function presentIdentification({ view, serverRows }: Scope): IdentificationModel {
  const { estate, identities, software } = view.assessment;
  const { rows, identifiedRows, bySource, byConfidence, ignored, unmapped, ...all } = coverageOf(estate, identities, { servers: serverRows, judged: software.judged });
  return {
    rows: { value: identifiedRows, total: rows },
    software: { value: all.identifiedSoftware, total: all.software },
    byConfidence: (['high', 'medium', 'low'] as const).map((confidence) => ({ confidence, ...byConfidence[confidence] })),
    bySource: bySource.slice(0, MOST_SOURCES).map((each) => ({ source: each.source, rows: { value: each.identifiedRows, total: each.rows } })),
    ignored: ignored.software,
    unmapped: unmapped.slice(0, TOP_UNMAPPED).map(({ software: id, servers }) => {
      const one = estate.software[id];
      return { software: softwareRef(one), label: softwareLabel(one), publisher: one.publisher, servers };
    }),
  };
}
