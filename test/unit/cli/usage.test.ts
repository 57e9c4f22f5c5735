import * as assert from 'node:assert/strict';
import { today } from '../../../src/cli/places';
import { choice, parse, runCommand, UsageError, type Command } from '../../../src/cli/usage';

suite('CLI usage', () => {
  const check = (args: string[], expected: string): void => {
    let text: string;
    try {
      const { values, positionals } = parse(args, { feeds: { type: 'string' }, stats: { type: 'boolean' } });
      text = JSON.stringify([{ ...values }, positionals]);
    } catch (error) {
      assert.ok(error instanceof UsageError);
      text = error.message;
    }
    assert.equal(text, expected);
  };

  test('arguments', () => {
    check(['a', '--feeds', 'x', 'b', '--stats'], '[{"feeds":"x","stats":true},["a","b"]]');
    check(['--feeds=x', '--', '--stats'], '[{"feeds":"x"},["--stats"]]');
    check(['--feeds', '-x y', '-stats'], 'Unknown option \'-s\'.');
    check(['--feeds', '-x:y', 'a'], '[{"feeds":"-x:y"},["a"]]');
    check(['--feeds', 'x', '-'], '[{"feeds":"x"},["-"]]');
    check(['--', '--feeds', '-x'], '[{},["--feeds","-x"]]');
    check(['--feeds', '--stats'], 'Option \'--feeds\' argument missing.');
    check(['--bogus'], 'Unknown option \'--bogus\'.');
    check(['--feeds'], 'Option \'--feeds <value>\' argument missing.');
    check(['--stats=yes'], 'Option \'--stats\' does not take an argument.');
  });

  test('what is wrong with a line is explained by the help of the command that was meant', async () => {
    const inner: Command = { name: 'import', summary: '', help: '', run: () => Promise.reject(new UsageError('Name a file.')) };
    const outer: Command = { name: 'feeds', summary: '', help: '', run: (args) => runCommand(inner, args) };
    await assert.rejects(runCommand(outer, []), (error) => error instanceof UsageError && error.command === 'feeds import');
  });

  test('choices', () => {
    assert.equal(choice('format', undefined, ['json', 'csv'], 'csv'), 'csv');
    assert.equal(choice('format', 'json', ['json', 'csv'], 'csv'), 'json');
    assert.throws(() => choice('format', 'xml', ['summary', 'json', 'csv'], 'csv'), { message: '--format is summary, json or csv, not "xml".' });
    assert.throws(() => choice('format', '', ['json'], 'json'), { message: '--format is json, not "".' });
  });

  test('today is the day where this runs', () => assert.equal(today(new Date(2026, 10, 21, 23, 59)), '2026-11-21'));
});
