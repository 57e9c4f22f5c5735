import type { Identifier, LifecycleFact, PhaseLabels, ReleaseFact } from './types';

interface ProductText {
  readonly label: string;
  readonly category: LifecycleFact['category'];
  readonly aliases?: readonly string[];
  /** `part:vendor:product`. */
  readonly cpe?: readonly string[];
  readonly purl?: readonly string[];
  readonly labels: PhaseLabels;
  /**
   * One cycle a line, columns parted by blanks: cycle, released, [mainstream,] ends, [further,] latest, and the rest
   * of the line is the label. The bracketed columns stand when `labels` names them.
   * `-` is no date or no version, `ended` an end whose date nobody wrote down, `offered` further support that one can
   * have without an end in sight, `@` parts a version from its date, a `*` after the cycle marks a long-term one.
   * Without a label the cycle is the label.
   */
  readonly cycles: string;
}

export function product(name: string, text: ProductText): LifecycleFact {
  const identifiers: Identifier[] = [
    ...(text.cpe ?? []).map((id) => ({ type: 'cpe' as const, id: `cpe:2.3:${id}` })),
    ...(text.purl ?? []).map((id) => ({ type: 'purl' as const, id })),
  ];
  return {
    name,
    label: text.label,
    category: text.category,
    aliases: text.aliases ?? [],
    identifiers,
    labels: text.labels,
    releases: text.cycles
      .trim()
      .split('\n')
      .map((line) => release(name, text.labels, line.trim())),
  };
}

function release(product: string, labels: PhaseLabels, line: string): ReleaseFact {
  const fields = line.split(/ +/);
  const next = (): string => {
    const field = fields.shift();
    if (field === undefined) throw new Error(`${product}: a column is missing in "${line}"`);
    return field;
  };
  const date = (): string | null => {
    const field = next();
    if (field !== '-' && !/^\d{4}-\d{2}-\d{2}$/.test(field)) throw new Error(`${product}: "${field}" is no date in "${line}"`);
    return field === '-' ? null : field;
  };

  const cycle = next();
  const name = cycle.replace(/\*$/, '');
  const released = date();
  const mainstream = labels.eoas ? { mainstream: date() } : {};
  const endedUndated = fields[0] === 'ended';
  if (endedUndated) next();
  const ends = endedUndated ? null : date();
  const undated = fields[0] === 'offered' || fields[0] === 'ended' ? fields[0] : undefined;
  if (labels.eoes && undated) next();
  const further = (): Partial<ReleaseFact> => (undated ? { extended: null, extendedUndated: undated } : { extended: date() });
  const extended = labels.eoes ? further() : {};
  const [version = '-', versionDate] = next().split('@');
  return {
    name,
    label: fields.join(' ') || name,
    released,
    lts: cycle !== name,
    ...mainstream,
    ends,
    ...(endedUndated ? { endedUndated } : {}),
    ...extended,
    latest: version === '-' ? null : { name: version, date: versionDate ?? null },
  };
}
