import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import readExcelFile from 'read-excel-file/node';
import { assess, compare, type Assessed } from '../support/assess';
import { becomes, eventually } from '../support/eventually';
import { cyclonedxSchemas, sarifSchema, schemaErrors } from '../support/exports';
import { useWorkbench } from '../support/workbench';

/** The walk holds on any day: dates are looked at from here. */
const TODAY = '2026-11-21';

/** The question of issue 7, as it is typed. */
const QUESTION = 'environment:production exploited:yes support-ends:<2027-03-01';
const VIEW = 'Before the migration';
const TAG = { key: 'wave', value: '1' };
const UNTIL = '2027-01-31';
const COMMIT = 'Inventory of October';

/** Of the pictures that need more than a window has, in pixels. */
const HEIGHTS: Readonly<Record<string, number>> = { 'what-if': 1035, 'charts': 1100 };
const EXPORTED = { sarif: 'wave.sarif', cyclonedx: 'wave.bom.json', xlsx: 'wave.xlsx' } as const;

/** The inventory as it stands below a commit in which Rotterdam was younger: what has come and gone since is known. */
function commitOlderInventory(folder: string): void {
  const git = (args: readonly string[], input?: string): string => execFileSync('git', [...args], {
    cwd: folder, input, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  }).trim();
  const commit = (message: string): void => {
    git(['-c', 'user.name=Tests', '-c', 'user.email=tests@invalid', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', message]);
  };
  interface Host { readonly name: string; readonly software?: readonly { readonly name: string; readonly version: string }[] }
  const file = 'rotterdam.inventory.json';
  const { servers, ...rest } = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as { readonly servers: readonly Host[] };
  const older = servers.filter(({ name }) => name !== 'RTM-DC02').map((server): Host => {
    if (server.name === 'RTM-DC01') return { ...server, software: server.software!.filter(({ name }) => name !== 'Google Chrome') };
    if (server.name === 'RTM-APP02') return { ...server, software: server.software!.map(each => (each.version === '9.0.31' ? { ...each, version: '9.0.30' } : each)) };
    return server;
  });
  git(['init', '--quiet']);
  git(['add', '--all']);
  // The older file goes past the folder, which is open already, straight into the index.
  const blob = git(['hash-object', '-w', '--stdin'], JSON.stringify({ servers: older, ...rest }));
  git(['update-index', '--cacheinfo', `100644,${blob},${file}`]);
  commit(COMMIT);
  git(['add', '--all']);
  commit('Inventory of November');
}

suite('find, decide, act, by clicks and keys', () => {
  const workbench = useWorkbench();
  const frame = () => workbench().webview();
  const now = () => assess(workbench().workspace, TODAY, workbench().cache);
  const inFolder = (name: string) => path.join(workbench().workspace, name);
  const kept = <T>(name: string) => JSON.parse(fs.readFileSync(inFolder(`.inventory-insights/${name}`), 'utf8')) as T;
  /** The sample estate before anybody decided anything. */
  let untouched: Assessed;
  /** Names of the servers that answer the question, worst first. */
  let answer: readonly string[];
  /** The finding that is set aside. */
  let aside: string;

  const shownPanel = async (title: string) => {
    await workbench().page.locator('.tab.active', { hasText: title }).first().waitFor();
    await frame().locator('main').first().waitFor();
  };
  const shows = (count: number) => frame().getByText(`${count} of ${untouched.summary.servers} servers`, { exact: true }).waitFor();
  const listed = async () => (await frame().getByRole('grid', { name: 'Servers', exact: true }).getByRole('row').evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')?.split(',')[0] ?? ''))).filter(name => name !== '');
  const filterBox = () => frame().getByRole('combobox', { name: 'Search or filter servers' });
  const typeFilter = async (text: string, servers: number) => {
    const { page } = workbench();
    await filterBox().click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await shows(servers);
  };
  /** Asked for by its name, the list shows all servers. */
  const openServers = async () => {
    await workbench().palette('Inventory Insights: Open Servers');
    await shownPanel('Servers');
    await shows(untouched.summary.servers);
  };
  /** Chooses all rows of the list by keys and presses one of the actions on them. */
  const onAllRows = async (action: string, count: number) => {
    const actions = frame().getByRole('toolbar', { name: 'Actions on the chosen rows' });
    await frame().getByRole('grid', { name: 'Servers', exact: true }).focus();
    await workbench().page.keyboard.press('Control+A');
    await actions.getByText(`${count} chosen`).waitFor();
    await actions.getByRole('button', { name: action, exact: true }).click();
  };
  /** What is asked in a quick input whose title holds the text, and then typed into it. */
  const asked = async (title: string, typed: string) => {
    await workbench().page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor();
    // The choice of the step before has the same title.
    await workbench().page.locator('.quick-input-widget .quick-input-list').waitFor({ state: 'hidden' });
    const input = workbench().page.locator('.quick-input-widget .quick-input-box input');
    await input.fill(typed);
    await eventually(`"${typed}" to be accepted`, async () => await input.inputValue() === typed);
    await workbench().page.keyboard.press('Enter');
  };
  const picked = async (placeholder: string, row: string) => {
    const { page } = workbench();
    await page.locator(`.quick-input-widget input[placeholder^="${placeholder}"]`).waitFor();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click();
  };

  suiteSetup(async () => {
    untouched = now();
    commitOlderInventory(workbench().workspace);
    await workbench().openContainer('Inventory Insights');
    await workbench().setAsOf(TODAY);
    await workbench().palette('View: Toggle Primary Side Bar Visibility');
  });

  test('the list narrows to production, exploited, support ending before 1 March 2027', async () => {
    const exploited = new Set(untouched.findings.filter(({ verdict, kev }) => verdict === 'affected' && kev).map(({ server }) => server));
    answer = untouched.servers
      .filter(({ name, environment, os }) => environment === 'Production' && exploited.has(name) && os.endsOn !== null && os.endsOn < '2027-03-01')
      .sort((a, b) => b.score - a.score).map(({ name }) => name);
    assert.ok(answer.length > 3 && answer.length < untouched.servers.length / 2, answer.join(', '));
    await openServers();
    await typeFilter(QUESTION, answer.length);
    await becomes(async () => [...await listed()].sort(), [...answer].sort());
    const inForce = frame().getByRole('group', { name: 'Filters in force' });
    await becomes(() => inForce.getByRole('button', { name: /^Remove filter/ }).count(), 3);
  });

  test('the narrowed list is saved as a view, and opens again from its name', async () => {
    await frame().getByRole('button', { name: 'Save view…' }).click();
    await asked('Save View', VIEW);
    await eventually('the next question', async () => await workbench().page.locator('.quick-input-message', { hasText: 'What it is for' }).isVisible());
    await asked('Save View', 'What has to be gone by March');
    await workbench().pick('In the workspace');
    await workbench().toast(`The view “${VIEW}” was saved.`).waitFor();
    const { views } = kept<{ views: readonly { name: string; filter: string }[] }>('views.json');
    assert.deepEqual(views.map(({ name }) => name), [VIEW]);
    await workbench().closeToasts();
    await frame().getByRole('button', { name: 'Clear all' }).click();
    await shows(untouched.summary.servers);
    await workbench().palette('Inventory Insights: Open View…');
    await workbench().pick(VIEW);
    await shows(answer.length);
    await becomes(async () => [...await listed()].sort(), [...answer].sort());
  });

  test('all of its servers get a tag, which the list then finds', async () => {
    await onAllRows('Tag…', answer.length);
    await workbench().pick(TAG.key);
    await workbench().page.locator('.quick-input-title', { hasText: `Value of ${TAG.key}` }).waitFor();
    await workbench().pick(TAG.value);
    await workbench().toast(`tag ${TAG.key}=${TAG.value}`).waitFor();
    await workbench().closeToasts();
    assert.deepEqual(now().servers.filter(({ tags }) => tags[TAG.key] === TAG.value).map(({ name }) => name).sort(), [...answer].sort());
    await openServers();
    await typeFilter(`tag:${TAG.key}=${TAG.value}`, answer.length);
    await becomes(async () => [...await listed()].sort(), [...answer].sort());
  });

  test('a rule of that filter makes them critical', async () => {
    await onAllRows('Criticality rule from filter…', answer.length);
    await workbench().pick('Critical');
    await workbench().toast('A criticality rule was added').waitFor();
    await workbench().closeToasts();
    const critical = (of: Assessed) => of.servers.filter(({ criticality }) => criticality === 'critical').map(({ name }) => name).sort();
    assert.deepEqual(critical(now()), [...new Set([...critical(untouched), ...answer])].sort());
    await openServers();
    await typeFilter(`tag:${TAG.key}=${TAG.value} criticality:critical`, answer.length);
  });

  test('two recommendations ticked in the overview show the score falling', async () => {
    await workbench().palette('Inventory Insights: Open Overview');
    await shownPanel('Overview');
    const card = frame().getByRole('region', { name: 'What to do first' });
    const total = untouched.servers.reduce((sum, { score }) => sum + score, 0);
    const scores = async () => {
      const [, before, after] = /([\d,]+) → now, then ([\d,]+)/.exec((await card.getByRole('listitem').filter({ hasText: 'total risk score' }).textContent() ?? '').replace(/\s+/g, ' ')) ?? [];
      return [before, after].map(text => Number(text?.replaceAll(',', '')));
    };
    const boxes = card.getByRole('checkbox');
    await boxes.first().check();
    const [first, once] = await eventually('the score with one ticked', async () => {
      const [before, after] = await scores();
      return Boolean(after) && [before!, after!] as const;
    });
    assert.equal(first, total);
    assert.ok(once < total, `${once} of ${total}`);
    await boxes.nth(1).check();
    await card.getByText('What if: 2 recommendations ticked.').waitFor();
    const twice = await eventually('the score with both ticked', async () => {
      const [, after] = await scores();
      return after! < once && after;
    });
    assert.ok(twice < once);
    // Only a question: nothing was decided.
    assert.equal(now().servers.reduce((sum, { score }) => sum + score, 0), total);
  });

  test('a finding is set aside from the server panel until a day, and leaves the score', async () => {
    const [name] = answer;
    const before = now().servers.find(server => server.name === name)!;
    const { cve } = before.topVulnerabilities[0]!;
    aside = cve;
    await workbench().palette('Inventory Insights: Show Server…');
    await workbench().pick(name!);
    await shownPanel(name!);
    await frame().getByRole('button', { name: `Why ${cve}?`, exact: true }).first().click();
    await frame().getByRole('complementary').getByRole('button', { name: `Set aside… ${cve}` }).click();
    await picked('Where does this hold?', `On ${name} only`);
    await picked('For which software?', 'Any software with');
    await picked('What is so?', 'Affected, risk accepted until');
    await asked('Set Aside', 'Behind the jump host until it is replaced');
    await workbench().page.locator('.quick-input-widget input[placeholder="YYYY-MM-DD"]').waitFor();
    await asked('Set Aside', UNTIL);
    await workbench().toast(`${cve} is set aside until ${UNTIL}.`).waitFor();
    await workbench().closeToasts();
    const after = now();
    const { score } = after.servers.find(server => server.name === name)!;
    assert.ok(score < before.score, `the score went from ${before.score} to ${score}`);
    assert.ok(after.findings.filter(finding => finding.server === name && finding.cve === cve).every(({ verdict }) => verdict === 'suppressed'));
    await showsScore(score);
    // The open evidence is asked for anew, and tells of the statement.
    await frame().getByRole('tab', { name: /^Vulnerabilities/ }).click();
    const evidence = frame().getByRole('complementary', { name: `Evidence for ${cve}` });
    await evidence.getByRole('heading', { name: 'Set aside' }).waitFor();
    await evidence.getByText(`Set aside until ${UNTIL}`).waitFor();
    await evidence.getByRole('link', { name: /^vex\.json/ }).waitFor();
  });

  test('compared with an older revision, each change stands with its cause', async () => {
    const expected = compare(workbench().workspace, 'HEAD~1', TODAY, workbench().cache);
    assert.ok(expected.findings.added > 0 && expected.findings.fixed > 0 && expected.kinds.new === 1, JSON.stringify(expected));
    await workbench().palette('Inventory Insights: Compare With…');
    await workbench().pick('A git revision');
    await workbench().pick(COMMIT);
    await shownPanel('Compare');
    const totals = frame().getByRole('list').filter({ hasText: 'total risk score' });
    const figure = (label: string) => totals.getByRole('listitem').filter({ hasText: label });
    for (const [label, count] of [['new findings', expected.findings.added], ['fixed findings', expected.findings.fixed], ['unchanged findings', expected.findings.unchanged], ['new servers', expected.kinds.new], ['servers changed', expected.kinds.changed]] as const) {
      await becomes(async () => (await figure(label).innerText()).split(/\s/)[0], String(count), label);
    }
    const row = (name: string) => frame().getByRole('row').filter({ has: frame().getByRole('link', { name, exact: true }) });
    assert.match(await row('RTM-DC01').innerText(), /new CVE-/);
    assert.match(await row('RTM-APP02').innerText(), /fixed CVE-/);
    assert.match(await row('RTM-DC02').innerText(), /New/);
  });

  test('the tagged servers go to Excel, SARIF and CycloneDX, each valid by another reader', async () => {
    await openServers();
    await typeFilter(`tag:${TAG.key}=${TAG.value}`, answer.length);
    const order = await listed();
    const exported = async (format: string, name: string) => {
      await frame().getByRole('button', { name: 'Export servers…' }).click();
      await workbench().pick(format);
      await workbench().saveDialog(inFolder(name));
      await workbench().toast(`${name} was exported, with ${answer.length} rows of the list.`).waitFor();
      await workbench().closeToasts();
      return inFolder(name);
    };
    const read = <T>(file: string) => JSON.parse(fs.readFileSync(file, 'utf8')) as T;
    const findings = now().findings.filter(({ server }) => answer.includes(server));
    const cves = (verdict: string) => [...new Set(findings.filter(finding => finding.verdict === verdict).map(({ cve }) => cve))].sort();

    const sheets = await readExcelFile(await exported('Excel workbook', EXPORTED.xlsx));
    assert.deepEqual(sheets.map(({ sheet }) => sheet), ['Summary', 'Servers', 'Software', 'Findings', 'Updates']);
    assert.deepEqual(sheets[1]!.data.slice(1).map(([name]) => name), order);
    assert.equal(sheets[3]!.data.length - 1, findings.length);

    interface Sarif { readonly runs: readonly { readonly results: readonly { readonly ruleId: string; readonly suppressions?: readonly object[] }[] }[] }
    const sarif = read<Sarif>(await exported('SARIF 2.1.0', EXPORTED.sarif));
    assert.deepEqual(schemaErrors(sarifSchema(), sarif), []);
    const results = sarif.runs[0]!.results.filter(({ ruleId }) => ruleId.startsWith('CVE-'));
    assert.deepEqual([...new Set(results.filter(({ suppressions = [] }) => suppressions.length === 0).map(({ ruleId }) => ruleId))].sort(), cves('affected'));
    assert.deepEqual([...new Set(results.filter(({ suppressions = [] }) => suppressions.length > 0).map(({ ruleId }) => ruleId))], cves('suppressed'));

    interface Bom { readonly components: readonly { readonly type: string; readonly name: string }[]; readonly vulnerabilities: readonly { readonly id: string; readonly analysis?: { readonly detail?: string } }[] }
    const bom = read<Bom>(await exported('CycloneDX 1.6', EXPORTED.cyclonedx));
    const { schema, others } = cyclonedxSchemas();
    assert.deepEqual(schemaErrors(schema, bom, others), []);
    assert.deepEqual(bom.components.filter(({ type }) => type === 'device').map(({ name }) => name), order);
    assert.ok(bom.vulnerabilities.some(({ id, analysis }) => cves('suppressed').includes(id) && analysis !== undefined));
  });

  for (const theme of ['dark', 'light', 'hc'] as const) {
    test(`what was decided, as it looks, ${theme}`, async () => {
      const { page } = workbench();
      await workbench().setTheme(theme);
      const open: Readonly<Record<string, () => Promise<void>>> = {
        'narrowed': async () => {
          await openServers();
          await typeFilter(QUESTION, answer.length);
          // The box has what is in force as chips; a picture of it in use would need the text.
          await frame().getByRole('grid', { name: 'Servers', exact: true }).focus();
        },
        'what-if': async () => {
          await workbench().palette('Inventory Insights: Open Overview');
          await shownPanel('Overview');
          await frame().getByText('What if: 2 recommendations ticked.').waitFor();
        },
        'set-aside': async () => {
          await workbench().palette('Inventory Insights: Show Server…');
          await workbench().pick(answer[0]!);
          await shownPanel(answer[0]!);
          await frame().getByRole('tab', { name: /^Vulnerabilities/ }).click();
          const grid = frame().getByRole('grid', { name: 'Vulnerabilities' });
          const why = grid.getByRole('button', { name: `Why ${aside}?` });
          await grid.focus();
          // What is set aside stands behind all that counts; the grid may still be on its way.
          await eventually('the row that is set aside', async () => {
            await page.keyboard.press('End');
            return await why.isVisible();
          });
          await why.click();
          await frame().getByRole('complementary', { name: `Evidence for ${aside}` }).getByRole('heading', { name: 'Set aside' }).waitFor();
          await frame().getByRole('heading', { name: answer[0]!, level: 1 }).scrollIntoViewIfNeeded();
        },
        'compare': async () => {
          await workbench().tab('Compare').first().click();
          await shownPanel('Compare');
          await frame().getByRole('heading', { name: 'Servers that differ' }).waitFor();
        },
        'charts': async () => {
          await workbench().palette('Inventory Insights: Open Charts');
          await shownPanel('Charts');
          await frame().locator('canvas').first().waitFor();
        },
      };
      for (const [name, show] of Object.entries(open)) {
        await workbench().setViewport(1280, HEIGHTS[name]);
        await show();
        for (const width of [1280, 800]) {
          if (width !== 1280) await workbench().setViewport(width);
          await page.mouse.move(0, 0);
          await workbench().drawn();
          await workbench().screenshot(`${name}-${theme}-${width}`);
          await workbench().expectNoExcess(`${name} at ${width}`);
        }
      }
    });
  }

  /** Waits for a score of the server panel, which is asked to read again when it says that the data changed. */
  async function showsScore(score: number): Promise<void> {
    const region = frame().getByRole('region', { name: `Risk score ${score}, the sum of six terms` });
    const refresh = frame().getByRole('status').filter({ hasText: 'changed' }).getByRole('button', { name: 'Refresh' });
    await eventually(`the score ${score}`, async () => {
      if (await refresh.isVisible()) await refresh.click({ timeout: 3_000 });
      return await region.isVisible();
    });
  }
});
