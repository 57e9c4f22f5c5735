import { array, object, optional, safeParse, string } from 'valibot';
import { statementsOfCycloneDx, type CycloneDxComponent, type CycloneDxVulnerability } from '../core/export/vex/cycloneDxVex';
import type { VexStatement } from '../core/export/vex/openVex';
import { fingerprint, statementName, statementFacts } from '../core/export/vex/vexNames';
import { vexStatement } from './vexStatements';

/** A VEX document of anybody, read as far as it makes sense. */
export interface VexReading {
  readonly format: 'OpenVEX' | 'CycloneDX';
  /** Each with an IRI of its own. */
  readonly statements: readonly VexStatement[];
  /** Statements that were not understood; the reasons of the first. */
  readonly rejected: number;
  readonly reasons: readonly string[];
}

const MOST_REASONS = 20;
/** Characters of an author's name that are kept. */
const MAX_AUTHOR = 200;
/** Deeper components are left out. */
const MAX_DEPTH = 16;

const vulnerability = object({
  id: string('an id is expected'),
  analysis: optional(object({ state: optional(string()), justification: optional(string()), detail: optional(string()), firstIssued: optional(string()) })),
  affects: optional(array(object({ ref: string() }))),
  properties: optional(array(object({ name: optional(string()), value: optional(string()) }))),
});
const component = object({ 'bom-ref': optional(string()), type: optional(string()), name: optional(string()), version: optional(string()), purl: optional(string()), cpe: optional(string()) });

/** Reads an OpenVEX document (0.2.0 and the drafts before it) or a CycloneDX one with statements about vulnerabilities. Never throws. */
export function readVexDocument(text: string): VexReading | { readonly flaw: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { flaw: `It is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be parsed'}.` };
  }
  const document = asRecord(value);
  const newer = document && newerFormat(document);
  if (newer) return { flaw: newer };
  if (document?.bomFormat === 'CycloneDX') return readCycloneDx(document);
  if (Array.isArray(document?.statements)) return readOpenVex(document);
  return { flaw: 'It is neither an OpenVEX nor a CycloneDX document: there is no list of "statements" and no "bomFormat".' };
}

/** OpenVEX's place of specifications; drafts name it without a version. */
const OPENVEX_CONTEXTS = /^https?:\/\/openvex\.dev\/ns\/v(\d{1,6})\.(\d{1,6})/;
/** CycloneDX 2 may be another document altogether. */
const CYCLONEDX_MAJOR = 1;

/** Why a document of a later specification is not read: its words may mean something else, and what is set aside by mistake is a risk unseen. '' for those that are known. */
function newerFormat(document: Readonly<Record<string, unknown>>): string {
  if (document.bomFormat === 'CycloneDX') {
    const [, major] = /^(\d{1,6})\./.exec(typeof document.specVersion === 'string' ? document.specVersion : '') ?? [];
    return Number(major ?? 0) > CYCLONEDX_MAJOR ? `It is of CycloneDX ${major}; versions 1.4 to 1.6 are known. Export it in one of these.` : '';
  }
  const contexts = Array.isArray(document['@context']) ? (document['@context'] as readonly unknown[]) : [document['@context']];
  for (const context of contexts) {
    const [, major, minor] = OPENVEX_CONTEXTS.exec(typeof context === 'string' ? context : '') ?? [];
    if (Number(major ?? 0) > 0 || Number(minor ?? 0) > 2) return `It is of OpenVEX ${major}.${minor}; version 0.2 and the drafts before it are known. Export it as 0.2.0, or update this program.`;
  }
  return '';
}

function readOpenVex(document: Readonly<Record<string, unknown>>): VexReading {
  const author = typeof document.author === 'string' ? document.author.slice(0, MAX_AUTHOR) : '';
  const at = typeof document.timestamp === 'string' ? document.timestamp : undefined;
  return gather('OpenVEX', (document.statements as readonly unknown[]).map((statement) => safeParse(vexStatement, modern(statement))), (statement) => named({ ...(at === undefined ? {} : { timestamp: at }), ...statement }, author));
}

/** Drafts before 0.2.0 name vulnerabilities and products by plain text. */
function modern(statement: unknown): unknown {
  const one = asRecord(statement);
  if (one === undefined) return statement;
  const parts = Array.isArray(one.subcomponents) ? { subcomponents: one.subcomponents.map(asComponent) } : {};
  return {
    ...one,
    vulnerability: typeof one.vulnerability === 'string' ? { name: one.vulnerability } : one.vulnerability,
    ...(Array.isArray(one.products) ? { products: one.products.map((product) => (typeof product === 'string' ? { '@id': product, ...parts } : product)) } : {}),
  };
}

function asComponent(value: unknown): unknown {
  return typeof value === 'string' ? { '@id': value } : value;
}

function readCycloneDx(document: Readonly<Record<string, unknown>>): VexReading | { readonly flaw: string } {
  if (!Array.isArray(document.vulnerabilities)) return { flaw: 'The CycloneDX document says nothing of vulnerabilities.' };
  const components = componentsOf([asRecord(document.metadata)?.component, ...(Array.isArray(document.components) ? document.components : [])], 0);
  const read = document.vulnerabilities.map((one: unknown) => safeParse(vulnerability, one));
  const good = read.flatMap((one) => (one.success ? [one.output as CycloneDxVulnerability] : []));
  const statements = statementsOfCycloneDx(good, components).map((statement) => safeParse(vexStatement, statement));
  const reading = gather('CycloneDX', statements, (statement) => statement);
  const bad = read.flatMap(({ issues }) => (issues ? [issues[0].message] : []));
  return { ...reading, rejected: reading.rejected + bad.length, reasons: [...reading.reasons, ...bad].slice(0, MOST_REASONS) };
}

function componentsOf(values: readonly unknown[], depth: number): CycloneDxComponent[] {
  return values.flatMap((value): CycloneDxComponent[] => {
    const read = safeParse(component, value);
    if (!read.success) return [];
    const inside = asRecord(value)?.components;
    const plain = Object.fromEntries(Object.entries(read.output).filter(([, one]) => one !== undefined)) as CycloneDxComponent;
    return [Array.isArray(inside) && depth < MAX_DEPTH ? { ...plain, components: componentsOf(inside, depth + 1) } : plain];
  });
}

type Parsed = ReturnType<typeof safeParse<typeof vexStatement>>;

function gather(format: VexReading['format'], parsed: readonly Parsed[], finish: (statement: VexStatement) => VexStatement): VexReading {
  const reasons = parsed.flatMap(({ success, issues }) => (success ? [] : [issues[0].message]));
  return { format, statements: parsed.flatMap(({ success, output }) => (success ? [finish(output)] : [])), rejected: reasons.length, reasons: [...new Set(reasons)].slice(0, MOST_REASONS) };
}

/** A statement of others under an IRI of this tool's, with its author; its own IRI says nothing here. */
function named(statement: VexStatement, author: string): VexStatement {
  const { until, by } = statementFacts(statement['@id'] ?? '');
  const products = fingerprint(JSON.stringify(statement.products ?? []));
  return { ...statement, '@id': statementName({ cve: statement.vulnerability.name, products, until: until ?? null, by: by || author }) };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
