import { StringDecoder } from 'node:string_decoder';
import { WorkbookError } from './workbookError';

/** Characters of one element. A row of 16,384 short cells has about 1 M. */
const MAX_ELEMENT_LENGTH = 4 * 1024 * 1024;
/** A closing tag may be cut by the end of a chunk. */
const MAX_TAG_LENGTH = 200;
/** Characters looked at for a document type, which a workbook never has. */
const PROLOGUE_LENGTH = 4_096;

/**
 * The elements of one name, whole, out of a part's XML in chunks: `<row …>…</row>` or `<row …/>`. They do not contain each other in workbooks,
 * so an element ends at the first closing tag of its name. Throws WorkbookError on a document type (nothing is ever expanded) and on elements without end.
 */
export async function* xmlElements(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  const start = new RegExp(`<(?:[A-Za-z][\\w.-]{0,30}:)?${name}(?=[\\s/>])`, 'g');
  const end = new RegExp(`</(?:[A-Za-z][\\w.-]{0,30}:)?${name}\\s*>`, 'g');
  let text = '';
  /** Characters of the element that is open in which no end was found; not looked at again, so that a long one costs its length once. */
  let searched = 0;
  let prologue = '';
  for await (const chunk of chunks) {
    const decoded = decoder.write(chunk);
    text += decoded;
    if (prologue.length < PROLOGUE_LENGTH) refuseDocumentType((prologue += decoded.slice(0, PROLOGUE_LENGTH)));
    let at = 0;
    for (;;) {
      start.lastIndex = at;
      const open = start.exec(text);
      if (!open) {
        // A tag may be cut in the middle of its name.
        at = Math.max(at, text.lastIndexOf('<'));
        break;
      }
      const close = text.indexOf('>', open.index);
      if (close < 0) {
        at = open.index;
        break;
      }
      let last = close + 1;
      if (text[close - 1] !== '/') {
        end.lastIndex = Math.max(close + 1, searched);
        const ending = end.exec(text);
        if (!ending) {
          at = open.index;
          searched = Math.max(0, text.length - at - MAX_TAG_LENGTH);
          break;
        }
        searched = 0;
        last = end.lastIndex;
      }
      yield text.slice(open.index, last);
      at = last;
    }
    text = text.slice(Math.max(0, at));
    if (text.length > MAX_ELEMENT_LENGTH) throw new WorkbookError(`one of its <${name}> elements is longer than any real one`);
  }
}

function refuseDocumentType(prologue: string): void {
  if (/<!DOCTYPE|<!ENTITY/i.test(prologue)) throw new WorkbookError('its XML declares a document type, as no spreadsheet program does');
}
