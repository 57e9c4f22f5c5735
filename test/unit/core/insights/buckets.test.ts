import * as assert from 'node:assert/strict';
import type { Support } from '../../../../src/core/identify/identity';
import { ageInDays, bucketOf, osGroup, tagList } from '../../../../src/core/insights/buckets';
import { serverFacts } from '../../../../src/core/inventory/serverFacts';
import { daysBetween } from '../../../../src/core/inventory/plainDate';
import type { Server } from '../../../../src/core/inventory/model';
import { date } from '../../../support/tinyKnowledge';

const server = (known: Parameters<typeof serverFacts>[1]): Server => ({ ...serverFacts('s', known), index: 0, key: 's', rows: [] });

suite('Support buckets', () => {
  const asOf = date('2026-11-21');
  const check = (phase: Support['phase'], endsOn: string | null, extendedUntil: string | null, expected: string) => {
    const support: Support = {
      phase, mainstreamEndsOn: null, endsOn: endsOn === null ? null : date(endsOn), extendedUntil: extendedUntil === null ? null : date(extendedUntil),
      extendedLabel: '', daysLeft: endsOn === null ? null : daysBetween(asOf, date(endsOn)),
    };
    assert.equal(bucketOf(support, asOf), expected);
  };

  test('unknown stays unknown', () => check('unknown', null, null, 'unknown'));
  test('ended, with and without further support', () => {
    check('ended', '2026-11-20', null, 'ended');
    check('ended', null, null, 'ended');
    check('ended', '2023-10-10', '2026-11-20', 'ended');
    check('ended', '2023-10-10', '2026-11-21', 'extended-paid');
    check('ended', '2023-10-10', '2029-01-01', 'extended-paid');
  });
  test('ending within 180 days', () => {
    check('mainstream', '2026-11-21', null, 'ending');
    check('extended', '2027-05-20', null, 'ending');
    check('extended', '2027-05-21', null, 'supported');
    check('mainstream', null, null, 'supported');
  });
});

suite('Operating systems as lists group them', () => {
  const check = (family: 'windows' | 'linux' | 'unknown', label: string, expected: string, written = '') => assert.equal(osGroup({ family, label }, written), expected);

  test('Windows loses its edition', () => {
    check('windows', 'Windows Server 2016 Standard', 'Windows Server 2016');
    check('windows', 'Windows Server 2012 R2 Datacenter', 'Windows Server 2012 R2');
    check('windows', 'Windows Server 2022 Datacenter Azure Edition', 'Windows Server 2022');
    check('windows', 'Windows 10 Enterprise LTSC 2019', 'Windows 10');
    check('windows', 'Windows 11 Pro', 'Windows 11');
  });
  test('a Linux whose name sounds like one keeps it', () => {
    check('linux', 'Red Hat Enterprise Linux 7.9', 'Red Hat Enterprise Linux 7.9');
    check('linux', 'SUSE Linux Enterprise Server 12 SP5', 'SUSE Linux Enterprise Server 12 SP5');
    check('linux', 'Oracle Linux Server', 'Oracle Linux Server');
  });
  test('a Linux loses what stands behind its second number', () => {
    check('linux', 'Ubuntu 20.04.6 LTS', 'Ubuntu 20.04');
    check('linux', 'Ubuntu 20.04 LTS', 'Ubuntu 20.04');
    check('linux', 'CentOS Linux 7.9.2009', 'CentOS Linux 7.9');
    check('linux', 'Debian GNU/Linux 12', 'Debian GNU/Linux 12');
  });
  test('what nobody knows is shown as written', () => {
    check('unknown', '', 'Contoso Enterprise OS', ' Contoso Enterprise OS ');
    check('unknown', '', '', '');
  });
});

suite('Ages and tags of a server', () => {
  test('age counts whole days and never below zero', () => {
    const today = date('2026-11-21');
    assert.equal(ageInDays(server({ lastSeen: date('2026-11-20') }), today), 1);
    assert.equal(ageInDays(server({ lastSeen: date('2026-11-22') }), today), 0);
    assert.equal(ageInDays(server({}), today), null);
  });
  test('tags are sorted texts', () => assert.deepEqual(tagList(server({ tags: { role: 'web', ha: '', app: 'a=b' } })), ['app=a=b', 'ha', 'role=web']));
});
