import * as assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../../../../src/core/export/csv';
import { NOTES } from '../../../../src/core/export/report';
import type { Table } from '../../../../src/core/export/tables';
import { findingsTable, serversTable, softwareTable } from '../../../../src/core/export/tables';
import { findingsOfServer } from '../../../../src/core/insights/findings';
import { assessServers } from '../../../support/tinyEstate';
import { DEBIAN, PROTECTION, acme, tinyWorld } from '../../../support/tinyWorld';

type Row = Readonly<Record<string, string>>;

/** A table through CSV and a reader of somebody else's. */
function rowsOf(table: Table): Row[] {
  const rows = parse([...writeCsv(table.header, table.rows)].join(''), { columns: true }) as Row[];
  for (const row of rows) assert.equal(Object.keys(row).length, table.header.length);
  assert.equal(new Set(table.header).size, table.header.length, 'no header twice');
  return rows;
}

suite('Tables', () => {
  const assessment = assessServers([
    {
      name: 'OLD', fqdn: 'old.example.org', ipAddresses: ['10.0.0.7', '10.0.0.8'], os: DEBIAN('10'), environment: 'Production', site: 'R', criticality: 'high', owner: 'Web', tags: { role: 'web', ha: '' },
      lastSeen: '2026-11-20', software: [acme('widget 1.0'), acme('vague 1'), { name: 'Contoso Ledger', version: '4' }], pendingUpdates: [{ id: 'KB1', classification: 'Critical' }],
    },
    { name: '=1+1', software: PROTECTION },
    { name: 'BARE' },
    { name: 'OFFLINE', pendingUpdates: [] },
  ], tinyWorld());

  test('servers in the order given', () => {
    const rows = rowsOf(serversTable(assessment, [2, 0, 1]));
    assert.deepEqual(rows.map(({ Server }) => Server), ['BARE', 'OLD', "'=1+1"]);
    assert.deepEqual({ ...rows[1] }, {
      'Server': 'OLD', 'FQDN': 'old.example.org', 'IP addresses': '10.0.0.7; 10.0.0.8', 'Environment': 'Production', 'Site': 'R', 'Criticality': 'high', 'Owner': 'Web', 'Tags': 'ha; role=web',
      'Operating system': 'Debian GNU/Linux', 'OS version': '10', 'OS support': 'ended', 'OS support ends': '2022-09-10', 'OS extended until': '2024-06-30', 'Risk score': '7',
      'OS end of support': '1', 'Software end of support': '1', 'Vulnerabilities': '2', 'Pending critical and security updates': '1', 'Missing security software': '1', 'Missing patch management': '1',
      'Critical': '1', 'High': '1', 'Medium': '0', 'Low': '0', 'None': '0', 'Unknown': '0', 'Possibly affected': '2', 'Known exploited': '1', 'Last seen': '2026-11-20', 'As of': '2026-11-21',
      'Feeds': 'nvd starter 2026-11-01; endoflife starter 2026-11-01; kev starter 2026-11-01', 'Notice': NOTES.join(' '),
    });
  });

  test('what is not known is an empty cell, never 0', () => {
    const [bare, offline] = rowsOf(serversTable(assessment, [2, 3]));
    const empty = (row: Row) => Object.entries(row).filter(([, value]) => value === '').map(([name]) => name);
    assert.deepEqual(empty(bare).slice(-16), [
      'OS support ends', 'OS extended until', 'OS end of support', 'Software end of support', 'Vulnerabilities', 'Pending critical and security updates', 'Missing security software', 'Missing patch management',
      'Critical', 'High', 'Medium', 'Low', 'None', 'Unknown', 'Possibly affected', 'Known exploited', 'Last seen',
    ].slice(-16));
    assert.equal(bare['Risk score'], '0');
    assert.equal(offline['Pending critical and security updates'], '0');
  });

  test('software, unidentified without counts', () => {
    const rows = rowsOf(softwareTable(assessment, assessment.estate.software.map((_, i) => i)));
    const [widget, , contoso] = rows;
    assert.deepEqual([widget.Software, widget.Vulnerabilities, widget.Critical, widget.Servers, widget.Support, widget['Support ends'], widget.Rule, widget.Confidence], ['Widget', '2', '1', '1', 'ended', '2026-11-20', 'explicit-cpe', 'high']);
    assert.deepEqual([contoso.Software, contoso.CPE, contoso.Vulnerabilities, contoso.Critical, contoso['Possibly affected'], contoso['Known exploited'], contoso.Servers, contoso.Rule], ['Contoso Ledger', '', '', '', '', '', '1', 'unknown']);
  });

  test('every finding of the servers, in their order', () => {
    const rows = rowsOf(findingsTable(assessment, [1, 0]));
    assert.equal(rows.length, findingsOfServer(assessment, 0).length);
    assert.deepEqual(rows.map((row) => `${row.Server} ${row.Software} ${row.CVE} ${row.Verdict} ${row.Severity} ${row['CVSS score']} ${row['Known exploited']} ${row['Fixed in']} ${row.Line}`), [
      'OLD Widget CVE-2024-0001 affected critical 9.8 yes 3.5 1', 'OLD Widget CVE-2024-0002 affected high 7.5 no 2.5 1',
      'OLD Vague CVE-2024-0020 possibly-affected critical 9.8 no  1', 'OLD Debian GNU/Linux 10 CVE-2024-0030 possibly-affected high 7.5 no  1',
    ]);
  });

  test('a row is made when it is asked for', () => {
    let taken = 0;
    const rows = (function* () {
      for (const row of [0, 1, 2]) {
        taken++;
        yield row;
      }
    })();
    const [first] = serversTable(assessment, rows).rows;
    assert.equal(first[0], 'OLD');
    assert.equal(taken, 1);
  });
});
