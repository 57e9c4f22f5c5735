import type { Software } from '../inventory/model';

/** What stands behind the name in an id and is no part of it: channels, kinds of installer, languages. */
const VARIANT = /^(?:exe|msi|msix|portable|stable|install|x64|x86|arm64|en-us|user|machine|system|store)$/i;

/** UTF-16 code units; ids are far shorter. */
const MAX_LENGTH = 200;

/** Ids whose parts are not the words of the name. The number behind it is the release. */
const NAMED: readonly (readonly [start: string, name: string])[] = [
  ['Microsoft.DotNet.DesktopRuntime.', 'Microsoft Windows Desktop Runtime - '],
  ['Microsoft.DotNet.Runtime.', 'Microsoft .NET Runtime - '],
  ['Microsoft.DotNet.AspNetCore.', 'Microsoft ASP.NET Core - Shared Framework '],
  ['Microsoft.DotNet.SDK.', 'Microsoft .NET SDK '],
  ['Microsoft.DotNet.Framework.', '.NET Framework '],
  ['Microsoft.VisualStudio.2', 'Visual Studio 2'],
];

/**
 * A winget id (`Publisher.Product[.Variant…]`) as the names and the publisher of an Uninstall key, likelier first:
 * `Google.Chrome.EXE` is "Google Chrome" and "Chrome" of "Google", `Python.Python.3.12` is "Python 3.12" of "Python".
 * Empty for what is no such id, as the store's `9PFXXSHC64H3`.
 */
export function wingetRow({ name, publisher }: Pick<Software, 'name' | 'publisher'>): readonly Pick<Software, 'name' | 'publisher'>[] {
  const id = name.slice(0, MAX_LENGTH).trim();
  if (!/^[\w+-]+(?:\.[\w+-]+)+$/.test(id)) return [];
  const named = NAMED.find(([start]) => id.startsWith(start));
  if (named) return [{ name: releaseNamed(named[1], id.slice(named[0].length)), publisher: 'Microsoft Corporation' }];
  const [vendor = '', ...rest] = id.split('.');
  const parts = rest.filter((part) => !VARIANT.test(part));
  const product = joined(parts);
  if (product === '') return [];
  const known = publisher === '' ? spaced(vendor) : publisher;
  const starts = product.toLowerCase().startsWith(spaced(vendor).toLowerCase());
  // A row without a publisher is decided by its name alone: a rule's publisher is spelled as a company, the id's is not.
  return [...(starts ? [] : [{ name: `${spaced(vendor)} ${product}`, publisher }]), { name: product, publisher }, { name: product, publisher: known }];
}

/** `6` of a .NET id is release 6.0; `022.Community` ends "Visual Studio 2". */
function releaseNamed(name: string, rest: string): string {
  const [release = '', edition = ''] = rest.split('.');
  if (name.endsWith(' 2')) return name.replace(' 2', ` ${edition} 2${release}`).replace('  ', ' ');
  return `${name}${/^\d+$/.test(rest) ? `${rest}.0` : rest}`;
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
