// Besides the usual: who may import whom, as the table in docs/architecture.md says.
// test/unit/architecture holds the same table against the sources and the bundles; this shows it while one types.
import tseslint from 'typescript-eslint';

/** Packages other than these. @param {string} allowed alternatives of a regular expression */
const packagesBut = allowed => `^(?!\\.)(?!(?:${allowed})$)`;

/** A relative path into one of these folders. @param {string} folders alternatives of a regular expression */
const into = folders => `^\\.\\.?/(?:.*/)?(?:${folders})/`;

/**
 * @param {string[]} files
 * @param {{regex: string, message: string, allowTypeImports?: boolean}[]} patterns
 * @param {string[]} [ignores]
 */
const imports = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

const coreMessage = 'The core is pure: it imports nothing but the core.';
const corePatterns = [
  { regex: '^(?!\\.)', message: coreMessage },
  { regex: into('feeds|workspace|protocol|worker|cli|extension|webview|test|scripts'), message: coreMessage },
];

/** What each stage of the core must not look back to: (inventory, version) ← identify ← match ← insights ← export. */
const coreStages = [
  { folder: 'inventory', later: 'identify|match|insights|export' },
  { folder: 'version', later: 'identify|match|insights|export' },
  { folder: 'identify', later: 'match|insights|export' },
  { folder: 'match', later: 'insights|export' },
  { folder: 'insights', later: 'export' },
];

const oneNamedExport = [
  { selector: 'ExportDefaultDeclaration', message: 'No default exports: a name that can be searched for.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file that has it.' },
];

const noClock = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The core has no clock: take the date as an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'The core has no clock: take the date as an argument.' },
];

const noInlineStyle = [
  { selector: 'TaggedTemplateExpression[tag.name="html"] TemplateElement[value.raw=/\\sstyle\\s*=/]', message: 'The CSP forbids style attributes: use a class, or set a CSSOM property.' },
  { selector: 'ImportDeclaration[source.value=/style-map/]', message: 'The CSP breaks styleMap\'s first render: set CSSOM properties.' },
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'out/', '.vscode-test/', 'media/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
      // Those of ESLint's own recommendation that the compiler does not already hold.
      'no-async-promise-executor': 'error',
      'no-constant-binary-expression': 'error',
      'no-control-regex': 'error',
      'no-empty': 'error',
      'no-irregular-whitespace': 'error',
      'no-loss-of-precision': 'error',
      'no-misleading-character-class': 'error',
      'no-self-assign': 'error',
      'no-sparse-arrays': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'eqeqeq': ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'object-shorthand': ['error', 'properties'],
      'prefer-const': 'error',
    },
  },
  {
    // The only rules that need types, where things are asynchronous: a promise that nobody waits for fails unseen.
    files: ['{src/{worker,extension,feeds,workspace,cli},webview,test,scripts}/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    },
  },
  { files: ['{src,webview,test,scripts}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...oneNamedExport] } },

  // The webviews see only the protocol, so it names the core's types again.
  { files: ['src/protocol/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...oneNamedExport.slice(0, 2), { selector: 'ExportNamedDeclaration[source][exportKind="value"]', message: 'No barrels: only types of the core are passed on.' }] } },

  // The core: pure, and its stages in order.
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...oneNamedExport, ...noClock],
      'no-restricted-globals': ['error', 'console', 'crypto', 'fetch', 'performance', 'process', 'queueMicrotask', 'require', 'setImmediate', 'setInterval', 'setTimeout'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock: take the date as an argument.' },
        { object: 'Math', property: 'random', message: 'The core has no randomness.' },
      ],
    },
  },
  imports(['src/core/**/*.ts'], corePatterns),
  ...coreStages.map(({ folder, later }) => imports(
    [`src/core/${folder}/**/*.ts`],
    [...corePatterns, { regex: into(later), message: `In the core, ${folder} comes before ${later.replaceAll('|', ', ')}.` }],
  )),

  imports(['src/feeds/**/*.ts'], [
    { regex: packagesBut('sql\\.js|undici|yauzl|yazl|node:.*'), message: 'Feeds import the core, sql.js, undici, yauzl, yazl and node:*.' },
    { regex: into('workspace|protocol|worker|cli|extension|webview'), message: 'Feeds import the core, sql.js, undici, yauzl, yazl and node:*.' },
  ]),
  imports(['src/workspace/**/*.ts'], [
    { regex: packagesBut('valibot|jsonc-parser|node:.*'), message: 'The workspace\'s files import the core, valibot, jsonc-parser and node:*.' },
    { regex: into('feeds|protocol|worker|cli|extension|webview'), message: 'The workspace\'s files import the core, valibot, jsonc-parser and node:*.' },
  ]),
  imports(['src/protocol/**/*.ts'], [
    { regex: '^(?!\\.)', message: 'The protocol is plain types.' },
    { regex: into('core'), message: 'The protocol takes types from the core, never values.', allowTypeImports: true },
    { regex: into('feeds|workspace|worker|cli|extension|webview'), message: 'The protocol takes types from the core, and nothing else.' },
  ], ['src/protocol/lsp.ts']),
  imports(['src/protocol/lsp.ts'], [
    { regex: packagesBut('vscode-languageserver-protocol|vscode-languageserver-types|vscode-jsonrpc'), message: 'Besides the core\'s types lsp.ts takes the LSP protocol\'s.' },
    { regex: into('core'), message: 'The protocol takes types from the core, never values.', allowTypeImports: true },
    { regex: into('feeds|workspace|worker|cli|extension|webview'), message: 'The protocol takes types from the core, and nothing else.' },
  ]),
  imports(['src/worker/**/*.ts'], [
    { regex: packagesBut('vscode-languageserver(?:/node)?|vscode-languageserver-textdocument|picomatch|node:.*'), message: 'The worker imports core, feeds, workspace, protocol, the LSP server, picomatch and node:*.' },
    { regex: into('cli|extension|webview'), message: 'The worker imports core, feeds, workspace, protocol, the LSP server, picomatch and node:*.' },
  ]),
  imports(['src/cli/**/*.ts'], [
    { regex: packagesBut('node:.*'), message: 'The CLI imports core, feeds, workspace and node:*.' },
    { regex: into('worker|protocol|extension|webview'), message: 'The CLI imports core, feeds, workspace and node:*.' },
  ]),
  imports(['src/extension/**/*.ts'], [
    { regex: packagesBut('vscode|vscode-languageclient(?:/node)?|node:path'), message: 'The extension imports protocol, vscode, the language client and node:path.' },
    { regex: into('core|feeds|workspace|worker|cli'), message: 'The extension asks the worker; it does not compute.' },
  ]),

  // The webviews: a panel sees itself, shared/ and the protocol.
  { files: ['webview/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...oneNamedExport, ...noInlineStyle] } },
  ...[
    { files: ['webview/**/*.ts'], ignores: ['webview/shared/controls.ts', 'webview/charts/*.ts'], packages: 'lit(?:/.*)?' },
    { files: ['webview/charts/*.ts'], ignores: [], packages: 'lit(?:/.*)?|chart\\.js' },
    { files: ['webview/shared/controls.ts'], ignores: [], packages: 'lit(?:/.*)?|@vscode/webview-ui-toolkit' },
  ].map(({ files, ignores, packages }) => imports(files, [
    { regex: packagesBut(packages), message: 'Webviews import lit and the virtualizer; the UI toolkit only in webview/shared/controls.ts.' },
    { regex: '^(?:\\.\\./)+src/(?!protocol/(?:webview|models/\\w+)$)', message: 'Of src/ the webviews see protocol/webview and protocol/models.' },
    { regex: '^(?:\\.\\./)+(?:overview|servers|software|server|charts)/', message: 'A panel does not import another panel: move what both need to webview/shared.' },
  ], ignores)),

  { files: ['**/*.mjs'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
);
