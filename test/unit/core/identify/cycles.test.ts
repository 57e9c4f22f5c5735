import assert from 'node:assert/strict';
import { findRelease, sqlServerPack } from '../../../../src/core/identify/cycles';
import { createLifecycleCatalog } from '../../../../src/core/identify/lifecycle';
import { endoflifeCatalog } from './endoflifeFile';
import { product, SMALL_CATALOG } from './smallCatalog';

/** `product version` and its cycle, `-` when none is known. */
const TABLE: readonly (readonly [question: string, cycle: string])[] = [
  // The longest dotted prefix; a number is whole.
  ['postgresql 9.6.24', '9.6'],
  ['postgresql 13.4', '13'],
  ['postgresql 130.4', '-'],
  ['postgresql 9.60', '-'],
  ['openssl 1.1.1w', '1.1.1'],
  ['openssl 1.1.12', '-'],
  ['openssl 1.0.2zg', '1.0.2'],
  ['openssl 3.0.17', '3.0'],
  ['openssl 1:3.0.7', '3.0'],
  ['tomcat 9.0.31', '9.0'],
  ['tomcat 10.1.5', '10.1'],
  ['tomcat 7.0.99', '7'],
  ['nginx 1.18.0', '1.18'],
  ['nodejs 14.17.0', '14'],
  ['nodejs v14.17.0', '14'],
  ['nodejs 1.4', '-'],
  ['mysql 5.7.33', '5.7'],
  ['redis 5.0.7', '5.0'],
  ['redis 3.2.1', '-'],
  ['python 3.9.13', '3.9'],
  ['python 3.1', '-'],
  ['ubuntu 20.04.6', '20.04'],
  ['rhel 8.6', '8'],
  ['debian 11.7', '11'],
  ['dotnet 3.1.32', '3.1'],
  ['dotnet 8.0.11', '8'],
  ['macos 10.15.7', '10.15'],
  ['sles 15.5', '15.5'],
  ['sles 15-SP5', '15.5'],
  ['sles 15 SP5', '15.5'],
  ['sles 15', '-'],
  ['freebsd 14.1', '14.1'],
  ['freebsd 14.9', '14'],
  // Java's two countings.
  ['oracle-jdk 1.8.0_201', '8'],
  ['oracle-jdk 8u201', '8'],
  ['oracle-jdk 8.0.2010.9', '8'],
  ['oracle-jdk 1.4.2', '1.4'],
  ['oracle-jdk 17.0.12', '17'],
  ['eclipse-temurin 1.8.0', '8'],
  // SQL Server by build, engine's and Uninstall key's.
  ['mssqlserver 13.2.5026.0', '13.0-sp2'],
  ['mssqlserver 13.0.5026.0', '13.0-sp2'],
  ['mssqlserver 13.0.5025.9', '13.0-sp1'],
  ['mssqlserver 13.0.1601.5', '13.0'],
  ['mssqlserver 13.3.6300.2', '13.0-sp3'],
  ['mssqlserver 13.0.7000.253', '13.0-sp3-acp'],
  ['mssqlserver 12.3.6024.0', '12.0-sp3'],
  ['mssqlserver 11.4.7001.0', '11.0-sp4'],
  ['mssqlserver 10.50.1600.1', '10.50-r2'],
  ['mssqlserver 10.52.4000.0', '10.50-sp2'],
  ['mssqlserver 10.0.1600.22', '10.00'],
  ['mssqlserver 10.3.5500.0', '10.00-sp3'],
  ['mssqlserver 10.4.6000.29', '10.0-sp4'],
  ['mssqlserver 9.4.5000.0', '9.0-sp4'],
  ['mssqlserver 16.0.1000.6', '16.0'],
  ['mssqlserver 13.0', '-'],
  // Builds in place of names.
  ['msexchange 15.1.2176.2', '2016'],
  ['msexchange 15.2.858.5', '2019'],
  ['msexchange 15.2.2562.17', 'subscription'],
  ['sharepoint 16.0.4351.1000', '2016'],
  ['sharepoint 16.0.10337.12109', '2019'],
  ['sharepoint 16.0.14326.20450', 'subscription'],
  ['office 15.0.4569.1506', '2013'],
  ['office 16.0.4266.1001', '-'],
  ['office 2016', '2016'],
  ['dotnetfx 4.8.03761', '4.8'],
  ['dotnetfx 4.8.09037', '4.8.1'],
  ['dotnetfx 4.7.03062', '4.7.2'],
  ['dotnetfx 4.5.51209', '4.5.2'],
  ['dotnetfx 4.7.1', '4.7.1'],
  ['windows-server 10.0.17763.5329', '2019'],
  ['windows-server 2012-r2', '2012-r2'],
  ['windows 10.0.19044', '10-21h2-w'],
  // An LTS line that is not listed is not the weekly one.
  ['jenkins 2.303.1', '-'],
  ['jenkins 2.568.2', '2.568'],
  ['jenkins 2.577', '2'],
  ['citrix-vad 2203.0.0.33220', '2203'],
  ['citrix-vad 7.15.3000.305', '7.15'],
  ['tomcat  ', '-'],
  ['tomcat none', '-'],
];

suite('release cycles', () => {
  test('the cycle of a version', () => {
    for (const [question, expected] of TABLE) {
      const [name = '', ...version] = question.split(' ');
      const known = SMALL_CATALOG.product(name);
      assert.ok(known, name);
      assert.equal(findRelease(known, version.join(' '))?.name ?? '-', expected, question);
    }
  });

  test('the same on the whole of endoflife.date, wherever it has the cycle', function () {
    const catalog = endoflifeCatalog();
    if (!catalog) return this.skip();
    for (const [question, expected] of TABLE) {
      const [name = '', ...version] = question.split(' ');
      const known = catalog.product(name);
      assert.ok(known, name);
      if (known.releases.some((release) => release.name === expected)) assert.equal(findRelease(known, version.join(' '))?.name, expected, question);
    }
  });

  test('service packs of SQL Server ended with 2016', () => {
    assert.equal(sqlServerPack('14.0.3456.2'), '');
    assert.equal(sqlServerPack('13.0'), undefined);
    assert.equal(sqlServerPack(''), undefined);
  });

  test('the longest version costs nothing', () => {
    const tomcat = SMALL_CATALOG.product('tomcat');
    assert.ok(tomcat);
    assert.equal(findRelease(tomcat, '9.'.repeat(100_000))?.name, undefined);
  });
});

suite('lifecycle catalog', () => {
  const catalog = createLifecycleCatalog([
    product('apache-http-server', ['2.4'], { aliases: ['apache', 'httpd'], identifiers: [{ type: 'cpe', id: 'cpe:/a:apache:http_server' }] }),
    product('ansible-core', [], { identifiers: [{ type: 'cpe', id: 'cpe:2.3:a:redhat:ansible' }] }),
    product('ansible', [], { identifiers: [{ type: 'cpe', id: 'cpe:2.3:a:redhat:ansible:*:*:*:*:*:*:*:*' }] }),
    product('angular', ['17'], { aliases: ['httpd'], identifiers: [{ type: 'purl', id: 'pkg:npm/%40angular/core' }, { type: 'repology', id: 'angular' }] }),
  ]);

  test('by name and alias, the first product of an alias', () => {
    assert.equal(catalog.product('apache-http-server')?.name, 'apache-http-server');
    assert.equal(catalog.product('HTTPD')?.name, 'apache-http-server');
    assert.equal(catalog.product('nothing'), undefined);
  });

  test('a name wins over an alias', () => assert.equal(catalog.product('ansible')?.name, 'ansible'));

  test('by CPE of either binding; the first of two products wins', () => {
    assert.equal(catalog.productOfCpe('a:apache:http_server')?.name, 'apache-http-server');
    assert.equal(catalog.productOfCpe('a:redhat:ansible')?.name, 'ansible-core');
    assert.equal(catalog.productOfCpe('o:apache:http_server'), undefined);
  });

  test('a library that endoflife.date counts to another product has no support of its own', () => {
    const ids = ['cpe:/a:apache:maven', 'cpe:2.3:a:apache:maven_shared_utils'].map((id) => ({ type: 'cpe', id }));
    const maven = createLifecycleCatalog([product('apache-maven', ['3.3'], { identifiers: ids })]);
    assert.equal(maven.productOfCpe('a:apache:maven')?.name, 'apache-maven');
    assert.equal(maven.productOfCpe('a:apache:maven_shared_utils'), undefined);
  });

  test('by package URL without version, however its scope is written', () => {
    for (const purl of ['pkg:npm/%40angular/core', 'pkg:npm/@angular/core', 'pkg:npm/@angular/core@17.0.0', 'pkg:npm/%40angular/core@17.0.0?x=y#z']) {
      assert.equal(catalog.productOfPurl(purl)?.name, 'angular', purl);
    }
    assert.equal(catalog.productOfPurl('pkg:npm/core'), undefined);
  });
});
