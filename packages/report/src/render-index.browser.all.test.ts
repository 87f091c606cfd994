import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderIndex } from './render-index.js';
import { launchBrowser, describeBrowser } from './testing/browser.js';
import { hostile, shelfInput } from './testing/shelf.js';

const axe = createRequire(import.meta.url).resolve('axe-core');
const input = shelfInput();

describeBrowser('the shelf in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seedbed-index-'));
    await writeFile(join(folder, 'index.html'), await renderIndex(input));
    address = pathToFileURL(join(folder, 'index.html')).href;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the page, hands it over with everything that it says or asks for, and closes it. */
  async function look(see: (page: Page, heard: string[]) => Promise<void>, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('request', (request) => request.url() !== address && heard.push(request.url()));
    await page.goto(address);
    await see(page, heard);
    await context.close();
  }
  const all = (page: Page, selector: string, of: string): Promise<unknown[]> =>
    page.evaluate(`[...document.querySelectorAll('${selector}')].map((each) => ${of})`);
  const ids = (page: Page) => all(page, '.study', 'each.id');

  it.each(['light', 'dark'] as const)('passes axe, fetches nothing and fits the window, %s', async (colorScheme) => {
    for (const viewport of [
      { width: 1280, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await look(
        async (page, heard) => {
          expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
          await page.addScriptTag({ path: axe });
          const violations = await page.evaluate('axe.run().then(({ violations }) => violations.map((v) => v.id))');
          expect([violations, heard]).toEqual([[], []]);
        },
        { colorScheme, viewport, bypassCSP: true },
      );
    }
  });

  it('shows on each card the verdicts that were judged, and no others', async () => {
    await look(async (page) => {
      for (const { input: study } of input.entries.filter(({ href }) => !href.startsWith('smoke'))) {
        const { name } = study.experiment.head;
        const shown = await all(page, `#${name} .verdicts > li`, "[each.className, each.querySelector('.verdict').lastChild.textContent.trim(), each.querySelector('.tags + p').textContent]"); // prettier-ignore
        expect(shown).toEqual(
          study.claims.map(({ id, statement, verdict }) => [verdict, verdict, `${id}: ${statement}`]),
        );
      }
      const tags = "each.textContent.replace(/\\s+/g, ' ')";
      expect(await all(page, '#fashion-mnist .verdicts .tags', tags)).toEqual(['✓ supportedstated', '✕ contradictedstated']); // prettier-ignore
      expect(await all(page, '#partial .verdicts .tags', tags)).toEqual(['✓ supportedstatedwith Holm: t test only', '✓ supportedstatedwith Holm: no longer']); // prettier-ignore
    });
  });

  it('says of each experiment what is known, and what is not', async () => {
    await look(async (page) => {
      const text = (id: string) => page.locator(`#${id}`).innerText();
      expect(await page.locator('.study h3').allInnerTexts()).toContain(hostile);
      const whole = await text('fashion-mnist');
      expect(whole).toContain('216 runs recorded');
      expect(whole).toMatch(/[\d,]+ h \d+ min of processor time, [\d,]+ h \d+ min on two cores|min \d+ s on two cores/);
      expect(await page.locator('#fashion-mnist .facts strong').innerText()).toContain('2 of 216 runs, 1 differs.');
      expect(await page.locator('#fashion-mnist .facts a').getAttribute('href')).toBe('smoke/report.html');
      expect(await page.locator('#fashion-mnist .citation a').getAttribute('href')).toMatch(
        /^https:\/\/doi\.org\/10\./,
      );
      expect(await text('partial')).toContain('Incomplete: 207 of 210 runs');
      expect(await text('partial')).toContain('not executed again yet');
      expect(await text('large-batch')).toContain('No finished run is recorded yet.');
      expect(await text('large-batch')).toContain('Nothing to draw yet.');
      expect(await page.locator('.thumbnail svg:visible').count()).toBe(3);
      expect(await page.locator('#planned li').allInnerTexts()).toEqual(['A large one (large/paper.yaml). Does it scale?']); // prettier-ignore
    });
  });

  it('counts each claim once, shortened forms not at all', async () => {
    await look(async (page) => {
      const rows = await all(
        page,
        '#claims tbody tr',
        '[...each.cells].slice(1).map((cell) => Number(cell.textContent))',
      );
      // Fashion-MNIST has one supported and one contradicted claim, the partial one two supported; Yosinski's have a
      // contradicted one among them, and where nothing is recorded all are inconclusive. The columns: claims, four verdicts, and what is left by the t test and by both.
      const [stated, inferred, ours, every] = rows as [number[], number[], number[], number[]];
      expect(stated).toEqual([8, 3, 2, 0, 3, 2, 1]);
      expect(inferred).toEqual([3, 0, 0, 0, 3, 0, 0]);
      expect(ours).toEqual([0, 0, 0, 0, 0, 0, 0]);
      expect(every).toEqual(stated.map((number, index) => number + inferred[index]!));
    });
  });

  it('sorts by keyboard, with what is not known last either way', async () => {
    await look(async (page) => {
      const byTitle = await ids(page);
      await page.locator('.order select').focus();
      for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown');
      expect(await page.locator('.order select').inputValue()).toBe('again');
      expect((await ids(page))[0]).toBe('fashion-mnist');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect((await ids(page))[0]).toBe('fashion-mnist');
      await page.locator('.order select').selectOption('runs');
      const counts = await all(page, '.study', "parseInt(each.querySelector('dd').textContent)"); // prettier-ignore
      expect(counts).toEqual([...(counts as number[])].sort((a, b) => a - b));
      await page.locator('.order select').selectOption('title');
      expect(await ids(page)).toEqual([...byTitle].reverse());
    });
  });

  it('reads without scripts, by title, without a choice that does nothing', async () => {
    await look(
      async (page) => {
        expect(await page.locator('.study:visible').count()).toBe(4);
        expect(await page.locator('.order:visible').count()).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });
});
