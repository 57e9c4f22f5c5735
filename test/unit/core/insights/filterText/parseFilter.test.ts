import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatServerFilter, formatSoftwareFilter } from '../../../../../src/core/insights/filterText/formatFilter';
import { parseServerFilter, parseSoftwareFilter, problemText } from '../../../../../src/core/insights/filterText/parseFilter';

suite('Filter texts', () => {
  const check = (text: string, expected: object) => assert.deepEqual(parseServerFilter(text), { filter: expected, problem: null }, text);
  const checkSoftware = (text: string, expected: object) => assert.deepEqual(parseSoftwareFilter(text), { filter: expected, problem: null }, text);

  test('nothing limits nothing', () => {
    check('', {});
    check(' \n\t ', {});
    check('""', {});
  });

  test('words are searched for', () => {
    check('web01', { text: 'web01' });
    check('web  "rack 7" x', { text: 'web rack 7 x' });
    check('"environment:x"', { text: 'environment:x' });
    check('Windows (x64)', { text: 'Windows (x64)' });
    check('a - b', { text: 'a - b' });
    check('10.0.0.7', { text: '10.0.0.7' });
  });

  test('the example of the documentation', () =>
    check('environment:production exploited:yes support-ends:<2027-03-01 severity:critical,high tag:owner=ops app:"OpenSSL 1.1*" -stale web01', {
      environments: ['production'], exploited: true, supportEnds: { to: '2027-02-28' }, severities: ['critical', 'high'], tags: ['owner=ops'],
      apps: ['OpenSSL 1.1*'], stale: false, text: 'web01',
    }));

  test('several values, in one term or in several', () => {
    check('env:a,b environment:b,c', { environments: ['a', 'b', 'c'] });
    check('environment:""', { environments: [''] });
    check('tag:owner="ops team","a,b"', { tags: ['owner=ops team', 'a,b'] });
    check('criticality:none,HIGH', { criticality: ['', 'high'] });
    check('support:paid,extended-paid', { support: ['extended-paid'] });
    check('risk:os-ended,no-security-software', { risks: ['os-end-of-support', 'missing-security-software'] });
    check('lacks:last-seen has:software', { knows: ['software'], lacks: ['lastSeen'] });
    check('finding:CVE-2021-44,"security software"', { findings: ['CVE-2021-44', 'security software'] });
    check('app:""', { apps: [''] });
  });

  test('yes and no', () => {
    check('stale', { stale: true });
    check('-Stale', { stale: false });
    check('-stale:no', { stale: true });
    check('at-risk:true EXPLOITED:no', { atRisk: true, exploited: false });
    check('"stale"', { text: 'stale' });
    check('stale stale:yes', { stale: true });
  });

  test('dates', () => {
    check('support-ends:<=2027-03-01', { supportEnds: { to: '2027-03-01' } });
    check('support-ends:>2026-12', { supportEnds: { from: '2027-01-01' } });
    check('support-ends:>=2026', { supportEnds: { from: '2026-01-01' } });
    check('support-ends:<2027', { supportEnds: { to: '2026-12-31' } });
    check('support-ends:2028-02', { supportEnds: { from: '2028-02-01', to: '2028-02-29' } });
    check('support-ends:2026-06..2026-08', { supportEnds: { from: '2026-06-01', to: '2026-08-31' } });
    check('support-ends:..2026', { supportEnds: { to: '2026-12-31' } });
    check('support-ends:2026..', { supportEnds: { from: '2026-01-01' } });
    check('support-ends:>=2027 support-ends:<2026', { supportEnds: { from: '2027-01-01', to: '2025-12-31' } });
    check('support-ends:90d', { supportEnds: { withinDays: 90 } });
    check('support-ends:>=2026-01-01 support-ends:<2026-02-01', { supportEnds: { from: '2026-01-01', to: '2026-01-31' } });
  });

  test('what is left out', () => {
    check('-environment:test,dev -web', { except: { environments: ['test', 'dev'], text: 'web' } });
    check('-environment:test -environment:dev', { except: { environments: ['test', 'dev'] } });
    check('except:(stale:yes) -tag:x', { except: { stale: true, tags: ['x'] } });
    check('-cve:cve-2021-44228', { except: { cve: 'CVE-2021-44228' } });
  });

  test('groups', () => {
    check('within:(environment:Production web) stale', { within: { environments: ['Production'], text: 'web' }, stale: true });
    check('within:(within:(stale))', { within: { within: { stale: true } } });
    check('software:(name:"A B" version:"")', { software: { name: 'A B', version: '' } });
    check('software:nginx product:redis', { software: { name: 'nginx' }, product: { name: 'redis' } });
    check('product:(name:redis cycle:7.2)', { product: { name: 'redis', cycle: '7.2' } });
    checkSoftware('on:(-environment:test) server:web01 category:web,"Others"', { servers: { except: { environments: ['test'] } }, server: 'web01', categories: ['Web hosting', 'Others'] });
  });

  test('quotation marks and backslashes', () => {
    check(String.raw`tag:"say \"hi\" \\ C:\x"`, { tags: [String.raw`say "hi" \ C:\x`] });
    check('tag:constructor,__proto__', { tags: ['constructor', '__proto__'] });
  });
});

suite('Mistakes in filter texts', () => {
  const check = (text: string, expected: string) => {
    const { problem } = parseServerFilter(text);
    assert.ok(problem, `${text} has a mistake`);
    assert.equal(`${text.slice(0, problem.start)}»${text.slice(problem.start, problem.end)}« ${problem.message} ${problem.expected.join(' ')}`.trim(), expected);
  };

  test('have a place, a reason and what would be right', () => {
    check('web enviroment:x', 'web »enviroment« There is no key “enviroment”. To search for the text itself, put it in quotation marks. environment:');
    check('severity:sever', 'severity:»sever« “severity” has no value “sever”. critical high medium low none unknown');
    check('severity:hihg', 'severity:»hihg« “severity” has no value “hihg”. critical high medium low none unknown');
    check('exploited:maybe', 'exploited:»maybe« “exploited” is yes or no. yes no');
    check('exploited:yes,no', 'exploited:yes,»no« “exploited” has one value.');
    check('stale -stale', 'stale -»stale« “stale” is given twice, with different values.');
    check('cve:44228', 'cve:»44228« “44228” is no CVE id. CVE-2021-44228');
    check('support-ends:soon', 'support-ends:»soon« “soon” is no date or span of dates. <2027-03-01 >=2026-01-01 2026-01-01..2026-12-31 2027 90d');
    check('support-ends:>9999-12-31', 'support-ends:»>9999-12-31« “>9999-12-31” is no date or span of dates. <2027-03-01 >=2026-01-01 2026-01-01..2026-12-31 2027 90d');
    check('support-ends:2026-12..2026-06', 'support-ends:»2026-12..2026-06« “2026-12..2026-06” is no date or span of dates. <2027-03-01 >=2026-01-01 2026-01-01..2026-12-31 2027 90d');
    check('support-ends:2026-02-30', 'support-ends:»2026-02-30« “2026-02-30” is no date or span of dates. <2027-03-01 >=2026-01-01 2026-01-01..2026-12-31 2027 90d');
    check('environment:', 'environment:»« A value of “environment” is missing.');
    check('environment:a,', 'environment:a,»« A value of “environment” is missing.');
    check('tag:"ops', 'tag:»"ops« A quotation mark is missing at the end. "');
    check('within:(stale', 'within:»(stale« A closing bracket is missing. )');
    check('within:stale', 'within:»stale« “within” takes a filter in brackets. within:(…)');
    check('environment:(a)', 'environment:»(« “environment” takes no filter in brackets; put a value that begins with one in quotation marks.');
    check('software:(version:1)', 'software:»(version:1)« “software” needs a name. name:');
    check('software:(nginx)', 'software:(»nginx« “nginx” stands where a key belongs. name: publisher: version: source: cpe: purl:');
    check('within:(within:(within:(within:(stale))))', 'within:(within:(within:(within:»(« Groups stand in one another at most 3 deep.');
    check(`tag:${'x'.repeat(2001)}`, `tag:»${'x'.repeat(2001)}« A value is longer than 2000 characters.`);
    assert.equal(problemText(parseServerFilter('web x:1').problem!).slice(0, 48), 'At character 5: There is no key “x”. To search f');
  });

  test('end the reading: what stands before still counts', () => assert.deepEqual(parseServerFilter('stale tag:a foo:x env:b').filter, { stale: true, tags: ['a'] }));

  test('no text makes it throw, and it takes no longer than its length', () => {
    const piece = fc.oneof(fc.constantFrom('-', '"', '\\', ':', ',', '(', ')', ' ', 'stale', 'environment:', 'within:(', 'software:(name:', 'support-ends:', 'except:(', '<2027', '..', '\u0000'), fc.string());
    fc.assert(fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      for (const parse of [parseServerFilter, parseSoftwareFilter]) {
        const { problem } = parse(text);
        if (problem) assert.ok(problem.start >= 0 && problem.start <= text.length + 1 && problem.end >= problem.start, text);
      }
    }), { numRuns: 500 });
    assert.ok(parseServerFilter('within:('.repeat(100_000)).problem);
    assert.equal(parseServerFilter(`"${'\\'.repeat(900_000)}`).problem?.message, 'A quotation mark is missing at the end.');
    assert.match(parseServerFilter('x'.repeat(1_000_001)).problem!.message, /longer than 1,000,000/);
  });
});

suite('The canonical text of a filter', () => {
  const check = (text: string, canonical: string) => assert.equal(formatServerFilter(parseServerFilter(text).filter), canonical);

  test('is in the order of the keys, in their first names', () => {
    check('web01 -stale app:"OpenSSL 1.1*" tag:owner=ops severity:critical,high support-ends:<2027-03-01 exploited env:production',
      'environment:production tag:owner=ops support-ends:<=2027-02-28 severity:critical,high exploited:yes app:"OpenSSL 1.1*" stale:no web01');
    check('', '');
    check('-env:test -web within:(stale)', 'within:(stale:yes) -environment:test -web');
    check('software:(name:a) product:(name:b cycle:"")', 'software:a product:(name:b cycle:"")');
    check('except:(except:(env:a) stale) "stale" "-x"', 'except:(stale:yes -environment:a) "stale" "-x"');
    check('risk:no-patch-management criticality:none', 'criticality:none risk:missing-patch-management');
  });

  const text = fc.oneof(fc.constantFrom('Production', 'a b', '', '"', '\\', ',', '(x)', 'stale', '-x', 'a:b', 'ops=é'), fc.string({ maxLength: 8 }));
  const list = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 });
  const words = fc.array(text.filter((word) => word !== '' && !/\s/.test(word)), { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
  const dates = fc.constantFrom({ from: '2026-01-01' }, { to: '2027-02-28' }, { withinDays: 90 }).chain((one) => fc.constantFrom(one, { from: '2026-01-01', to: '2026-12-31' }, { from: '2026-01-01', to: '2026-01-01' }));
  const software = fc.record({ name: text, publisher: text, version: text, source: text, cpe: text, purl: text }, { requiredKeys: ['name'], noNullPrototype: true });
  const product = fc.record({ name: text, cycle: text }, { requiredKeys: ['name'], noNullPrototype: true });
  const common = {
    text: words, atRisk: fc.boolean(), levels: list(fc.constantFrom('critical', 'none')), exploited: fc.boolean(), support: list(fc.constantFrom('ended', 'extended-paid', 'unknown')),
    supportEnds: dates, cve: fc.constantFrom('CVE-2021-44228'), apps: list(text), software, product,
  };
  const servers = (depth: number): fc.Arbitrary<object> => fc.record({
    ...common, environments: list(text), sites: list(text), os: list(text), tags: list(text), names: list(text), findings: list(text), keys: list(text),
    risks: list(fc.constantFrom('os-end-of-support', 'pending-updates')), unknownRisks: list(fc.constantFrom('vulnerabilities')), severities: list(fc.constantFrom('high')),
    criticality: list(fc.constantFrom('', 'low')), coverage: list(fc.constantFrom('excluded')), workloads: list(fc.constantFrom('databases', 'unknown')),
    updates: list(fc.constantFrom('other')), knows: list(fc.constantFrom('lastSeen')), lacks: list(fc.constantFrom('os')), stale: fc.boolean(),
    ...(depth > 0 && { within: servers(depth - 1), except: servers(depth - 1).filter((filter) => Object.keys(filter).length > 0) }),
  }, { requiredKeys: [], noNullPrototype: true });

  test('reads as the same filter of servers, and is the same text again', () => {
    fc.assert(fc.property(servers(2), (filter) => {
      const written = formatServerFilter(filter);
      const { filter: read, problem } = parseServerFilter(written);
      assert.equal(problem, null, written);
      assert.deepEqual(read, filter, written);
      assert.equal(formatServerFilter(read), written);
    }), { numRuns: 300 });
  });

  test('reads as the same filter of software', () => {
    const filters = fc.record({
      ...common, risks: list(fc.constantFrom('end-of-support', 'end-of-support-and-vulnerable')), categories: list(fc.constantFrom('Security & compliance', 'Others')),
      publishers: list(text), sources: list(text), identified: fc.boolean(), versionKnown: fc.boolean(), name: text, server: text, servers: servers(1),
    }, { requiredKeys: [], noNullPrototype: true });
    fc.assert(fc.property(filters, (filter) => {
      const written = formatSoftwareFilter(filter as object);
      assert.deepEqual(parseSoftwareFilter(written), { filter, problem: null }, written);
    }), { numRuns: 500 });
  });
});
