import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { FOUND_WORDS } from '../../src/core/export/explanation';
import { REASON_WORDS } from '../../src/core/export/reasonWords';
import { NOTES } from '../../src/core/export/report';
import { JUSTIFICATION_WORDS, STATUS_WORDS } from '../../src/core/export/vex/setAsideText';
import { PATCH_MANAGEMENT, SECURITY_SUBCATEGORIES } from '../../src/core/identify/categories';
import { CAUSE_WORDS } from '../../src/core/insights/recommend/recommendationWords';
import { root } from '../support/root';
import { sourceFiles } from './architecture/sources';

/** Which arguments of a call are texts to translate. */
const TEXTS: Readonly<Record<string, readonly [from: number, to: number]>> = { t: [0, 1], plural: [1, 3], countOf: [1, 3], richParts: [0, 1], tParts: [0, 1] };

/** Tables of the core that presenters translate by `word`. */
const TABLES: readonly string[] = [
  ...[FOUND_WORDS, REASON_WORDS, JUSTIFICATION_WORDS, STATUS_WORDS, CAUSE_WORDS].flatMap(table => Object.values<string>(table)), ...NOTES, ...SECURITY_SUBCATEGORIES, PATCH_MANAGEMENT,
].filter(text => text !== '');

/** Every text that the sources hand to a translating function, with a place that wants it. */
function textsOf(...folders: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>(TABLES.map(text => [text, 'a table of the core']));
  for (const file of sourceFiles(...folders)) {
    const source = ts.createSourceFile(file, fs.readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const range = TEXTS[nameOf(node.expression)];
        const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
        for (const text of range === undefined ? [] : node.arguments.slice(...range)) {
          assert.ok(ts.isStringLiteralLike(text), `${place}: a text to translate is written out where it is asked for`);
          texts.set(text.text, place);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return texts;
}

/** `t`, also of `vscode.l10n.t`; '' for what translates nothing. */
function nameOf(called: ts.Expression): string {
  if (ts.isIdentifier(called)) return Object.hasOwn(TEXTS, called.text) ? called.text : '';
  return ts.isPropertyAccessExpression(called) && called.name.text === 't' && called.expression.getText().endsWith('l10n') ? 't' : '';
}

/** Words that a person would read in a template of lit, as text or in an attribute that is spoken or shown, and that nobody translates. */
function untranslated(file: string): string[] {
  const source = ts.createSourceFile(file, fs.readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ['html', 'svg'].includes(node.tag.getText())) {
      const { template } = node;
      const text = ts.isNoSubstitutionTemplateLiteral(template) ? template.text : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('\0');
      const spoken = [...text.matchAll(/\s(?:aria-label|title|placeholder|label)="([^"]*)"/g)].map(([, value]) => value);
      const read = text.replace(/<[^<>]*>/g, '\n').split(/[\n\0]/);
      for (const words of [...spoken, ...read]) if (/\p{L}{2,}/u.test(words)) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${words.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const placesOf = (text: string): string => (text.match(/\{\d+\}/g) ?? []).sort().join(' ');
const read = (file: string): Record<string, string> => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')) as Record<string, string>;

suite('l10n', () => {
  test('no template of a panel holds words of its own', () => {
    // Names of keys and formats that are the same in every language.
    const names = /^\S+ (?:KEV|CVE|EPSS|CVSS|FQDN)$/;
    assert.deepEqual(sourceFiles('webview').flatMap(untranslated).filter(found => !names.test(found)), []);
  });

  for (const [language, bundle, manifest] of [['German', 'l10n/bundle.l10n.de.json', 'package.nls.de.json']] as const) {
    test(`every text of the sources has its ${language} one, with the same values in it, and no other does`, () => {
      const texts = textsOf('src', 'webview');
      const translated = read(bundle);
      assert.deepEqual([...texts].filter(([text]) => translated[text] === undefined).map(([text, place]) => `${place} ${text}`), []);
      assert.deepEqual(Object.keys(translated).filter(text => !texts.has(text)), []);
      assert.deepEqual(Object.entries(translated).filter(([text, other]) => placesOf(text) !== placesOf(other) || other.trim() === '').map(([text]) => text), []);
    });

    test(`the ${language} texts are in order, so that changes of two people meet in few lines`, () => {
      const texts = Object.keys(read(bundle));
      assert.deepEqual(texts, [...texts].sort());
    });

    test(`every text of the manifest has its ${language} one`, () => {
      const [english, translated] = [read('package.nls.json'), read(manifest)];
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(english).sort());
      // Links and names of settings are code.
      const code = (text: string): string => (text.match(/\]\([^)]*\)|`[^`]*`|\{\d+\}/g) ?? []).sort().join(' ');
      assert.deepEqual(Object.keys(english).filter(key => code(english[key]) !== code(translated[key])), []);
    });
  }
});
