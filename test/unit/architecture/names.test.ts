import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { readSource, sourceFiles } from './sources';

suite('names and sizes', () => {
  const sources = sourceFiles('src', 'webview');

  test('files are camelCase and say what they hold', () => {
    const wrong = [...sources, ...sourceFiles('test')].filter(file => {
      const name = path.basename(file).replace(/(\.test|\.css|\.bench|\.browser)?\.ts$/, '');
      return !/^[a-z][a-zA-Z0-9]*$/.test(name) || /^(utils?|helpers?|common|misc)$/.test(name);
    });
    assert.deepEqual(wrong, []);
  });

  test('nothing is exported as default, nothing is passed on', () => {
    // The protocol names again the types of the core that the webviews, which see only the protocol, show.
    const namedAgain = (file: string) => (file.startsWith('src/protocol/') ? /^export type \{[^}]*\} from /gm : /(?!)/g);
    const wrong = sources.filter(file => /^export (default\b|\*|(type )?\{[^}]*\} from )/m.test(readSource(file).replace(namedAgain(file), '')));
    assert.deepEqual(wrong, []);
  });

  test('interfaces carry no I', () => {
    const wrong = sources.flatMap(file => [...readSource(file).matchAll(/^export (?:interface|class) (I[A-Z][a-z]\w*)/gm)].map(([, name]) => `${file}: ${name}`));
    assert.deepEqual(wrong, []);
  });

  test('extension.ts stays under 60 lines', () => {
    const lines = sources.includes('src/extension/extension.ts') ? readSource('src/extension/extension.ts').split('\n').length : 0;
    assert.ok(lines <= 60, `${lines} lines`);
  });
});
