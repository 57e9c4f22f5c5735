import { lifecycleFacts } from './facts/lifecycle/index';
import type { LifecycleFact, ReleaseFact } from './facts/lifecycle/types';

/**
 * The lifecycle facts in the envelope of endoflife.date's `GET /api/v1/products/full` (schema 1.2).
 * The booleans are as of the day of `generatedAt` (ISO 8601); a phase has ended from the day after its date.
 */
export function endoflifeFull(generatedAt: string): unknown {
  const today = generatedAt.slice(0, 10);
  const result = lifecycleFacts.map((fact) => productRecord(fact, today));
  return { schema_version: '1.2.1', generated_at: generatedAt, total: result.length, result };
}

function productRecord(fact: LifecycleFact, today: string): unknown {
  return {
    name: fact.name,
    aliases: fact.aliases ?? [],
    label: fact.label,
    category: fact.category,
    tags: [],
    versionCommand: null,
    identifiers: (fact.identifiers ?? []).map(({ type, id }) => ({ id, type })),
    labels: {
      eoas: fact.labels?.eoas ?? null,
      discontinued: fact.labels?.discontinued ?? null,
      eol: fact.labels?.eol ?? null,
      eoes: fact.labels?.eoes ?? null,
    },
    links: { icon: null, html: `https://endoflife.date/${fact.name}`, releasePolicy: null },
    releases: fact.releases.map((release) => releaseRecord(release, today)),
  };
}

function releaseRecord(release: ReleaseFact, today: string): unknown {
  const past = (date: string): boolean => date < today;
  const isEol = release.ends === null ? release.endedUndated === true : past(release.ends);
  const { mainstream, extended, extendedUndated } = release;
  const isEoes = typeof extended === 'string' ? past(extended) : extendedUndated ? extendedUndated === 'ended' : null;
  return {
    name: release.name,
    codename: null,
    label: release.label,
    releaseDate: release.released,
    isLts: release.lts,
    ltsFrom: null,
    ...(mainstream === undefined ? {} : { isEoas: mainstream === null ? isEol : past(mainstream), eoasFrom: mainstream }),
    isEol,
    eolFrom: release.ends,
    ...(extended === undefined ? {} : { isEoes, eoesFrom: extended }),
    isMaintained: !isEol || isEoes === false,
    latest: release.latest && { ...release.latest, link: null },
    custom: null,
  };
}
