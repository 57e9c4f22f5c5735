import * as assert from 'node:assert/strict';
import { looksLikeHtml } from '../../../../src/feeds/net/looksLikeHtml';

suite('looks like HTML', () => {
  function check(start: string, expected: boolean): void {
    assert.equal(looksLikeHtml(start), expected);
    assert.equal(looksLikeHtml(Buffer.from(start)), expected);
  }

  test('pages', () => {
    check('<!DOCTYPE html><html>', true);
    check('\ufeff\r\n  <html lang="en">', true);
    check('<HTML>', true);
    check('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', true);
    check('<!-- proxy -->', true);
  });

  test('feeds', () => {
    check('', false);
    check('{"text": "<html>"}', false);
    check('[]', false);
    check('#model_version:v1\ncve,epss\n', false);
    check('PK\x03\x04<html>', false);
    check('< 5', false);
    assert.equal(looksLikeHtml(Uint8Array.of(0x1f, 0x8b, 0x08)), false);
  });
});
