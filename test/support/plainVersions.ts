import { compareVersions, isVersion } from '../../src/core/version/compareVersions';
import type { VersionScheme } from '../../src/core/version/scheme';

/**
 * The orders of versions, plain and slow: a version is taken apart into words and numbers, and these are compared one by one.
 * `generic` and `windows` are written out here, by the rules in the docstrings of `version/generic.ts` and `version/windows.ts`;
 * deb, rpm, apk and semver are the product's own, which `test/unit/core/version` holds against dpkg and rpm.
 */
export function plainOrder(scheme: VersionScheme, a: string, b: string): number {
  if (scheme === 'generic') return orderOfParts(partsOf(a), partsOf(b));
  if (scheme === 'windows') return orderOfBuilds(a, b);
  return compareVersions(scheme, a, b);
}

export function plainIsVersion(scheme: VersionScheme, text: string): boolean {
  if (scheme === 'windows') return text.length <= 100 && /^\d{1,10}(\.\d{1,10}){0,7}$/.test(text);
  if (scheme !== 'generic') return isVersion(scheme, text);
  if (text.length > 10_000) return false;
  // A number at the beginning, maybe after "version", "build", "v", or after a word of its own (`r2`, `kb-5`).
  const beginsWell = /^((version|release|ver|rel|build|v|r)[ .:_-]*)?[0-9]/i.test(text) || /^[a-z]{1,12}[._-]?[0-9]/i.test(text);
  return beginsWell && /^[a-z0-9 .,:;_+~^!@#&'=|$%(){}[\]/\\-]+$/i.test(text);
}

/** Strength of what can stand at a place of a version. */
const PRE_RELEASE = 0;
const END = 1;
const WORD = 2;
const NUMBER = 3;

interface Part {
  readonly kind: number;
  /** Which of its kind: the stage, the word, the number without leading zeros. */
  readonly value: string;
}

const STAGES = ['~', 'dev nightly canary insider insiders', 'alpha', 'beta', 'm milestone', 'ctp tp ea pre preview prerelease prerel', 'cr rc candidate', 'snapshot'].map((words) => words.split(' '));
const RELEASED = 'final ga release released rel stable lts v version ver'.split(' ');
const SPELLINGS: Readonly<Record<string, string>> = { patch: 'p', patchlevel: 'p', pl: 'p', update: 'u', upd: 'u', servicepack: 'sp', hotfix: 'hf' };
const KEPT_PARTS = new Map<string, readonly Part[]>();

function partsOf(version: string): readonly Part[] {
  let parts = KEPT_PARTS.get(version);
  if (!parts) {
    if (KEPT_PARTS.size > 200_000) KEPT_PARTS.clear();
    KEPT_PARTS.set(version, (parts = takeApart(version)));
  }
  return parts;
}

function takeApart(version: string): readonly Part[] {
  const parts: Part[] = [];
  for (const found of version.matchAll(/\d+|[a-z]+|~/gi)) {
    const text = found[0].toLowerCase();
    const before = version[found.index - 1] ?? '';
    const after = version.slice(found.index + text.length);
    if (/\d/.test(text)) {
      parts.push({ kind: NUMBER, value: text.replace(/^0+/, '') });
      continue;
    }
    let stage = STAGES.findIndex((words) => words.includes(text));
    if (text === '~' && /^[a-z]+/i.test(after)) {
      const next = /^[a-z]+/i.exec(after)![0].toLowerCase();
      // "~rc1" is the release candidate and no more.
      if (stageOfWord(next, '~', after.slice(next.length)) >= 0) continue;
    }
    if (text !== '~') stage = stageOfWord(text, before, after);
    if (stage < 0 && RELEASED.includes(text)) continue;
    // Zeros before a word do not count.
    while (parts.at(-1)?.kind === NUMBER && parts.at(-1)?.value === '') parts.pop();
    parts.push(stage >= 0 ? { kind: PRE_RELEASE, value: String(stage) } : { kind: WORD, value: SPELLINGS[text] ?? text });
  }
  while (parts.at(-1)?.kind === NUMBER && parts.at(-1)?.value === '') parts.pop();
  return parts;
}

/** -1 for a word that names no stage before a release. */
function stageOfWord(word: string, before: string, after: string): number {
  const isNumbered = /^\d/.test(after);
  if (isNumbered && /\d/.test(before) && (word === 'a' || word === 'b')) return word === 'a' ? 2 : 3;
  if (word === 'm') return isNumbered && (before === '.' || before === '-') ? 4 : -1;
  return STAGES.findIndex((words) => words.includes(word));
}

function orderOfParts(a: readonly Part[], b: readonly Part[]): number {
  for (let at = 0; ; at++) {
    const kind = (a[at]?.kind ?? END) - (b[at]?.kind ?? END);
    if (kind !== 0) return kind;
    if (!a[at] || !b[at]) return 0;
    const [left, right] = [a[at]!.value, b[at]!.value];
    const order = a[at]!.kind === WORD ? (left < right ? -1 : left > right ? 1 : 0) : Number(BigInt(left || 0) > BigInt(right || 0)) - Number(BigInt(left || 0) < BigInt(right || 0));
    if (order !== 0) return order;
  }
}

function orderOfBuilds(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = (left[at] ?? 0) - (right[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
