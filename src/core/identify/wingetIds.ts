import type { Software } from '../inventory/model';

/** What stands behind the name in an id and is no part of it: channels, kinds of installer, languages. */
const VARIANT = /^(?:exe|msi|msix|portable|stable|install|x64|x86|arm64|en-us|user|machine|system|store)$/i;

/** UTF-16 code units; ids are far shorter. */
const MAX_LENGTH = 200;

/**
 * A winget id (`Publisher.Product[.Variant…]`) as the names and the publisher of an Uninstall key, likelier first:
 * `Google.Chrome.EXE` is "Google Chrome" and "Chrome" of "Google", `Python.Python.3.12` is "Python 3.12" of "Python".
 * Empty for what is no such id, as the store's `9PFXXSHC64H3`.
 */
export function wingetRow({ name, publisher }: Pick<Software, 'name' | 'publisher'>): readonly Pick<Software, 'name' | 'publisher'>[] {
  const id = name.slice(0, MAX_LENGTH).trim();
  if (!/^[\w+-]+(?:\.[\w+-]+)+$/.test(id)) return [];
  const [vendor = '', ...rest] = id.split('.');
  const parts = rest.filter((part) => !VARIANT.test(part));
  const product = joined(parts);
  if (product === '') return [];
  const known = publisher === '' ? spaced(vendor) : publisher;
  const starts = product.toLowerCase().startsWith(spaced(vendor).toLowerCase());
  // A row without a publisher is decided by its name alone: a rule's publisher is spelled as a company, the id's is not.
  return [...(starts ? [] : [{ name: `${spaced(vendor)} ${product}`, publisher }]), { name: product, publisher }, { name: product, publisher: known }];
}

/** `VisualStudio`, `2022`, `Community` are "Visual Studio Community 2022"; digits of a version keep their points. */
function joined(parts: readonly string[]): string {
  const words = parts.filter((part) => !/^\d+$/.test(part));
  const numbers = parts.filter((part) => /^\d+$/.test(part));
  return [...words.map(spaced), numbers.join('.')].filter(Boolean).join(' ');
}

/** `DockerDesktop` is "Docker Desktop", `VLC` and `7zip` stay. */
function spaced(text: string): string {
  return text.replaceAll(/([a-z])(?=[A-Z][a-z])/g, '$1 ').replaceAll(/[_]+/g, ' ');
}
