import { lineListing } from './lineListing';

/** Extensions of an editor as fleet tools write them: publisher##extension##version. */
export const editorExtensions = lineListing({
  id: 'editor-extensions',
  expects: 'lines publisher##extension##version',
  fix: 'Write a line for each extension as publisher##extension##version.',
  rows: [{
    pattern: /^(?<publisher>[^#]*)##(?<software>[^#]+)##(?<version>[^#\s]*)$/d,
    read({ publisher = '', software = '', version = '' }, { draft, server }, place) {
      draft.install(server, { name: software, publisher, version, source: 'vscode' }, place);
    },
  }],
  notes: [],
  sure: () => 2,
});
