import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeAffected } from '../../../../src/feeds/decode/decodeAffected';
import { decodeNvdCve } from '../../../../src/feeds/decode/decodeNvd';

/** Rows as `a:vendor:product:version >=from <=through <before`. */
function rowsOf(value: unknown): string[] {
  const configurations = decodeAffected(value);
  assert.ok(configurations.length <= 1);
  return configurations.flatMap(({ nodes }) => nodes).flatMap(({ cpeMatch }) => cpeMatch).map((row) => {
    assert.ok(row.vulnerable);
    const name = row.criteria.replace(/^cpe:2\.3:/, '').replace(/(?::\*)+$/, '');
    return [name, row.versionStartIncluding && `>=${row.versionStartIncluding}`, row.versionEndIncluding && `<=${row.versionEndIncluding}`, row.versionEndExcluding && `<${row.versionEndExcluding}`].filter((part) => part !== '').join(' ');
  });
}

type Version = Record<string, unknown>;

const check = (versions: readonly Version[], expected: string[], more: object = {}) =>
  assert.deepEqual(rowsOf([{ vendor: 'V', product: 'P', versions, ...more }]), expected.map((text) => (text.startsWith('-') ? `a:v:p:${text}` : /^[<>]/.test(text) || text === '' ? `a:v:p${text === '' ? '' : ' '}${text}` : `a:v:p:${text}`)));
const affected = (version: string, more: object = {}): Version => ({ version, status: 'affected', ...more });
const unaffected = (version: string, more: object = {}): Version => ({ version, status: 'unaffected', ...more });

suite('decodeAffected', () => {
  suite('versions', () => {
    test('one', () => check([affected('1.2.3')], ['1.2.3']));
    test('with a v in front', () => check([affected('v1.2')], ['1.2']));
    test('several', () => check([affected('1'), affected('2')], ['1', '2']));
    test('from the first to before', () => check([affected('0', { lessThan: '2.0', versionType: 'semver' })], ['<2.0']));
    test('a range', () => check([affected('1.5', { lessThan: '2.0' })], ['>=1.5 <2.0']));
    test('a range with its end', () => check([affected('1.5', { lessThanOrEqual: '2.0' })], ['>=1.5 <=2.0']));
    test('without an end', () => check([affected('1.5', { lessThan: '*' })], ['>=1.5']));
    test('to the end of a series', () => check([affected('5.0', { lessThanOrEqual: '5.10.*' })], ['>=5.0 <5.11']));
    test('unspecified to before', () => check([affected('unspecified', { lessThan: '3' })], ['<3']));
    test('all', () => check([affected('*')], ['']));
    test('nobody says which', () => {
      for (const text of ['n/a', 'unspecified', '', '0', '-', 'see the advisory', 'R2 SP1 and others']) check([affected(text)], ['-']);
    });
    test('in GitHub\'s words', () => {
      check([affected('< 2.3.1')], ['<2.3.1']);
      check([affected('<= 2.3.1')], ['<=2.3.1']);
      check([affected('>= 1.0, < 2.0')], ['>=1.0 <2.0']);
      check([affected('>= 1.0')], ['>=1.0']);
      check([affected('= 1.0')], ['1.0']);
    });
    test('in other words', () => {
      check([affected('prior to 2.3')], ['<2.3']);
      check([affected('before 2.3')], ['<2.3']);
      check([affected('2.3 and earlier')], ['<=2.3']);
      check([affected('1.0 through 1.5')], ['>=1.0 <=1.5']);
      check([affected('1.0 - 1.5')], ['>=1.0 <=1.5']);
      check([affected('2.x')], ['>=2 <3']);
      check([affected('2.4.x')], ['>=2.4 <2.5']);
    });
    test('what is not affected says nothing', () => check([unaffected('2.0')], []));
    test('what is unknown says nothing', () => check([{ version: '2.0', status: 'unknown' }], []));
    test('commits are no versions', () => {
      check([affected('4ab8c3d2f1e0', { lessThan: '99c0ffee1234', versionType: 'git' })], []);
      check([affected('1da177e4c3f41524e886b7f1b8a0c1fc7321cac2')], []);
      check([affected('1da177e4c3f4', { versionType: 'git' }), affected('1.5')], ['1.5']);
    });
    test('changes in between', () => {
      check([affected('1.0', { lessThan: '3.0', changes: [{ at: '1.5', status: 'unaffected' }, { at: '2.0', status: 'affected' }] })], ['>=1.0 <1.5', '>=2.0 <3.0']);
      check([affected('0', { lessThan: '*', changes: [{ at: '1.5', status: 'unaffected' }] })], ['<1.5']);
    });
    test('affected by default, but for what is not', () => {
      check([unaffected('2.0', { lessThan: '*' })], ['<2.0'], { defaultStatus: 'affected' });
      check([
        affected('4.14'), unaffected('0', { lessThan: '4.14' }), unaffected('4.19.323', { lessThanOrEqual: '4.19.*' }),
        unaffected('6.12', { lessThanOrEqual: '*', versionType: 'original_commit_for_fix' }),
      ], ['>=4.14 <4.19.323', '>=4.20 <6.12'], { defaultStatus: 'affected' });
    });
    test('affected by default, and what is said is affected', () => check([affected('1.0')], ['1.0'], { defaultStatus: 'affected' }));
    test('affected by default, and nothing more', () => check([], [''], { defaultStatus: 'affected' }));
    test('affected by default, not affected in words: it stays open', () => check([unaffected('the fixed one')], [''], { defaultStatus: 'affected' }));
    test('no versions at all', () => check([], []));
  });

  suite('names', () => {
    const name = (product: object, expected: string[]) => assert.deepEqual(rowsOf([{ versions: [affected('1')], ...product }]), expected);

    test('as a CPE writes them', () => {
      name({ vendor: 'Apache Software Foundation', product: 'Apache Tomcat' }, ['a:apache:tomcat:1']);
      name({ vendor: 'Example Inc.', product: 'Big Thing' }, ['a:example:big_thing:1']);
      name({ vendor: 'The Example Company, Inc.', product: 'Thing' }, ['a:example:thing:1']);
      name({ vendor: 'Notepad++', product: 'Notepad++' }, ['a:notepad\\+\\+:notepad\\+\\+:1']);
      name({ vendor: 'Joomla!', product: 'Joomla! CMS' }, ['a:joomla\\!:cms:1']);
    });
    test('operating systems', () => {
      name({ vendor: 'Linux', product: 'Linux' }, ['o:linux:linux_kernel:1']);
      name({ vendor: 'Microsoft', product: 'Windows Server 2019' }, ['o:microsoft:windows_server_2019:1']);
    });
    test('a name without a product or vendor is none', () => {
      name({ vendor: 'n/a', product: 'n/a' }, []);
      name({ vendor: 'V' }, []);
      name({ product: 'P' }, []);
      name({ vendor: '*', product: 'P' }, []);
      name({ vendor: 'V', product: '日本' }, []);
    });
    test('the package in place of the product', () => name({ vendor: 'V', packageName: 'left-pad', collectionURL: 'https://registry.example.com' }, ['a:v:left-pad:1']));
    test('a CPE of its own', () => {
      name({ vendor: 'V', product: 'P', cpes: ['cpe:2.3:a:x:y:*:*:*:*:*:*:*:*'] }, ['a:x:y:1']);
      name({ vendor: 'V', product: 'P', cpes: ['cpe:2.3:a:x:y:7:*:*:*:*:*:*:*', 'cpe:/a:x:z'] }, ['a:x:y:7', 'a:x:z:1']);
      name({ vendor: 'V', product: 'P', cpes: ['nonsense', 7, 'cpe:2.3:a:*:*:*:*:*:*:*:*:*:*'] }, ['a:v:p:1']);
    });
  });

  suite('shapes', () => {
    const product = { vendor: 'V', product: 'P', versions: [affected('1')] };

    test('wrapped by source', () => {
      assert.deepEqual(rowsOf([{ source: 'security@example.com', affectedData: [product] }, { source: 'x', affectedData: [{ ...product, product: 'Q' }] }]), ['a:v:p:1', 'a:v:q:1']);
      assert.deepEqual(rowsOf([{ source: 'x', affected: [product] }]), ['a:v:p:1']);
      assert.deepEqual(rowsOf({ affectedData: [product] }), ['a:v:p:1']);
    });
    test('the same row twice is one', () => assert.deepEqual(rowsOf([product, product]), ['a:v:p:1']));
    test('of another shape: nothing', () => {
      for (const value of [undefined, null, 7, 'x', [], [7, null, []], {}, [{ vendor: 7, product: {}, versions: 'x', cpes: {} }], [{ affectedData: [{ affectedData: [{ affectedData: [{ affectedData: [product] }] }] }] }]]) {
        assert.deepEqual(decodeAffected(value), [], JSON.stringify(value));
      }
    });
    test('hundreds of thousands of rows end somewhere', () => {
      const many = Array.from({ length: 3_000 }, (_, i) => ({ ...product, product: `p${i}`, versions: Array.from({ length: 100 }, (__, v) => affected(`${v}`)) }));
      assert.equal(rowsOf(many).length, 8_192);
    });
    test('nothing throws', () => {
      const words = fc.constantFrom('affected', 'unaffected', '1.0', '< 2', '2.x', '*', 'n/a', 'git', '', '..', '1 - ', '>= ');
      const version = fc.record({ version: words, status: words, lessThan: words, lessThanOrEqual: words, versionType: words, changes: fc.anything() }, { requiredKeys: [] });
      fc.assert(fc.property(fc.oneof(fc.anything(), fc.array(fc.record({ vendor: words, product: words, cpes: fc.anything(), defaultStatus: words, versions: fc.oneof(fc.array(version), fc.anything()) }))), (value) => { decodeAffected(value); }), { numRuns: 2_000 });
    });
  });

  test('in a record: only where NVD has no configurations', () => {
    const record = (more: object) => decodeNvdCve({ id: 'CVE-2026-0001', published: '2026-10-01T00:00:00.000', lastModified: '2026-10-01T00:00:00.000', affected: [{ vendor: 'V', product: 'P', versions: [affected('1')] }], ...more });
    const bare = record({});
    assert.ok(bare.kind === 'cve');
    assert.deepEqual([bare.record.configurationSource, bare.record.configurations.length], ['cna', 1]);
    const analyzed = record({ configurations: [{ nodes: [{ operator: 'OR', cpeMatch: [{ vulnerable: true, criteria: 'cpe:2.3:a:x:y:1:*:*:*:*:*:*:*' }] }] }] });
    assert.ok(analyzed.kind === 'cve');
    assert.equal(analyzed.record.configurationSource, undefined);
    assert.match(analyzed.record.configurations[0].nodes[0].cpeMatch[0].criteria, /a:x:y:1/);
    const none = record({ affected: undefined });
    assert.ok(none.kind === 'cve');
    assert.deepEqual([none.record.configurationSource, none.record.configurations.length], [undefined, 0]);
  });
});
