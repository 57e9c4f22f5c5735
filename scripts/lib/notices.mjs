// The licences of what the shipped bundles hold of other packages, for THIRD-PARTY-NOTICES.txt.
import fs from 'node:fs';
import path from 'node:path';
import { Failure, root } from './project.mjs';

/** Bundles that are shipped, by the names of their metafiles. */
const shipped = /^(extension|worker|cli|webview-.*)\.json$/;

/** Licences that may be in the package. Blue Oak is permissive like MIT; vscode-languageclient's minimatch has it. */
const allowed = new Set(['MIT', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'ISC', 'BlueOak-1.0.0']);

/** Writes THIRD-PARTY-NOTICES.txt from the metafiles of the last build. */
export function writeNotices() {
  const meta = path.join(root, 'out/meta');
  /** @type {Set<string>} */
  const folders = new Set();
  for (const file of fs.readdirSync(meta).filter(name => shipped.test(name))) {
    const { inputs } = JSON.parse(fs.readFileSync(path.join(meta, file), 'utf8'));
    for (const input of Object.keys(inputs)) {
      const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
      if (found) folders.add(found[0]);
    }
  }
  const parts = [...folders].sort().map(folder => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    if (!allowed.has(license)) throw new Failure(`${name} ${version} is bundled under ${license}, which is not one of ${[...allowed].join(', ')}.`);
    const file = fs.readdirSync(path.join(root, folder)).find(entry => /^licen[cs]e/i.test(entry));
    const text = file ? fs.readFileSync(path.join(root, folder, file), 'utf8').trim() : `Licensed under ${license}; the package has no licence file.`;
    return `${name} ${version} (${license})\n\n${text}`;
  });
  const head = 'Inventory Insights contains code of these packages, under their licences.';
  fs.writeFileSync(path.join(root, 'THIRD-PARTY-NOTICES.txt'), `${[head, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
  return parts.length;
}
