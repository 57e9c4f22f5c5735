import { jsonText } from '../../core/export/json/jsonText';
import { formatCpe } from '../../core/identify/cpe';
import type { Identity } from '../../core/identify/identity';
import { coverageOf } from '../../core/insights/coverage';
import { Identifier, type EstateIdentities } from '../../core/insights/identifyEstate';
import type { Estate } from '../../core/inventory/model';
import { KeptIdentities } from '../../feeds/identities/keptIdentities';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { hostsByFile } from '../../workspace/hosts';
import { AppliedDecisions, DECISION_HELP, DECISION_OPTIONS, decisionsFor } from '../decisions';
import { noteProblems, writeResult } from '../output';
import { feedsFolder, starterDir, today, wasmPath } from '../places';
import { readEstate } from '../readEstate';
import { refuseInput } from '../refuseInput';
import { Stats } from '../stats';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

export const IDENTIFY_SCHEMA = 'inventory-insights/identify/1';

export const identifyCommand: Command = {
  name: 'identify',
  summary: 'say what each software and operating system is: CPE, product, cycle, category',
  help: `inventory-insights identify <file or folder…> [options]

Maps each distinct software and operating system to its names in the feeds, with the rule that decided and its confidence,
the candidates of a search, and how much of the inventory is identified. What users mapped goes first.

  --feeds <dir>        folder of the feeds (default: the user's cache folder; without feeds there, the starter feeds)
  --format json        the only format, and the default
${DECISION_HELP}
  --out <file>         write there instead of to standard output

Exit codes: 0; 2 wrong usage; 3 an input could not be read (the others are identified).
`,
  async run(args) {
    const { values, positionals } = parse(args, { feeds: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' }, ...DECISION_OPTIONS });
    if (positionals.length === 0) throw new UsageError('Name at least one inventory file or folder.');
    choice('format', values.format, ['json'], 'json');
    const decisions = await decisionsFor(values, positionals);
    const { estate, allRead } = await readEstate(positionals, today(), new Stats(), hostsByFile(decisions.hosts));
    await refuseInput(values.out, estate.files);
    const cacheDir = feedsFolder(values.feeds);
    const { knowledge, problems: feedProblems } = await openKnowledge({ cacheDir, starterDir, wasmPath });
    const kept = new KeptIdentities(cacheDir, knowledge.revision);
    const identifier = new Identifier(knowledge.lifecycle, knowledge.index, kept);
    const applied = new AppliedDecisions(decisions, knowledge);
    const identities = applied.identities(estate, identifier.identify(estate));
    const problems = [...feedProblems, ...estate.problems, ...applied.problems];
    await writeResult(jsonText({
      schema: IDENTIFY_SCHEMA,
      servers: estate.servers.map(({ name, key, os, index }) => {
        const { identity } = identities.os[identities.osOf[index]];
        return { name, key, os: { name: os.name, version: os.version, build: os.build, family: identity.family, distribution: identity.distribution, label: identity.label, ...fieldsOf(identity) } };
      }),
      software: estate.software.map(({ name, publisher, version, source, index }) => {
        const identity = identities.software[index];
        return { name, publisher, version, source, category: identity.category, subcategory: identity.subcategory, categoryRule: identity.categoryRule ?? '', ignored: identity.ignored === true, ...fieldsOf(identity), candidates: (identity.candidates ?? []).map(({ key, score }) => ({ cpe: key.slice(2), score })) };
      }),
      coverage: coverageFields(estate, identities),
      problems,
    }), values.out);
    await kept.keep(identifier.decided);
    noteProblems(problems);
    return allRead ? EXIT.ok : EXIT.input;
  },
};

/** `cpe` is the best name, `cpes` all of them; '' and [] when unknown. */
function fieldsOf(identity: Identity): object {
  const cpes = identity.cpes.map(formatCpe);
  return {
    cpe: cpes[0] ?? '', cpes, product: identity.product, cycle: identity.cycle,
    identifiedVersion: identity.version, scheme: identity.scheme, rule: identity.rule, confidence: identity.confidence,
  };
}

/** Unmapped software that is named in the output; the others are in the list of software, with rule `unknown`. */
const MOST_UNMAPPED = 1_000;

function coverageFields(estate: Estate, identities: EstateIdentities): object {
  const { unmapped, ...coverage } = coverageOf(estate, identities);
  return {
    ...coverage,
    unmapped: unmapped.slice(0, MOST_UNMAPPED).map(({ software, servers }) => {
      const { name, publisher, version, source } = estate.software[software]!;
      return { name, publisher, version, source, servers };
    }),
  };
}
