import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { RecordCutter, type CutterLimits } from '../../../../src/feeds/decode/recordCutter';

/** Cuts the text in chunks that end at the given byte offsets; records and header in one line. */
function cut(text: string, ends: readonly number[] = [], limits?: CutterLimits): string {
  const records: string[] = [];
  const cutter = new RecordCutter('list', (bytes) => records.push(bytes.toString('utf8')), limits);
  const bytes = Buffer.from(text, 'utf8');
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    // A chunk's memory is overwritten afterwards, as a stream does with its buffer.
    const chunk = Buffer.from(bytes.subarray(from, end));
    cutter.write(chunk);
    chunk.fill(0x21);
    from = end;
  }
  const result = cutter.end();
  return 'reason' in result ? `failed: ${result.reason}` : `${records.join(' ¦ ')} → ${JSON.stringify(result.header)}${result.tooLong ? ` (${result.tooLong} too long)` : ''}`;
}

const tricky = '\ufeff{"a":"x, [1]\\"", "o":{"list":[9]}, "k\\u0031":"list", "list" : [\n {"s":"]}\\\\\\"{[", "é":["€",{"😀":"\\\\"}]} , "bare \\" ] text",12,[1,{"b":[]}],null,{}\n] , "z":{"list":[3]} }\r\n';
const trickyCut = '{"s":"]}\\\\\\"{[", "é":["€",{"😀":"\\\\"}]} ¦ "bare \\" ] text" ¦ 12 ¦ [1,{"b":[]}] ¦ null ¦ {} → {"a":"x, [1]\\"","o":{"list":[9]},"k1":"list","list":[],"z":{"list":[3]}}';

suite('RecordCutter', () => {
  test('cuts records whole', () => assert.equal(cut(tricky), trickyCut));

  test('at every chunk boundary', () => {
    const length = Buffer.byteLength(tricky);
    for (let i = 0; i <= length; i++) assert.equal(cut(tricky, [i]), trickyCut, `cut at ${i}`);
  });

  test('at every two chunk boundaries', () => {
    const length = Buffer.byteLength(tricky);
    for (let i = 0; i <= length; i++) for (let j = i; j <= length; j++) assert.equal(cut(tricky, [i, j]), trickyCut, `cut at ${i} and ${j}`);
  });

  test('byte by byte', () => assert.equal(cut(tricky, Array.from({ length: Buffer.byteLength(tricky) }, (_, i) => i)), trickyCut));

  test('any JSON in any chunks is cut as JSON.parse reads it', () => {
    fc.assert(fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), fc.boolean(), fc.array(fc.nat(400), { maxLength: 12 }), (list, rest, spaced, cuts) => {
      const whole = { ...rest, list };
      delete (whole as Record<string, unknown>).__proto__;
      const text = JSON.stringify(whole, null, spaced ? 1 : 0);
      // A key that is escaped in JSON is not looked for; NVD writes none.
      const records: unknown[] = [];
      const cutter = new RecordCutter('list', (bytes) => records.push(JSON.parse(bytes.toString('utf8'))));
      const bytes = Buffer.from(text);
      let from = 0;
      for (const end of [...cuts.filter((c) => c < bytes.length).sort((a, b) => a - b), bytes.length]) {
        cutter.write(bytes.subarray(from, end));
        from = end;
      }
      const result = cutter.end();
      assert.ok('header' in result, JSON.stringify(result));
      const parsed = JSON.parse(text);
      assert.deepEqual(records, parsed.list);
      assert.deepEqual(result.header, { ...parsed, list: [] });
    }));
  });

  test('files that are none', () => {
    assert.equal(cut(''), 'failed: it is empty');
    assert.equal(cut(' \n'), 'failed: it is empty');
    assert.equal(cut('<!DOCTYPE html><html>'), 'failed: it is a web page, not JSON');
    assert.equal(cut('cve,epss\n'), 'failed: it is not a JSON object');
    assert.equal(cut('[]'), 'failed: it is not a JSON object');
    assert.equal(cut('{}'), 'failed: it has no list `list`');
    assert.equal(cut('{"a":"list","b":[1]}'), 'failed: it has no list `list`');
    assert.equal(cut('{"list":{}}'), 'failed: it has no list `list`');
    assert.equal(cut('{"list":[]}x'), 'failed: something follows its end');
    assert.equal(cut('{"list":[],"list":[]}'), 'failed: it has two lists `list`');
    assert.equal(cut('{"list":[}'), 'failed: it is not valid JSON');
    assert.equal(cut('{"list":[] "a"}'), 'failed: it is not valid JSON');
  });

  test('cut off at every byte', () => {
    const bytes = Buffer.from(tricky.trimEnd());
    for (let i = 4; i < bytes.length; i++) assert.equal(cut(bytes.subarray(0, i).toString('latin1')).startsWith('failed: '), true, `cut off at ${i}`);
    assert.equal(cut('{"list":[{"a":1},{"b":'), 'failed: it is cut off');
  });

  test('records and headers have bounds', () => {
    const limits = { recordBytes: 10, headerBytes: 64 };
    const text = '{"list":[{"a":1},{"aaaaaaaa":1},"0123456789",{"b":2}]}';
    for (let i = 0; i <= text.length; i++) assert.equal(cut(text, [i], limits), '{"a":1} ¦ {"b":2} → {"list":[]} (2 too long)', `cut at ${i}`);
    assert.equal(cut(`{"a":"${'x'.repeat(100)}","list":[]}`, [], limits), 'failed: it has too much beside its records');
  });
});
