import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { cpeKey, formatCpe, formatCpeUri, hasWildcard, parseCpe, parseCpeKey, parseLooseCpe } from '../../../../src/core/identify/cpe';
import type { Cpe } from '../../../../src/core/identify/identity';
import { sharedCriteria } from '../../../support/sharedCpes';
import { fromData } from '../../feeds/dataFiles';

const PREFIX = 'cpe:2.3:';

/** Fields that are not ANY, joined by a space; `none` when malformed. */
function show(cpe: Cpe | undefined): string {
  if (!cpe) return 'none';
  const names: (keyof Cpe)[] = ['part', 'vendor', 'product', 'version', 'update', 'edition', 'language', 'swEdition', 'targetSw', 'targetHw', 'other'];
  return names.map((name) => `${name}=${cpe[name]}`).filter((text) => !text.endsWith('=*')).join(' ');
}

function check(text: string, expected: string): void {
  assert.equal(show(parseCpe(text)), expected);
}

suite('cpe', () => {
  suite('formatted string', () => {
    test('a plain name', () => check('cpe:2.3:a:apache:tomcat:9.0.30:*:*:*:*:*:*:*', 'part=a vendor=apache product=tomcat version=9.0.30'));
    test('every field has its place', () =>
      check('cpe:2.3:o:v:p:1:2:3:4:5:6:7:8', 'part=o vendor=v product=p version=1 update=2 edition=3 language=4 swEdition=5 targetSw=6 targetHw=7 other=8'));
    test('letter case does not count', () => check('CPE:2.3:A:Apache:TomCat:*:RC1:*:*:*:*:*:*', 'part=a vendor=apache product=tomcat update=rc1'));
    test('quoting is removed', () =>
      check('cpe:2.3:a:notepad-plus-plus:notepad\\+\\+:7.0\\(3\\):*:*:*:*:*:*:*', 'part=a vendor=notepad-plus-plus product=notepad++ version=7.0(3)'));
    test('an escaped colon is part of the field', () => check('cpe:2.3:a:lwp\\:\\:x:p\\:q:1:*:*:*:*:*:*:*', 'part=a vendor=lwp::x product=p:q version=1'));
    test('a bare hyphen is NA', () => check('cpe:2.3:a:v:p:-:*:*:*:*:*:*:*', 'part=a vendor=v product=p version=-'));
    test('an escaped hyphen is a hyphen and not NA', () => check('cpe:2.3:a:v:p:\\-:*:*:*:*:*:*:*', 'part=a vendor=v product=p version=\\-'));
    test('an escaped hyphen inside a value is just a hyphen', () => check('cpe:2.3:a:v:p:1\\-2:*:*:*:*:*:*:*', 'part=a vendor=v product=p version=1-2'));
    test('wildcards at the ends stay bare', () => check('cpe:2.3:a:v:p:1.*:?b??:*:*:*:*:*:*', 'part=a vendor=v product=p version=1.* update=?b??'));
    test('an escaped asterisk is no wildcard', () => check('cpe:2.3:a:v:p:1.\\*:\\?:*:*:*:*:*:*', 'part=a vendor=v product=p version=1.\\* update=\\?'));
    test('an escaped backslash before a wildcard', () => check('cpe:2.3:a:v:p:1\\\\*:*:*:*:*:*:*:*', 'part=a vendor=v product=p version=1\\\\*'));
    test('ten fields are too few', () => check('cpe:2.3:a:v:p:1:*:*:*:*:*:*', 'none'));
    test('twelve fields are too many', () => check('cpe:2.3:a:v:p:1:*:*:*:*:*:*:*:*', 'none'));
    test('an escaped colon does not make a field', () => check('cpe:2.3:a:v:p\\:1:*:*:*:*:*:*:*:*', 'part=a vendor=v product=p:1'));
    test('an empty field', () => check('cpe:2.3:a:v:p::*:*:*:*:*:*:*', 'none'));
    test('a backslash at the end', () => check('cpe:2.3:a:v:p:1:*:*:*:*:*:*:\\', 'none'));
    test('an unknown part', () => check('cpe:2.3:x:v:p:1:*:*:*:*:*:*:*', 'none'));
    test('ANY as the part', () => check('cpe:2.3:*:v:p:1:*:*:*:*:*:*:*', 'none'));
    test('a wildcard inside a value', () => check('cpe:2.3:a:v:p:1*2:*:*:*:*:*:*:*', 'none'));
    test('two asterisks at one end', () => check('cpe:2.3:a:v:p:**1:*:*:*:*:*:*:*', 'none'));
    test('a control character', () => check('cpe:2.3:a:v:p:1\u0000:*:*:*:*:*:*:*', 'none'));
    test('a name of a megabyte', () => check(`cpe:2.3:a:v:${'p'.repeat(1_000_000)}:1:*:*:*:*:*:*:*`, 'none'));
    test('no prefix', () => check('apache:tomcat', 'none'));
    test('nothing', () => check('', 'none'));
  });

  suite('URI', () => {
    test('a short one', () => check('cpe:/a:apache:tomcat', 'part=a vendor=apache product=tomcat'));
    test('all seven components', () => check('cpe:/o:v:p:1:sp1:ent:en-us', 'part=o vendor=v product=p version=1 update=sp1 edition=ent language=en-us'));
    test('a packed edition', () => check('cpe:/a:10web:slider:::~~~wordpress~~', 'part=a vendor=10web product=slider targetSw=wordpress'));
    test('a packed edition in full', () =>
      check('cpe:/a:v:p:1::~ed~sw~tsw~thw~oth:fr', 'part=a vendor=v product=p version=1 edition=ed language=fr swEdition=sw targetSw=tsw targetHw=thw other=oth'));
    test('percent codes', () => check('cpe:/o:cisco:ios:12.4%2815%29T', 'part=o vendor=cisco product=ios version=12.4(15)t'));
    test('an encoded colon', () => check('cpe:/a:v:p%3Aq:1', 'part=a vendor=v product=p:q version=1'));
    test('wildcards are %01 and %02', () => check('cpe:/a:v:p:1.%02:%01%01', 'part=a vendor=v product=p version=1.* update=??'));
    test('an encoded asterisk is no wildcard', () => check('cpe:/a:v:p:1.%2a', 'part=a vendor=v product=p version=1.\\*'));
    test('an encoded lone hyphen is not NA', () => check('cpe:/a:v:p:%2d:-', 'part=a vendor=v product=p version=\\- update=-'));
    test('a bare asterisk is ANY, as many write it', () => check('cpe:/a:v:p:*:sp1', 'part=a vendor=v product=p update=sp1'));
    test('bare punctuation', () => check('cpe:/a:ipswitch:ws_ftp:6.1(05544322)', 'part=a vendor=ipswitch product=ws_ftp version=6.1(05544322)'));
    test('a broken percent code', () => check('cpe:/a:v:p:1%2', 'none'));
    test('an encoded NUL', () => check('cpe:/a:v:p:1%00', 'none'));
    test('invalid UTF-8', () => check('cpe:/a:v:p:%ff', 'none'));
    test('eight components', () => check('cpe:/a:v:p:1:2:3:4:5', 'none'));
    test('a packed edition with too few fields', () => check('cpe:/a:v:p:1::~a~b', 'none'));
    test('bound again', () => {
      for (const uri of ['cpe:/a:10web:slider:::~~~wordpress~~', 'cpe:/o:cisco:ios:12.4%2815%29t', 'cpe:/a:v:p:1.%02:%01%01', 'cpe:/a:v:p:%2d:-', 'cpe:/a:v:p']) {
        assert.equal(formatCpeUri(parseCpe(uri)!), uri);
      }
    });
  });

  suite('loose', () => {
    test('a 2.3 name cut short', () => assert.equal(show(parseLooseCpe(' cpe:2.3:a:apache:flink ')), 'part=a vendor=apache product=flink'));
    test('with a version', () => assert.equal(show(parseLooseCpe('cpe:2.3:o:v:p:1.2')), 'part=o vendor=v product=p version=1.2'));
    test('empty later fields are ANY', () => assert.equal(show(parseLooseCpe('cpe:2.3:a:v:p::')), 'part=a vendor=v product=p'));
    test('without a product', () => assert.equal(show(parseLooseCpe('cpe:2.3:o:debian')), 'none'));
    test('too long', () => assert.equal(show(parseLooseCpe('cpe:2.3:a:v:p:1:*:*:*:*:*:*:*:*')), 'none'));
    test('the strict one refuses it', () => check('cpe:2.3:a:apache:flink', 'none'));
  });

  test('the key names part, vendor and product', () => {
    assert.equal(cpeKey(parseCpe('cpe:2.3:a:Apache:http_server:2.4.1:*:*:*:*:*:*:*')!), 'a:apache:http_server');
    assert.notEqual(cpeKey({ part: 'a', vendor: 'x:y', product: 'z' }), cpeKey({ part: 'a', vendor: 'x', product: 'y:z' }));
  });

  test('wildcards are told from quoted characters and ANY', () => {
    assert.deepEqual(['*', '1.*', '1.\\*', '\\\\*', '?', '-'].map(hasWildcard), [false, true, false, true, true, false]);
  });

  test('bound and unbound is the same name', () => {
    const char = fc.constantFrom(...'ab09._-+!~()/:*?\\@ ü'.split(''));
    const value = fc.array(char, { minLength: 1, maxLength: 8 }).map((chars) => chars.map((c) => ('*?\\'.includes(c) ? `\\${c}` : c)).join(''));
    const field = fc.oneof(fc.constantFrom('*', '-', '\\-', '1.*', '?x', 'x??'), value.map((text) => (text === '-' ? '\\-' : text)));
    fc.assert(
      fc.property(fc.constantFrom('a' as const, 'o' as const, 'h' as const), fc.array(field, { minLength: 10, maxLength: 10 }), (part, f) => {
        const cpe: Cpe = { part, vendor: f[0]!, product: f[1]!, version: f[2]!, update: f[3]!, edition: f[4]!, language: f[5]!, swEdition: f[6]!, targetSw: f[7]!, targetHw: f[8]!, other: f[9]! };
        assert.deepEqual(parseCpe(formatCpe(cpe)), cpe);
        assert.deepEqual(parseCpe(formatCpeUri(cpe)), cpe);
        assert.deepEqual(parseCpeKey(cpeKey(cpe)), { part: cpe.part, vendor: cpe.vendor, product: cpe.product });
      }),
    );
  });

  test('any text is read or refused', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'cpe:2.3:', 'cpe:/a:', 'cpe:2.3:a:v:'), fc.string({ unit: 'binary' }), (prefix, text) => {
        for (const cpe of [parseCpe(prefix + text), parseLooseCpe(prefix + text)]) if (cpe) assert.deepEqual(parseCpe(formatCpe(cpe)), cpe);
      }),
    );
  });

  suite('every name of the shared data', () => {
    /** The malformed ones of all sources, each with what is wrong with it. */
    const MALFORMED = [
      // An unescaped `::` in vendor and product: fifteen fields.
      'cpe:2.3:a:soap::lite_project:soap::lite:*:*:*:*:*:perl:*:*',
    ];

    /** Both bindings of a name lead back to it; gives the names that are refused. */
    function roundTrip(names: Iterable<string>, read = parseCpe): string[] {
      const refused: string[] = [];
      const changed: string[] = [];
      for (const name of names) {
        const cpe = read(name);
        if (!cpe) {
          refused.push(name);
          continue;
        }
        const bound = formatCpe(cpe);
        const uri = formatCpeUri(cpe);
        const again = [parseCpe(bound), parseCpe(uri)];
        const isStable = again.every((other) => other && formatCpe(other) === bound && formatCpeUri(other) === uri);
        if (!isStable || (read === parseCpe && name.startsWith(PREFIX) && bound !== name.toLowerCase())) changed.push(`${name} -> ${bound} -> ${uri}`);
      }
      assert.deepEqual(changed.slice(0, 10), []);
      return refused;
    }

    const text = (file: string) => (file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file)).toString('utf8');
    /** JSON strings that begin as a name does. */
    const quotedNames = (json: string) => new Set([...json.matchAll(/"cpe:(?:[^"\\]|\\.)*"/g)].map(([quoted]) => JSON.parse(quoted) as string));

    test('the criteria of the feeds and overrides', () => {
      const names = sharedCriteria();
      if (!names) return;
      assert.ok(names.size > 300_000, `${names.size} criteria`);
      assert.deepEqual(roundTrip(names), []);
    });

    test('the dictionary, and URIs', () => {
      const dictionary = fromData('cpe/cpe-dictionary-2015.tsv.gz');
      const uris = fromData('cpe/vulsio-cpes.txt.gz');
      if (dictionary === undefined || uris === undefined) return;
      const names = text(dictionary).split('\n').slice(1).filter(Boolean).map((line) => line.slice(0, line.indexOf('\t')));
      assert.ok(names.length > 100_000);
      assert.deepEqual(roundTrip(names), []);
      const lines = text(uris).split('\n').filter(Boolean);
      assert.ok(lines.length > 37_000);
      assert.deepEqual(roundTrip(lines), []);
      for (const uri of lines) assert.equal(formatCpeUri(parseCpe(uri)!), uri.toLowerCase());
    });

    test('samples of the API, bills of materials, examples', () => {
      const files = [
        'feeds/nvd-samples/grype-testdata-nvd-2.0.json',
        'feeds/nvd-samples/vunnel-api-full-page.json',
        'feeds/nvd-samples/osv.dev-conversion-test.json',
        'inventories/sbom/ubi_latest_spdx.json.gz',
        'inventories/sbom/cyclonedx-obom-windows-host.json.gz',
        'truth-train/recog-examples-cpe.jsonl.gz',
        'truth-train/syft-cpe-index.json.gz',
      ].map(fromData);
      if (files.includes(undefined)) return;
      assert.deepEqual(files.flatMap((file) => roundTrip(quotedNames(text(file!)))), MALFORMED);
    });

    test('endoflife.date writes URIs and cut names', () => {
      const file = fromData('feeds/endoflife/products-full.json.gz');
      if (file === undefined) return;
      const names = [...quotedNames(text(file))];
      assert.deepEqual(roundTrip(names, parseLooseCpe), []);
      assert.equal(roundTrip(names).length, 290, 'cut ones, which the strict reading refuses');
    });
  });
});
