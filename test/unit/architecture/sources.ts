import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { root } from '../../support/root';

/** One `import` or `export … from`, as the source text has it. */
export interface Import {
  /** Relative to the root, with slashes. */
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  /** The file that a relative specifier names, relative to the root; undefined for a package. */
  readonly target: string | undefined;
  /** Erased by the compiler: no code is loaded. */
  readonly typeOnly: boolean;
}

/** Every TypeScript file below the folders, relative to the root, sorted. */
export function sourceFiles(...folders: readonly string[]): string[] {
  return folders
    .flatMap(folder => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(file => `${folder}/${file.replaceAll('\\', '/')}`))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort();
}

export function readSource(file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

/** All imports of a file: static ones, re-exports, `import()`, `require()` and `import('…')` types. */
export function importsOf(file: string, text = readSource(file)): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({ file, line, specifier: specifier.text, target: resolve(file, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) add(node, node.moduleReference.expression, node.isTypeOnly);
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')) add(node, node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return !clause.name && names !== undefined && ts.isNamedImports(names) && names.elements.length > 0 && names.elements.every(name => name.isTypeOnly);
}

function resolve(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const candidates = [target, `${target}.ts`, target.replace(/\.js$/, '.ts'), `${target}/index.ts`];
  return candidates.find(candidate => fs.existsSync(path.join(root, candidate)) && fs.statSync(path.join(root, candidate)).isFile()) ?? target;
}
