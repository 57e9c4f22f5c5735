import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeSpan, escapeMarkdown, targetLink } from '../../../../src/worker/present/markdown';

const ZERO_WIDTH = '\u200b';
/** What Markdown makes of an escaped text: a backslash before ASCII punctuation goes (CommonMark 2.4). */
const shown = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll(ZERO_WIDTH, '');

suite('Text in Markdown', () => {
  const check = (text: string, expected: string) => assert.equal(escapeMarkdown(text), expected);

  test('is text, whatever it looks like', () => {
    check('[click](http://evil.example)', String.raw`\[click\]\(http\:\/\/evil\.example\)`);
    check('https://evil.example', String.raw`https\:\/\/evil\.example`);
    check('www.evil.example a@b.example', String.raw`www\.evil\.example a\@b\.example`);
    check('<img src=x onerror=alert(1)>', String.raw`\<img src\=x onerror\=alert\(1\)\>`);
    check('<!-- x --> &lt;', String.raw`\<\!\-\- x \-\-\> \&lt\;`);
    check('`code` **bold** __b__ ~~s~~', String.raw`\`code\` \*\*bold\*\* \_\_b\_\_ \~\~s\~\~`);
    check('![i](x) \\', String.raw`\!\[i\]\(x\) \\`);
    check('# head', String.raw`\# head`);
    check('1. one 2) two - three', String.raw`1\. one 2\) two \- three`);
    check('a | b', String.raw`a \| b`);
  });

  test('an icon of its own is none', () => {
    check('$(alert)', String.raw`$${ZERO_WIDTH}\(alert\)`);
    check('$$(alert)', String.raw`$$${ZERO_WIDTH}\(alert\)`);
    check('5$', '5$');
  });

  test('one line, without blanks around it', () => {
    check('a\nb\r\n\tc\u2028d\u0000e\u0085f', 'a b c d e f');
    check('\n# x', String.raw`\# x`);
    check('    code', 'code');
    check('break  ', 'break');
    check('', '');
  });

  test('long text is cut, never inside a character', () => {
    check('x'.repeat(201), `${'x'.repeat(200)}…`);
    check('x'.repeat(200), 'x'.repeat(200));
    check(`${'x'.repeat(199)}😀`, `${'x'.repeat(199)}…`);
  });

  test('letters of any script stay', () => check('Übersee 株式会社 😀', 'Übersee 株式会社 😀'));

  test('shows exactly the text, and no sign stands without its backslash', () => {
    const pieces = fc.constantFrom('[a](b)', '<b>', '`', '*', '_', '#', '|', '\n', ' ', '$(x)', '\\', '&amp;', 'https://x', '\u0000', 'word', '1.', '-', '😀');
    fc.assert(fc.property(fc.oneof(fc.array(pieces, { maxLength: 12 }).map((some) => some.join('')), fc.string({ maxLength: 60 })), (text) => {
      const escaped = escapeMarkdown(text);
      // eslint-disable-next-line no-control-regex
      assert.equal(shown(escaped), text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim());
      assert.doesNotMatch(escaped.replace(/\\[!-/:-@[-`{-~]/g, '').replaceAll('$', ''), /[!-/:-@[-`{-~]|[\r\n\t]/);
    }));
  });
});

suite('Identifiers in code spans', () => {
  test('cannot leave the span', () => {
    assert.equal(codeSpan('cpe:2.3:a:b'), '`cpe:2.3:a:b`');
    assert.equal(codeSpan('a`b\n\n# c'), '`a b # c`');
  });
});

suite('Links to targets', () => {
  test('carry the target and nothing that could end the link', () => {
    const target = { view: 'server', server: 'x) [y](http://evil.example) "\'<>`|' } as const;
    const link = targetLink('Open', target);
    const inside = /^\[Open\]\(command:inventoryInsights\.target\.open\?([^()\s<>"|`]*)\)$/.exec(link);
    assert.ok(inside, link);
    assert.deepEqual(JSON.parse(decodeURIComponent(inside[1])), [target]);
  });

  test('half a character does not break them', () => assert.doesNotThrow(() => targetLink('x', { view: 'server', server: '\ud800' })));
});
