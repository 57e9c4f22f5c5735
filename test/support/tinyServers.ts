import fc from 'fast-check';
import { ALMA, DEBIAN, PACKAGES, PROTECTION, WINDOWS_2019, acme } from './tinyWorld';

const SOFTWARE = [
  ...['widget 1.0', 'widget 2.4', 'widget 3.4', 'widget 3.5', 'widget', 'gadget 1.2', 'gadget 2.0', 'gadget 9.1', 'gizmo 1.0', 'gizmo 3', 'plugin 1.0', 'plugin 2.0', 'vague 1'].map(acme),
  // The same by its three names, from another source.
  { ...acme('widget 2.4'), source: 'registry' },
  ...PROTECTION,
  { name: 'redis-server', version: '5:5.0.14-1+deb10u1', source: 'dpkg', publisher: '' },
  { name: 'Redis', version: '5.0.14', source: 'manual' },
  ...PACKAGES,
  { name: 'Contoso Ledger', version: '4', publisher: 'Contoso' },
];

const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** A server of the tests' world as an inventory writes it; its name is given by its position. */
export const tinyServer = fc.record({
  os: maybe(one<object>(DEBIAN('10'), DEBIAN('11'), DEBIAN('12'), DEBIAN('13'), DEBIAN('14'), DEBIAN('99'), ALMA('8.9'), ALMA('9.3'), WINDOWS_2019, { name: 'Contoso OS', version: '1' })),
  software: maybe(fc.subarray<object>(SOFTWARE)),
  pendingUpdates: maybe(fc.array(fc.record({
    id: one('KB1', 'KB2', 'KB3'), classification: one('Critical', 'Security', 'Other', 'Updates'), releasedOn: maybe(one('2026-01-13', '2026-10-13')),
  }), { maxLength: 4 })),
  environment: maybe(one('Production', 'Test')),
  site: maybe(one('Rotterdam', 'Hamburg')),
  criticality: maybe(one('critical', 'high', 'low')),
  tags: maybe(one<object>({}, { role: 'web' }, { role: 'db', ha: '' })),
  owner: maybe(one('Web team', 'Data')),
  lastSeen: maybe(one('2026-11-20', '2026-10-22', '2026-10-21', '2026-08-01')),
});

/** Up to 12 servers, S0 to S11. */
export const tinyServers = fc.array(tinyServer, { maxLength: 12 }).map((servers) => servers.map((server, i) => ({ name: `S${i}`, ...server })));

export const tinyDate = one('2020-01-01', '2026-11-20', '2026-11-21', '2026-11-22', '2027-03-01', '2031-07-01');
