import { maxLength, minLength, pipe, string, trim } from 'valibot';

/** Characters of a word that a decision names: a software, a tag, a product. */
export const MAX_WORD = 256;
/** Characters of a note. */
export const MAX_NOTE = 2_000;

/** A word that says something; blanks around it do not count. */
export const word = pipe(string('a text is expected'), trim(), minLength(1, 'it is empty'), maxLength(MAX_WORD, `it has more than ${MAX_WORD} characters`));

/** Free text of a person. */
export const note = pipe(string('a text is expected'), maxLength(MAX_NOTE, `it has more than ${MAX_NOTE} characters`));
