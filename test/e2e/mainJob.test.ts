import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Locator } from 'playwright-core';
import { assess, type Assessed, type AssessedServer } from '../support/assess';
import { becomes, eventually } from '../support/eventually';
import { useWorkbench } from '../support/workbench';

/** The walk holds on any day: dates are looked at from here. */
const TODAY = '2026-11-21';
const PLANNED = '2027-03-01';

/** Order of the terms that every sum is shown in. */
function terms(server: AssessedServer): readonly (number | null)[] {
  const { osEndOfSupport, softwareEndOfSupport, missingSecuritySoftware, missingPatchManagement } = server.flags;
  return [osEndOfSupport, softwareEndOfSupport, server.vulnerabilities, server.pendingUpdates, missingSecuritySoftware, missingPatchManagement];
}

suite('the main job, by clicks and keys', () => {
  const workbench = useWorkbench();
  let expected: Assessed;
  let planned: Assessed;

  const frame = () => workbench().webview();
  const server = (name: string, of = expected) => {
    const found = of.servers.find(each => each.name === name);
    assert.ok(found, `${name} is not in the assessment`);
    return found;
  };
  /** Lines of a file of the workspace. */
  const lines = (name: string) => fs.readFileSync(path.join(workbench().workspace, name), 'utf8').split('\n');
  /** 1-based line that holds a text for the first time. */
  const lineOf = (name: string, text: string) => {
    const at = lines(name).findIndex(line => line.includes(text));
    assert.ok(at >= 0, `${text} is not in ${name}`);
    return at + 1;
  };
  const cursorIsAt = (line: number) => eventually(`the cursor at line ${line}`, async () => await cursorLine() === line);
  const cursorLine = async () => Number(/Ln ([\d,]+)/.exec(await workbench().page.locator('[id="status.editor.selection"]').innerText())?.[1]?.replaceAll(',', ''));
  const shownPanel = async (title: string) => {
    await workbench().page.locator('.tab.active', { hasText: title }).first().waitFor();
    await frame().locator('main').first().waitFor();
  };
  const openOverview = async () => {
    await workbench().palette('Inventory Insights: Open Overview');
    await shownPanel('Overview');
  };
  const openServer = async (name: string) => {
    await workbench().palette('Inventory Insights: Show Server…');
    await workbench().pick(name);
    await shownPanel(name);
    await frame().getByRole('heading', { name, level: 1 }).waitFor();
  };
  const rowCount = async (grid: Locator) => Number(await grid.getAttribute('aria-rowcount')) - 1;
  const grid = (name: string) => frame().getByRole('grid', { name, exact: true });

  suiteSetup(() => {
    const { workspace, cache } = workbench();
    expected = assess(workspace, TODAY, cache);
    planned = assess(workspace, PLANNED, cache);
  });

  test('the as-of date is typed, and one that no calendar has is refused', async () => {
    const { page } = workbench();
    await workbench().openContainer('Inventory Insights');
    await workbench().palette('Inventory Insights: Set As-of Date…');
    await workbench().pick('Choose a date…');
    const input = page.locator('.quick-input-widget input[placeholder="YYYY-MM-DD"]');
    await input.fill('2027-02-30');
    await page.locator('.quick-input-message', { hasText: 'Give a date of the calendar' }).waitFor();
    await page.keyboard.press('Enter');
    assert.ok(await input.isVisible(), 'the wrong date was taken');
    await input.fill(TODAY);
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  });

  test('the tree has the servers with their scores, riskiest first', async () => {
    const worst = [...expected.servers].sort((a, b) => b.score - a.score);
    await workbench().treeRow(worst[0]!.name).waitFor();
    await workbench().page.locator('.sidebar .pane-header', { hasText: `${expected.summary.servers} servers · ${expected.summary.serversAtRisk} at risk` }).waitFor();
    // The rows may still be those of another day.
    await eventually('the rows of that day', async () => {
      const labels = await workbench().page.locator('.sidebar .monaco-list-row[aria-label*="risk score"]').evaluateAll(rows => rows.map(row => row.getAttribute('aria-label') ?? ''));
      assert.ok(labels.length >= 5, `only ${labels.length} servers are in view`);
      const shown = labels.map(label => /^(\S+), risk score (\d+)/.exec(label));
      for (const [index, match] of shown.entries()) {
        assert.ok(match, labels[index]);
        assert.equal(Number(match[2]), server(match[1]!).score, match[1]);
        assert.equal(Number(match[2]), worst[index]!.score, `place ${index + 1}`);
      }
      return true;
    });
  });

  test('a server opens into what was found on it', async () => {
    const { page } = workbench();
    await workbench().treeRow('RTM-DC01').locator('.monaco-tl-twistie').click();
    const { vulnerabilities, os } = server('RTM-DC01');
    await page.locator('.sidebar .monaco-list-row[aria-level="2"]', { hasText: os.cycle }).waitFor();
    await page.locator(`.sidebar .monaco-list-row[aria-level="2"][aria-label^="Vulnerabilities, ${vulnerabilities}"]`).waitFor();
    await workbench().treeRow('RTM-DC01').locator('.monaco-tl-twistie').click();
    await page.locator('.sidebar .monaco-list-row[aria-level="2"]').first().waitFor({ state: 'detached' });
  });

  test('a server of the tree is revealed in its file, under its code lens', async () => {
    const { page } = workbench();
    const row = workbench().treeRow('RTM-DC01');
    await row.hover();
    await row.getByRole('button', { name: 'Reveal in File' }).click();
    await workbench().tab('rotterdam.inventory.json').waitFor();
    await cursorIsAt(lineOf('rotterdam.inventory.json', '"RTM-DC01"') - 2);
    await page.locator('.codelens-decoration', { hasText: `score ${server('RTM-DC01').score} · ` }).first().waitFor();
  });

  test('the hover on a server has its score, the sum and links', async () => {
    const { score } = server('RTM-DC01');
    const sum = terms(server('RTM-DC01')).map(term => term ?? '–').join(' + ');
    const hover = await workbench().hover('RTM-DC01', /Show software/);
    assert.match(await hover.innerText(), new RegExp(`risk score ${score} = ${sum.replaceAll('+', '\\+')}\\s`));
    await workbench().screenshot('hover');
    await hover.getByRole('link', { name: 'Show software' }).or(hover.locator('a', { hasText: 'Show software' })).first().click();
    await shownPanel('RTM-DC01');
    await frame().getByRole('tab', { name: /^Software/, selected: true }).waitFor();
  });

  test('the hover on a software has its identity', async () => {
    await workbench().openFile('rotterdam.inventory.json');
    const line = lineOf('rotterdam.inventory.json', '"Google Chrome"');
    await workbench().goTo(line);
    const hover = await workbench().hover('Google Chrome', /Identity: cpe/);
    const text = await hover.innerText();
    assert.match(text, /Identity: cpe:2\.3:a:google:chrome:96\.0\.4664\.45:/);
    assert.match(text, /exploited/);
    assert.match(text, /Support ended 2022-01-04/);
    await workbench().page.keyboard.press('Escape');
  });

  test('Problems has the findings where the software stands, and leads there', async () => {
    const { page } = workbench();
    const file = 'azure-migrate-software-inventory.csv';
    await workbench().openFile(file);
    const rows = await workbench().problemRows('Inventory Insights');
    await rows.first().waitFor();
    await page.getByPlaceholder(/^Filter \(e\.g\. text/).fill(file);
    const text = lines(file);
    // Until the filter is in force, rows of other files stand among them.
    await eventually('problems of the file, each at its cell', async () => {
      const labels = await rows.evaluateAll(all => all.map(row => row.getAttribute('aria-label') ?? ''));
      const parsed = labels.map(label => /^\w+: (.*) at line (\d+) and character (\d+)\./.exec(label));
      if (parsed.length < 5) return false;
      for (const [index, match] of parsed.entries()) {
        assert.ok(match, labels[index]);
        const [, message, line, column] = match;
        const cell = /^[^,"]+/.exec(text[Number(line) - 1]?.slice(Number(column) - 1) ?? '')?.[0] ?? '';
        assert.ok(cell !== '' && message!.includes(cell), `${message} stands at "${cell}", line ${line}`);
      }
      return true;
    });
    const confluence = rows.filter({ hasText: 'CVE-2022-26134' });
    await confluence.dblclick();
    await cursorIsAt(lineOf(file, 'Confluence'));
    await page.locator('.squiggly-error').first().waitFor();
    await workbench().screenshot('problems');
    await page.getByPlaceholder(/^Filter \(e\.g\. text/).fill('');
    await workbench().palette('View: Hide Panel');
  });

  test('the overview counts the estate on three cards', async () => {
    await openOverview();
    const { summary } = expected;
    for (const name of ['Needs attention first', 'Servers', 'Software']) await frame().getByRole('region', { name, exact: true }).waitFor();
    const servers = frame().getByRole('region', { name: 'Servers', exact: true });
    await servers.getByRole('link', { name: `${summary.serversAtRisk} servers at risk`, exact: true }).waitFor();
    await servers.getByRole('link', { name: `${summary.risks['os-end-of-support']!.servers} servers: OS end of support`, exact: true }).waitFor();
    await frame().getByRole('region', { name: 'Software', exact: true }).getByRole('link', { name: `${summary.softwareAtRisk} software at risk`, exact: true }).waitFor();
    await frame().getByText(`Starter feeds, ${expected.feeds.find(({ name }) => name === 'nvd')!.records} CVEs`).first().waitFor();
  });

  test('a count of a card opens exactly what it counts', async () => {
    const { servers: ended } = expected.summary.risks['os-end-of-support']!;
    await frame().getByRole('link', { name: `${ended} servers: OS end of support`, exact: true }).click();
    await shownPanel('Servers');
    await frame().getByText(`${ended} of ${expected.summary.servers} servers`, { exact: true }).waitFor();
    await becomes(() => rowCount(grid('Servers')), ended);
    const names = await grid('Servers').getByRole('row').evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')?.split(',')[0] ?? ''));
    const shown = names.filter(name => name !== '');
    assert.ok(shown.length > 5);
    for (const name of shown) assert.equal(server(name).flags.osEndOfSupport, 1, name);
  });

  test('the grid is walked by keys, and Enter opens the server', async () => {
    const { page } = workbench();
    const servers = grid('Servers');
    const active = () => servers.getAttribute('aria-activedescendant');
    const goesTo = (place: string) => eventually(`the grid at ${place}`, async () => await active() === place);
    await frame().getByRole('combobox', { name: 'Search or filter servers' }).click();
    // From the search the grid is reached by Tab alone.
    await eventually('the focus in the grid', async () => {
      await page.keyboard.press('Tab');
      return await servers.evaluate(element => element.matches(':focus'));
    });
    await goesTo('r0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await goesTo('r2');
    await page.keyboard.press('ArrowRight');
    await goesTo('r2c0');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await goesTo(`r${expected.summary.risks['os-end-of-support']!.servers - 1}`);
    await page.keyboard.press('Home');
    await goesTo('r0');
    const name = (await servers.locator('#r0').getAttribute('aria-label'))!.split(',')[0]!;
    await page.keyboard.press('Enter');
    await shownPanel(name);
    await frame().getByRole('heading', { name, level: 1 }).waitFor();
    await frame().getByRole('region', { name: `Risk score ${server(name).score}, the sum of six terms` }).waitFor();
  });

  test('"Why?" tells every step of a finding, and leads to the row of the inventory', async () => {
    await openServer('RTM-DC01');
    const [first] = server('RTM-DC01').topVulnerabilities;
    await frame().getByRole('button', { name: `Why ${first!.cve}?`, exact: true }).first().click();
    const evidence = frame().getByRole('complementary', { name: `Evidence for ${first!.cve}` });
    await evidence.getByRole('heading', { name: `Why ${first!.cve}?` }).waitFor();
    await becomes(async () => (await evidence.getByRole('heading', { level: 3 }).allInnerTexts()).map(title => title.split('\n')[0]), ['Inventory row', 'Identity', 'Criteria and range', 'Feed and record', 'Severity']);
    const line = lineOf('rotterdam.inventory.json', '"Google Chrome"');
    await evidence.getByRole('link', { name: `rotterdam.inventory.json` }).first().click();
    await workbench().page.locator('.tab.active', { hasText: 'rotterdam.inventory.json' }).waitFor();
    await cursorIsAt(line);
  });

  test('each tab of a server shows as much as it counts', async () => {
    await openServer('RTM-DC01');
    for (const name of ['Vulnerabilities', 'Software', 'Updates']) {
      const tab = frame().getByRole('tab', { name: new RegExp(`^${name}`) });
      await tab.click();
      await frame().getByRole('tab', { name: new RegExp(`^${name}`), selected: true }).waitFor();
      const counted = Number(/\d+/.exec(await tab.innerText())?.[0]);
      await becomes(() => rowCount(grid(name)), counted, name);
      if (name === 'Vulnerabilities') assert.equal(counted, server('RTM-DC01').vulnerabilities);
    }
    await frame().getByRole('tab', { name: 'Overview' }).click();
    await frame().getByText('rtm-dc01.meridianfreight.example').first().waitFor();
    await frame().getByText('Identity team').first().waitFor();
  });

  test('on the day of a planned migration Windows Server 2016 has ended', async () => {
    await openServer('HAM-DC01');
    const before = server('HAM-DC01');
    const after = server('HAM-DC01', planned);
    assert.deepEqual([before.flags.osEndOfSupport, after.flags.osEndOfSupport, after.os.endsOn], [0, 1, '2027-01-12']);
    await frame().getByRole('region', { name: `Risk score ${before.score}, the sum of six terms` }).waitFor();
    await frame().getByText(/OS support ends in 52 days, on 2027-01-12/).first().waitFor();
    await workbench().setAsOf(PLANNED);
    await frame().getByRole('region', { name: `Risk score ${after.score}, the sum of six terms` }).waitFor();
    await frame().getByText(/OS support ended 2027-01-12/).first().waitFor();
    await workbench().page.locator('.sidebar .pane-header', { hasText: `${planned.summary.serversAtRisk} at risk` }).waitFor();
    await openOverview();
    await frame().getByRole('link', { name: `${planned.summary.risks['os-end-of-support']!.servers} servers: OS end of support`, exact: true }).waitFor();
    await workbench().setAsOf(TODAY);
    await frame().getByRole('link', { name: `${expected.summary.risks['os-end-of-support']!.servers} servers: OS end of support`, exact: true }).waitFor();
  });

  const exportBy = async (title: string, name: string, ask: () => Promise<void>) => {
    const file = path.join(workbench().workspace, 'exported', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await ask();
    const proposed = await workbench().saveDialog(file);
    const records = await eventually(`${title} in ${name}`, async () => {
      const said = await workbench().toast(/rows were exported to/).innerText();
      return said.includes(name) && parse(fs.readFileSync(file, 'utf8'), { bom: true, columns: true }) as Record<string, string>[];
    });
    const said = await workbench().toast(name).innerText();
    assert.match(said, new RegExp(`(^|\\n)${records.length.toLocaleString('en')} rows`));
    await workbench().closeToasts();
    return { proposed, records };
  };

  test('servers, software and findings are exported whole', async () => {
    for (const [what, rows] of [['Servers', expected.servers.length], ['Software', expected.software.length], ['Findings', expected.findings.length]] as const) {
      const { proposed, records } = await exportBy(what, `${what}.csv`, () => workbench().palette(`Inventory Insights: Export ${what}…`));
      assert.equal(path.basename(proposed), `${what.toLowerCase()}-${TODAY}.csv`);
      assert.equal(records.length, rows, what);
    }
    const file = path.join(workbench().workspace, 'exported/Servers.csv');
    const records = parse(fs.readFileSync(file, 'utf8'), { bom: true, columns: true }) as Record<string, string>[];
    const scores = Object.fromEntries(records.map(record => [Object.values(record)[0], record]));
    assert.equal(scores['RTM-DC01'] && Object.values(scores['RTM-DC01']).includes(String(server('RTM-DC01').score)), true, JSON.stringify(scores['RTM-DC01']));
  });

  test('a list exports what it shows', async () => {
    await openOverview();
    const { servers: unprotected } = expected.summary.risks['missing-security-software']!;
    await frame().getByRole('link', { name: `${unprotected} servers: Missing security software`, exact: true }).click();
    await shownPanel('Servers');
    await frame().getByText(`${unprotected} of ${expected.summary.servers} servers`, { exact: true }).waitFor();
    const { records } = await exportBy('Servers', 'unprotected.csv', async () => {
      await frame().getByRole('button', { name: 'Export servers…' }).click();
      await workbench().pick('CSV table');
    });
    assert.equal(records.length, unprotected);
  });

  test('the deliberate bad row is a data issue, and opens where it stands', async () => {
    const { page } = workbench();
    const file = 'hamburg.inventory.csv';
    await page.locator('.sidebar .monaco-list-row', { hasText: file }).locator('.monaco-tl-twistie').click();
    const issue = page.locator('.sidebar .monaco-list-row[aria-level="2"]', { hasText: '"31/13/2025" is not a date' });
    const line = lineOf(file, '31/13/2025');
    await issue.filter({ hasText: `line ${line}` }).click();
    await page.locator('.tab.active', { hasText: file }).waitFor();
    await cursorIsAt(line);
  });

  test('the feeds view says that the feeds are the starter', async () => {
    const records = expected.feeds.find(({ name }) => name === 'nvd')!.records;
    await workbench().treeRow(`starter, ${records} CVEs`).waitFor();
    assert.ok(expected.feeds.every(({ starter }) => starter));
  });

  test('an edited row shows in Problems and above its server at once, and an open panel says that data changed', async () => {
    const { page } = workbench();
    const file = 'hamburg.inventory.csv';
    const row = lines(file).findIndex(line => line.startsWith('HAM-WS01,') && line.includes('Google Chrome'));
    const version = /Google Chrome,Google LLC,([\d.]+)/.exec(lines(file)[row]!)![1]!;
    await workbench().openFile(file);
    await openServer('HAM-WS01');
    await workbench().palette('View: Move Editor into Right Group');
    await workbench().tab(file).first().click();
    const { score } = server('HAM-WS01');
    await frame().getByRole('region', { name: `Risk score ${score}, the sum of six terms` }).waitFor();
    await workbench().goTo(row + 1, lines(file)[row]!.indexOf(`,${version},`) + 2);
    for (const _ of version) await page.keyboard.press('Delete');
    await page.keyboard.type('96.0.4664.45');
    const changed = frame().getByRole('status').filter({ hasText: 'changed' });
    await changed.waitFor();
    await frame().getByRole('region', { name: `Risk score ${score}, the sum of six terms` }).waitFor();
    await workbench().screenshot('changed');
    const rows = await workbench().problemRows('Google Chrome 96.0.4664.45');
    await page.getByPlaceholder(/^Filter \(e\.g\. text/).fill('Chrome 96');
    await rows.filter({ hasText: `[Ln ${row + 1}, ` }).first().waitFor();
    await page.getByPlaceholder(/^Filter \(e\.g\. text/).fill('');
    await workbench().palette('View: Hide Panel');
    await changed.getByRole('button', { name: 'Refresh' }).click();
    await changed.waitFor({ state: 'detached' });
    await workbench().tab(file).first().click();
    await page.keyboard.press('Control+S');
    await eventually('the file as saved', () => lines(file)[row]!.includes('96.0.4664.45'));
    const { score: now } = assess(workbench().workspace, TODAY, workbench().cache).servers.find(({ name }) => name === 'HAM-WS01')!;
    assert.ok(now > score, `the score went from ${score} to ${now}`);
    await frame().getByRole('region', { name: `Risk score ${now}, the sum of six terms` }).waitFor();
    await page.locator('.codelens-decoration', { hasText: `score ${now} · ` }).first().waitFor();
  });
});
