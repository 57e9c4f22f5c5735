import type { EvidenceStep } from '../../protocol/models/evidence';

/**
 * The bounds inside the matcher's range text (`≥ 9.0.0, < 9.0.31`) for drawing; null for anything but a range.
 * `at` is the installed version.
 */
export function parseRange(range: string, at: string): EvidenceStep['range'] {
  let from = '';
  let to = '';
  let fromIncluded = false;
  let toIncluded = false;
  for (const part of range.split(', ')) {
    const bound = /^([≥>≤<]) (.+)$/.exec(part);
    if (!bound) return null;
    const [, sign, version] = bound;
    if (sign === '≥' || sign === '>') {
      from = version;
      fromIncluded = sign === '≥';
    } else {
      to = version;
      toIncluded = sign === '≤';
    }
  }
  return at === '' ? null : { from, fromIncluded, to, toIncluded, at };
}
