import type { VersionForm, VersionReading } from './rules/rule';
import type { SoftwareText } from './softwareText';

/** The version column, else the version in the name. */
export const columnVersion: VersionForm = ({ version, nameVersion }) => ({ version: version || nameVersion });

/** The version in the name, else the column: for installers whose column counts something else (.NET `48.27.42327`). */
export const nameFirst: VersionForm = ({ version, nameVersion }) => ({ version: nameVersion || version });

/** The version in the name only. */
export const nameOnly: VersionForm = ({ nameVersion }) => ({ version: nameVersion });

/**
 * Of a product whose releases records call by year (`2022` `su5`) while its installer counts otherwise (`11.0.5.1333`): a number that is
 * no year is below every bound, and so is no version.
 */
export const countedByYear: VersionForm = ({ version, nameVersion }) => {
  const year = [nameVersion, version].find((text) => /^20\d\d(?:\.|$)/.test(text));
  return { version: year ?? '' };
};

/** The first `count` numbers: `19.00` of 7-Zip's `19.00.00.0`. */
export function take(count: number): VersionForm {
  return (text) => ({ version: components(columnVersion(text).version, count) });
}

/** Without trailing `.0` beyond `count` numbers: PuTTY's `0.70.0.0` is 0.70, `0.70.1.0` is 0.70.1. */
export function trimZeros(count: number): VersionForm {
  return (text) => {
    const parts = columnVersion(text).version.split('.');
    while (parts.length > count && /^0+$/.test(parts.at(-1) ?? '')) parts.pop();
    return { version: parts.join('.') };
  };
}

export function components(version: string, count: number): string {
  return version.split('.').slice(0, count).join('.');
}

/** A year in the title names the release; the column is the build. */
export function yearNamed(fieldsOf?: (build: string, text: SoftwareText) => VersionReading['fields']): VersionForm {
  return (text) => {
    const year = /(?:^|[^\d.])((?:19|20)\d\d)(?![\d.])/.exec(text.title)?.[1];
    const build = text.version || text.nameVersion;
    if (year === undefined) return { version: build, cycleVersion: build };
    return { version: build || year, fields: { version: year, ...fieldsOf?.(build, text) }, cycle: year };
  };
}

/**
 * Python's Windows packages write patch and level into the third number (patch × 1000 + 150 for a final release):
 * 2.7.18150 is 2.7.18, 3.8.150.0 is 3.8.0, and 3.10.6 is itself.
 */
export const pythonVersion: VersionForm = (text) => {
  if (text.nameVersion !== '') return { version: text.nameVersion };
  const [major = '', minor = '', level = ''] = text.version.split('.');
  const third = Number(level);
  if (!/^\d+$/.test(level) || third < 100) return { version: text.version };
  return { version: `${major}.${minor}.${Math.floor(third / 1000)}` };
};

/**
 * Java up to 8 is `1.8.0` with an update in NVD, from 9 on a plain version. Installers write `8.0.2010.9` (update × 10),
 * names "Java 8 Update 201"; NVD writes the update as `update201` and as `update_201`.
 */
export const javaVersion: VersionForm = ({ name, version, nameVersion }) => {
  const old = oldJava(name, version || nameVersion);
  if (old) {
    const [major, update] = old;
    const shown = update === '' ? `1.${major}.0` : `1.${major}.0_${update}`;
    const bare = { version: `1.${major}.0` };
    const fields = update === '' || update === '0' ? bare : { ...bare, update: `update${update}` };
    return {
      version: shown,
      fields,
      ...(update === '' || update === '0' ? {} : { alternatives: [fields, { ...bare, update: `update_${update}` }] }),
      cycleVersion: major,
    };
  }
  const plain = /^\d+/.test(nameVersion) ? nameVersion : version;
  // 1.4 keeps its update in the version: NVD has "1.4.2_19" and bounds that end there.
  if (/^1\.4\.\d(?:_\d{1,3})?$/.test(plain)) return { version: plain, cycleVersion: '1.4' };
  // An rpm or MSI appends further numbers to `11.0.2`.
  return { version: components(plain.replace(/[+_-].*$/, ''), 3).replace(/(\.0)+$/, ''), cycleVersion: plain };
};

/** Major and update of Java 5 to 8; the update is '' when nothing says it. */
function oldJava(name: string, version: string): readonly [major: string, update: string] | undefined {
  const named = /\b(?:1\.)?([5-8])(?:\.0)? update (\d{1,3})\b/.exec(name) ?? /\b([5-8])u(\d{1,3})\b/.exec(name);
  if (named) return [named[1] ?? '', named[2] ?? ''];
  const sun = /^1\.([5-8])\.0(?:_0*(\d{1,3}))?(?![.\d])/.exec(version) ?? /^([5-8])u(\d{1,3})/.exec(version);
  if (sun) return [sun[1] ?? '', sun[2] ?? ''];
  const installer = /^(?:1\.)?([5-8])\.0\.(\d{2,4})(?:\.\d+)?$/.exec(version);
  if (installer) return [installer[1] ?? '', String(Math.floor(Number(installer[2]) / 10))];
  const bare = /^([5-8])(?:\.0)*$/.exec(version);
  return bare ? [bare[1] ?? '', ''] : undefined;
}
