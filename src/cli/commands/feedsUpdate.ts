import { jsonText } from '../../core/export/json/jsonText';
import { OSV_ECOSYSTEMS, osvEcosystems } from '../../core/identify/osvEcosystem';
import { Identifier } from '../../core/insights/identifyEstate';
import { openKnowledge } from '../../feeds/store/openKnowledge';
import { DEFAULT_MAX_AGE_DAYS, NETWORK_FEEDS, type NetworkFeed, type UpdateOptions } from '../../feeds/sync/update';
import { FEED_LABELS } from '../../feeds/sync/updateMessages';
import { FEED_URL_NAMES, feedUrls, URLS_VARIABLE } from '../feedUrls';
import { interruptible } from '../interrupt';
import { note, noteProblems, printable, writeResult } from '../output';
import { feedsFolder, productVersion, starterDir, today, wasmPath } from '../places';
import { ProgressLine } from '../progressLine';
import { readEstate } from '../readEstate';
import { Stats } from '../stats';
import { outcomeLine } from '../updateText';
import { choice, EXIT, parse, UsageError, type Command } from '../usage';

/** The key of NVD's API. Never an argument: those can be read in the list of processes. */
const KEY_VARIABLE = 'INVENTORY_INSIGHTS_NVD_API_KEY';

export const feedsUpdateCommand: Command = {
  name: 'update',
  summary: 'refresh the feeds over the network',
  help: `inventory-insights feeds update [options]

Downloads what is new of each feed: ${NETWORK_FEEDS.join(', ')}. Feeds are downloaded whole; nothing of an inventory is sent.
Each feed stands by itself: one that fails leaves the others, and its own last good data, in use. An interrupted update goes on where it was.

  --feeds <dir>          folder of the feeds (default: the user's cache folder)
  --feed <names>         only these, separated by commas
  --max-age <days>       leave feeds alone that are younger (default: ${DEFAULT_MAX_AGE_DAYS})
  --force                refresh all, however young
  --ecosystem <name>     a distribution whose advisories to take; may be repeated:
                         ${OSV_ECOSYSTEMS.join(', ')}
  --inventory <file>     take the distributions from this inventory file or folder; may be repeated
                         (without either: the distributions that are there already)
  --mirror <name=url>    read from this address instead; may be repeated; names: ${FEED_URL_NAMES.join(', ')}
  --proxy <url>          go through this proxy (default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY)
  --format <format>      summary (default) or json
  --quiet                no progress on standard error
  --verbose              retries and redirects on standard error

Environment: ${KEY_VARIABLE}, the key of NVD's API, sent to it alone and never needed;
${URLS_VARIABLE}, mirrors as --mirror takes them, separated by spaces; NODE_EXTRA_CA_CERTS for a certificate authority of your own.
Exit codes: 0 all is current; 2 wrong usage; 3 some feed failed (the others are current); 130 interrupted.
This product uses data from the NVD API but is not endorsed or certified by the NVD.
`,
  async run(args) {
    const { values, positionals } = parse(args, {
      feeds: { type: 'string' }, feed: { type: 'string', multiple: true }, 'max-age': { type: 'string' }, force: { type: 'boolean' },
      ecosystem: { type: 'string', multiple: true }, inventory: { type: 'string', multiple: true }, mirror: { type: 'string', multiple: true },
      proxy: { type: 'string' }, format: { type: 'string' }, quiet: { type: 'boolean' }, verbose: { type: 'boolean' },
    });
    if (positionals.length > 0) throw new UsageError('feeds update takes no files; "feeds import" does.');
    if (values.force && values['max-age'] !== undefined) throw new UsageError('--force refreshes all; leave out --max-age.');
    const format = choice('format', values.format, ['summary', 'json'], 'summary');
    const maxAgeDays = values.force ? 0 : daysOf(values['max-age']);
    const feeds = feedsOf(values.feed);
    const urls = feedUrls(values.mirror ?? [], process.env[URLS_VARIABLE]);
    const cacheDir = feedsFolder(values.feeds);
    const places = { cacheDir, starterDir, wasmPath };
    const named = (values.ecosystem ?? []).map(ecosystemOf);
    const { ecosystems, allRead } = feeds?.includes('osv') === false ? { ecosystems: [], allRead: true } : await ecosystemsOf(named, values.inventory ?? [], places);

    const progress = new ProgressLine(values.quiet === true);
    const { feedChanges } = await import('../../feeds/feedChanges');
    const { outcomes, problems, cancelled } = await interruptible((signal) => feedChanges.updateFeeds({
      ...places, ecosystems, maxAgeDays, urls, signal, now: new Date().toISOString(), productVersion: productVersion(), nvdApiKey: process.env[KEY_VARIABLE]?.trim() ?? '',
      ...(feeds ? { feeds } : {}),
      ...(values.proxy === undefined ? {} : { proxy: { url: values.proxy, noProxy: [] } }),
      ...(values.verbose ? { log: note } : {}),
      progress: ({ feed, text, ...rest }) => progress.report({ text: feed === null || text.startsWith(FEED_LABELS[feed]) ? text : `${FEED_LABELS[feed]}: ${text}`, ...rest }),
    }));
    progress.end();
    await writeResult(format === 'json' ? jsonText({ directory: cacheDir, outcomes, problems }) : outcomes.map((outcome) => `${printable(outcomeLine(outcome, maxAgeDays))}\n`), undefined);
    // What failed stands in the outcomes; what was left out does not.
    noteProblems(format === 'json' ? problems : problems.filter(({ severity }) => severity !== 'error'));
    if (cancelled) return EXIT.interrupted;
    return !allRead || outcomes.some(({ outcome }) => outcome === 'failed') ? EXIT.input : EXIT.ok;
  },
};

function daysOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_MAX_AGE_DAYS;
  if (!/^\d{1,5}(?:\.\d{1,3})?$/.test(text)) throw new UsageError(`--max-age is a number of days, not "${text}".`);
  return Number(text);
}

function feedsOf(texts: readonly string[] | undefined): readonly NetworkFeed[] | undefined {
  return texts?.flatMap((text) => text.split(',')).map((name) => choice('feed', name.trim(), NETWORK_FEEDS, 'nvd'));
}

function ecosystemOf(name: string): string {
  const known = OSV_ECOSYSTEMS.find((one) => one.toLowerCase() === name.trim().toLowerCase());
  if (known === undefined) throw new UsageError(`--ecosystem is one of ${OSV_ECOSYSTEMS.join(', ')}, not "${name}".`);
  return known;
}

interface Wanted {
  readonly ecosystems: readonly string[];
  /** False when some inventory gave nothing; its distributions are then missing. */
  readonly allRead: boolean;
}

/** OSV's ecosystems that were named, and those of the inventories' operating systems; without either what the cache has. */
async function ecosystemsOf(named: readonly string[], inventories: readonly string[], places: Pick<UpdateOptions, 'cacheDir' | 'starterDir' | 'wasmPath'>): Promise<Wanted> {
  if (inventories.length === 0 && named.length > 0) return { ecosystems: named, allRead: true };
  const { knowledge } = await openKnowledge(places);
  if (inventories.length === 0) return { ecosystems: knowledge.feeds.find(({ name }) => name === 'osv')?.parts?.map(({ name }) => name) ?? [], allRead: true };
  const { estate, allRead } = await readEstate(inventories, today(), new Stats());
  noteProblems(estate.problems.filter(({ severity }) => severity === 'error'));
  const found = osvEcosystems(new Identifier(knowledge.lifecycle).identify(estate).os.map(({ identity }) => identity));
  return { ecosystems: [...new Set([...named, ...found])], allRead };
}
