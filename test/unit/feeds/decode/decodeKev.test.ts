import * as assert from 'node:assert/strict';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { cveKey } from '../../../../src/feeds/decode/cveId';
import { decodeKev } from '../../../../src/feeds/decode/decodeKev';
import { fromData } from '../dataFiles';

const entry = { cveID: 'CVE-2021-44228', dateAdded: '2021-12-10', dueDate: '2021-12-24', knownRansomwareCampaignUse: 'Known', requiredAction: 'Update.' };

suite('decodeKev', () => {
  test('an entry', () => {
    const decoded = decodeKev({ catalogVersion: '2025.08.25', vulnerabilities: [entry] });
    assert.ok('feed' in decoded);
    assert.equal(decoded.feed.revision, '2025.08.25');
    assert.deepEqual(decoded.feed.records.get(cveKey('CVE-2021-44228') ?? 0), { dateAdded: '2021-12-10', dueDate: '2021-12-24', ransomware: true, requiredAction: 'Update.' });
  });

  test('hostile shapes', () => {
    for (const value of [null, [], {}, { vulnerabilities: 'x' }]) assert.deepEqual(decodeKev(value), { reason: 'it has no list `vulnerabilities`' });
    const decoded = decodeKev({ vulnerabilities: [null, { ...entry, cveID: 5 }, { ...entry, dateAdded: 'today' }, { ...entry, dueDate: 7, knownRansomwareCampaignUse: 1, requiredAction: {} }] });
    assert.ok('feed' in decoded);
    assert.deepEqual([...decoded.feed.records.values()], [{ dateAdded: '2021-12-10', dueDate: null, ransomware: false, requiredAction: '' }]);
    assert.deepEqual(decoded.feed.skips.map(({ reason }) => reason), ['it is nothing, not an object', 'its `dateAdded` is not a date', 'its cveID is not a CVE id']);
  });

  test('the whole real catalogue', function () {
    const file = fromData('feeds/kev/known_exploited_vulnerabilities.json.gz');
    if (!file) return this.skip();
    const decoded = decodeKev(JSON.parse(zlib.gunzipSync(fs.readFileSync(file)).toString('utf8')));
    assert.ok('feed' in decoded);
    assert.equal(decoded.feed.records.size, 1_404);
    assert.deepEqual(decoded.feed.skips, []);
  });
});
