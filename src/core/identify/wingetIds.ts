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

/** Ids whose parts are other words than those of the Uninstall key. */
const RENAMED: readonly (readonly [start: string, name: string, publisher: string])[] = [
  ['7zip.7zip', '7-Zip', 'Igor Pavlov'],
  ['OpenJS.NodeJS', 'Node.js', 'Node.js Foundation'],
  ['Oracle.JavaRuntimeEnvironment', 'Java', 'Oracle Corporation'],
  ['Oracle.JDK.', 'Java SE Development Kit', 'Oracle Corporation'],
  ['EclipseAdoptium.Temurin.', 'Eclipse Temurin JDK', 'Eclipse Adoptium'],
  ['Microsoft.OpenJDK.', 'Microsoft Build of OpenJDK', 'Microsoft'],
  ['Microsoft.DotNet.HostingBundle.', 'Microsoft .NET - Windows Server Hosting', 'Microsoft Corporation'],
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
  const renamed = RENAMED.find(([start]) => id === start || id.startsWith(start.endsWith('.') ? start : `${start}.`));
  if (renamed) return [{ name: `${renamed[1]}${releaseOf(id.slice(renamed[0].length))}`, publisher: renamed[2] }];
  const [vendor = '', ...rest] = id.split('.');
  const parts = rest.filter((part) => !VARIANT.test(part));
  const product = joined(parts);
  if (product === '') return [];
  const known = publisher === '' ? spaced(vendor) : publisher;
  const starts = product.toLowerCase().startsWith(spaced(vendor).toLowerCase());
  // A row without a publisher is decided by its name alone: a rule's publisher is spelled as a company, the id's is not.
  // "LibreOffice" and "KeePass" are one word, "DockerDesktop" is two.
  const unspaced = joined(parts, asIs);
  const whole = unspaced === product && vendor === spaced(vendor) ? [] : [{ name: unspaced, publisher }, ...(starts ? [] : [{ name: `${vendor} ${unspaced}`, publisher }])];
  return [...(starts ? [] : [{ name: `${spaced(vendor)} ${product}`, publisher }]), ...whole, { name: product, publisher }, { name: product, publisher: known }];
}

/** ` 17` of `17.JDK`; '' where the id names no release. */
function releaseOf(rest: string): string {
  const release = /(?:^|\.)(\d{1,3})(?:\.|$)/.exec(rest)?.[1];
  return release === undefined ? '' : ` ${release}.0`;
}

/** `6` of a .NET id is release 6.0; `022.Community` ends "Visual Studio 2". */
function releaseNamed(name: string, rest: string): string {
  const [release = '', edition = ''] = rest.split('.');
  if (name.endsWith(' 2')) return name.replace(' 2', ` ${edition} 2${release}`).replace('  ', ' ');
  return `${name}${/^\d+$/.test(rest) ? `${rest}.0` : rest}`;
}

/** `VisualStudio`, `2022`, `Community` are "Visual Studio Community 2022"; digits of a version keep their points. */
function joined(parts: readonly string[], wordsOf = spaced): string {
  const words = parts.filter((part) => !/^\d+$/.test(part));
  const numbers = parts.filter((part) => /^\d+$/.test(part));
  return [...words.map(wordsOf), numbers.join('.')].filter(Boolean).join(' ');
}

function asIs(text: string): string {
  return text;
}

/** `DockerDesktop` is "Docker Desktop", `VLC` and `7zip` stay. */
function spaced(text: string): string {
  return text.replaceAll(/([a-z])(?=[A-Z][a-z])/g, '$1 ').replaceAll(/[_]+/g, ' ');
}
