import { eventually } from '../support/eventually';
import { useWorkbench, type Theme } from '../support/workbench';

/** Class that VS Code gives a webview's body in a theme. */
const bodies: Readonly<Partial<Record<Theme, string>>> = { dark: 'vscode-dark', light: 'vscode-light', hc: 'vscode-high-contrast' };
const WIDTHS = [1280, 800];
/** The README's overview shows the support horizon too, so it is higher than a window. */
const README_HEIGHT = 1080;

/** The server that is pictured: an operating system in support, software that is not, and exploited vulnerabilities. */
const SERVER = 'RTM-DC01';

/** So that the whole trail stands in one picture. */
const EVIDENCE_SIZE = { width: 1000, height: 1080 };
/** The findings that docs/evidence.md tells: a range, a condition on the rest of the server, and one that stays open. */
const EVIDENCE = [
  { name: 'range', server: 'RTM-APP01', cve: 'CVE-2021-44228', told: /Criteria and range/ },
  { name: 'condition', server: 'RTM-DC01', cve: 'CVE-2022-31676', told: /Windows Server 2019 Datacenter/ },
  { name: 'possible', server: 'HAM-WEB01', cve: 'CVE-2021-26691', told: /distribution/ },
] as const;

/** Every panel as VS Code shows it, in three themes and two widths; the pictures are in out/screenshots. */
suite('appearance', () => {
  const workbench = useWorkbench();
  const frame = () => workbench().webview();
  const shown = async (title: string) => {
    await workbench().page.locator('.tab.active', { hasText: title }).first().waitFor();
    await frame().locator('main').first().waitFor();
  };
  const server = async () => {
    await workbench().palette('Inventory Insights: Show Server…');
    await workbench().pick(SERVER);
    await shown(SERVER);
    await frame().getByRole('tab', { name: 'Insights' }).click();
  };
  const open: Readonly<Record<string, () => Promise<void>>> = {
    overview: async () => {
      await workbench().palette('Inventory Insights: Open Overview');
      await shown('Overview');
      await frame().getByRole('heading', { name: 'Needs attention first' }).waitFor();
    },
    servers: async () => {
      await workbench().palette('Inventory Insights: Open Servers');
      await shown('Servers');
      await frame().getByRole('row', { name: /^RTM-DC01/ }).waitFor();
    },
    software: async () => {
      await workbench().palette('Inventory Insights: Open Software');
      await shown('Software');
      await frame().getByRole('grid', { name: 'Software' }).getByRole('row').nth(3).waitFor();
    },
    server: async () => {
      await server();
      const evidence = frame().getByRole('complementary', { name: /^Evidence for/ });
      if (!await evidence.isVisible()) await frame().getByRole('button', { name: /^Why CVE-/ }).first().click();
      await evidence.getByRole('heading', { level: 3 }).first().waitFor();
      // Finding the button scrolled to it; the picture begins at the top.
      await frame().getByRole('heading', { name: SERVER, level: 1 }).scrollIntoViewIfNeeded();
    },
    vulnerabilities: async () => {
      await server();
      await frame().getByRole('tab', { name: /^Vulnerabilities/ }).click();
      const box = frame().getByRole('textbox', { name: /^CVE id: why is it/ });
      await box.fill('CVE-2020-1938');
      await box.press('Enter');
      await frame().getByRole('region', { name: 'Answer' }).waitFor();
    },
    facts: async () => {
      await server();
      await frame().getByRole('tab', { name: 'Overview' }).click();
      await frame().getByRole('heading', { name: 'Operating system' }).waitFor();
    },
  };

  suiteSetup(async () => {
    await workbench().openContainer('Inventory Insights');
    await workbench().treeRow('RTM-FILE01').waitFor();
  });

  test('the overview in the README', async () => {
    await workbench().setViewport(1280, README_HEIGHT);
    await workbench().palette('View: Toggle Primary Side Bar Visibility');
    await open.overview!();
    await frame().getByRole('heading', { name: 'Support horizon' }).waitFor();
    await workbench().page.mouse.move(0, 0);
    await workbench().drawn();
    await workbench().screenshot('readme-overview');
    await workbench().setViewport(1280);
    await workbench().openContainer('Inventory Insights');
  });

  for (const { name, server: host, cve, told } of EVIDENCE) {
    test(`evidence of ${name}`, async () => {
      await workbench().setViewport(EVIDENCE_SIZE.width, EVIDENCE_SIZE.height);
      const side = workbench().page.locator('.part.sidebar');
      if (await side.isVisible()) {
        await workbench().palette('View: Toggle Primary Side Bar Visibility');
        await side.waitFor({ state: 'hidden' });
      }
      await workbench().palette('Inventory Insights: Show Server…');
      await workbench().pick(host);
      await shown(host);
      await frame().getByRole('tab', { name: /^Vulnerabilities/ }).click();
      const box = frame().getByRole('textbox', { name: /^CVE id: why is it/ });
      await box.fill(cve);
      await box.press('Enter');
      await frame().getByRole('button', { name: `Evidence for ${cve}` }).first().click();
      const evidence = frame().getByRole('complementary', { name: `Evidence for ${cve}` });
      await evidence.getByRole('heading', { level: 3 }).first().waitFor();
      await eventually(`${told} in the evidence`, async () => told.test(await evidence.innerText()));
      await evidence.getByRole('heading', { name: `Why ${cve}?` }).evaluate(heading => heading.scrollIntoView({ block: 'start' }));
      await workbench().page.mouse.move(0, 0);
      await workbench().drawn();
      await workbench().screenshot(`evidence-${name}`);
      await workbench().setViewport(1280);
    });
  }

  test('the trees are there again', async () => {
    await workbench().openContainer('Inventory Insights');
    await workbench().treeRow('RTM-FILE01').waitFor();
  });

  for (const theme of ['dark', 'light', 'hc'] as const) {
    test(`tree, hover and Problems, ${theme}`, async () => {
      const { page } = workbench();
      await workbench().setTheme(theme);
      await workbench().openFile('rotterdam.inventory.json');
      await workbench().goTo(6);
      const rows = await workbench().problemRows('Inventory Insights');
      await rows.first().waitFor();
      await workbench().screenshot(`problems-${theme}`);
      await workbench().palette('View: Hide Panel');
      await workbench().hover(SERVER, /risk score \d+ =/);
      await workbench().screenshot(`hover-${theme}`);
      await page.keyboard.press('Escape');
      await page.mouse.move(0, 0);
    });

    for (const [name, show] of Object.entries(open)) {
      test(`${name}, ${theme}`, async () => {
        const { page } = workbench();
        for (const width of WIDTHS) {
          await workbench().setViewport(width);
          const side = page.locator('.part.sidebar');
          if (await side.isVisible()) {
            await workbench().palette('View: Toggle Primary Side Bar Visibility');
            await side.waitFor({ state: 'hidden' });
          }
          await show();
          await page.mouse.move(0, 0);
          await eventually(`the theme ${theme} in the webview`, () => frame().locator(`body.${bodies[theme]}`).isVisible());
          await workbench().drawn();
          await workbench().screenshot(`${name}-${theme}-${width}`);
          await workbench().expectNoExcess(`${name} at ${width}`);
        }
        await workbench().setViewport(1280);
        await workbench().openContainer('Inventory Insights');
      });
    }
  }
});
