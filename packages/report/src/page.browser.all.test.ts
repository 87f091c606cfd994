import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeBrowser } from './testing/browser.js';
import { fixtureInput, incompleteInput } from './testing/fixture.js';
import { reportsOnDisk, type Pages } from './testing/pages.js';

const phone = { width: 390, height: 844 };
/** Marks that say something: those of the single replicates come after them. */
const points = '.mark-symbol.role-mark path[aria-label]';
const axe = createRequire(import.meta.url).resolve('axe-core');

describeBrowser('the page in Chromium', () => {
  let pages: Pages;
  const open: Pages['open'] = (name, options) => pages.open(name, options);

  beforeAll(async () => {
    const hostile = fixtureInput();
    pages = await reportsOnDisk({
      full: fixtureInput(),
      partial: incompleteInput(),
      hostile: {
        ...hostile,
        experiment: {
          ...hostile.experiment,
          head: { ...hostile.experiment.head, title: '<img src=x onerror="document.title=1">' },
        },
        claims: hostile.claims.map((claim) => ({
          ...claim,
          findings: claim.findings.map((finding) => ({ ...finding, name: '<img src=x onerror="document.title=1">' })),
        })),
        manifests: hostile.manifests.map((manifest) => ({
          ...manifest,
          data: {
            ...manifest.data,
            classes: ['<img src=x onerror="document.title=1">', ...manifest.data.classes.slice(1)],
          },
        })),
      },
    });
  });

  afterAll(() => pages?.close());

  it.each(['full', 'partial', 'hostile'])(
    'opens %s from disk with no request and nothing on the console',
    async (name) => {
      for (const viewport of [undefined, phone]) {
        const { page, heard } = await open(name, { viewport });
        await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
        expect(heard).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
        await page.context().close();
      }
    },
  );

  it('shows hostile text as text', async () => {
    const { page } = await open('hostile');
    expect(await page.locator('h1').textContent()).toBe('<img src=x onerror="document.title=1">');
    expect(await page.title()).not.toBe('1');
    expect(await page.locator('img').count()).toBe(0);
    const matrix = page.locator('[data-chart="confusion"] .drawing.wide svg');
    // Cut to the room that a class has.
    expect(await matrix.textContent()).toContain('<img src=x oner');
  });

  it('reads without JavaScript', async () => {
    const { page } = await open('full', { javaScriptEnabled: false });
    const drawing = page.locator('[data-chart="figure-1"] .drawing.wide svg');
    expect(await drawing.isVisible()).toBe(true);
    expect(await drawing.textContent()).toContain('Test accuracy (%)');
    await page.locator('#result .numbers summary').click();
    expect(await page.locator('#result table').first().isVisible()).toBe(true);
  });

  const main = '[data-chart="figure-1"]';

  it('shows single replicates on demand, as lines, and a value on hover', async () => {
    const { page, heard } = await open('full');
    const chart = page.locator(main);
    const lines = () => chart.locator('.drawing.wide .mark-line.role-mark path').count();
    await chart.locator(`.drawing.wide ${points}`).first().hover();
    await expect.poll(() => page.locator('.tip').innerText()).toMatch(/Test accuracy \(%\)\s*\d\d\.\d/);
    const before = await lines();
    await chart.getByText('Single replicates').click();
    // A line for each of five sizes in each of six replicates.
    await expect.poll(lines).toBe(before + 30);
    expect(heard).toEqual([]);
  });

  it('draws intervals over replicates, or within them, as chosen', async () => {
    const { page, heard } = await open('full');
    const chart = page.locator(main);
    const bars = () => chart.locator('.drawing.wide .mark-rule.role-mark line').evaluateAll((all) => all.map((each) => Math.abs(Number(each.getAttribute('y2'))))); // prettier-ignore
    const total = async () => (await bars()).reduce((sum, each) => sum + each, 0);
    const over = await total();
    await chart.locator('select').selectOption('within replicates');
    await expect.poll(total).not.toBe(over);
    // Replicates differ in more than chance: taking that out makes the bars shorter.
    expect(await total()).toBeLessThan(over);
    expect(heard).toEqual([]);
  });

  it('compares with another level, as chosen', async () => {
    const { page, heard } = await open('full');
    const chart = page.locator('[data-chart="figure-2"]');
    const titles = () => chart.locator('.drawing.wide .role-column-title text, .drawing.wide .mark-text.role-title-text text').allTextContents(); // prettier-ignore
    await expect.poll(titles).not.toContain('base');
    await chart.locator('select').selectOption('FTall');
    await expect.poll(titles).toContain('base');
    expect(await titles()).not.toContain('FTall');
    expect(heard).toEqual([]);
  });

  it('follows a series when its name in the legend is clicked, or chosen by keyboard', async () => {
    const { page, heard } = await open('full');
    const chart = page.locator(`${main} .drawing.wide`);
    const faint = () => chart.locator('path[opacity="0.1"]').count();
    await chart.locator('.role-legend-label text').first().click();
    await expect.poll(faint).toBeGreaterThan(0);
    await chart.locator('.role-legend-label text').first().click();
    await expect.poll(faint).toBe(0);
    await chart.locator('.role-legend-label text').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(faint).toBeGreaterThan(0);
    expect(await chart.locator('[aria-pressed="true"]').getAttribute('aria-label')).toBe('Follow 10');
    expect(heard).toEqual([]);
  });

  it('goes through the points by keyboard and says each', async () => {
    const { page, heard } = await open('full');
    const chart = page.locator(`${main} .drawing.wide`);
    await chart.locator(`${points}[tabindex="0"]`).focus();
    await page.keyboard.press('ArrowRight');
    const focused = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
    expect(await focused()).toMatch(
      /^Size \(images per class\) 5, Condition FTall, Test accuracy \(%\) \d+\.\d, Interval from/,
    );
    expect(await page.locator('.tip').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.locator('#result .behind tbody tr').count()).toBe(6);
    expect(heard).toEqual([]);
  });

  it('names a point that is tapped beside, with its mean and interval', async () => {
    const { page, heard } = await open('full', { viewport: phone, hasTouch: true, isMobile: true });
    const first = page.locator(`${main} .drawing.narrow ${points}`).first();
    await first.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(300);
    const box = (await first.boundingBox())!;
    await page.touchscreen.tap(box.x - 9, box.y + box.height / 2 + 4);
    await expect.poll(() => page.locator('.tip').innerText()).toMatch(/Condition\s*base[\s\S]*Interval from/);
    expect(heard).toEqual([]);
  });

  it('leaves out levels that are not checked', async () => {
    const { page, heard } = await open('full');
    const marks = () => page.locator(`${main} .drawing.wide ${points}`).count();
    expect(await marks()).toBe(35);
    await page.locator('#result .menu summary').click();
    await page.locator('#result .menu fieldset').first().getByLabel('500').uncheck();
    await expect.poll(marks).toBe(28);
    await page.locator('#result .menu fieldset').first().getByLabel('500').check();
    await expect.poll(marks).toBe(35);
    expect(heard).toEqual([]);
  });

  it('gives each figure away as SVG, PNG, CSV and vega-lite', async () => {
    const { page, heard } = await open('full');
    await page.locator('#result .menu summary').click();
    const saved = async (name: string) => {
      const waiting = page.waitForEvent('download');
      await page.locator('#result .menu').getByRole('button', { name, exact: true }).click();
      const file = await waiting;
      return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
    };
    const svg = await saved('SVG');
    expect(svg.name).toBe('fashion-mnist-figure-1.svg');
    expect(svg.content.toString()).not.toContain('var(--');
    const png = await saved('PNG');
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    const csv = (await saved('CSV')).content.toString().trim().split('\r\n');
    // A row a mean, a row a replicate.
    expect(csv).toHaveLength(1 + 35 + 210);
    expect(csv[0]).toBe('row,size,condition,replicate,Test accuracy (%),mean,"t interval, low","t interval, high","interval within replicates, low","interval within replicates, high",replicates,planned'); // prettier-ignore
    const spec = JSON.parse((await saved('vega-lite')).content.toString()) as { datasets: { rows: unknown[] } };
    expect(spec.datasets.rows.length).toBeGreaterThan(200);
    expect(heard.filter((each) => !each.startsWith('request: blob:') && !each.startsWith('request: data:'))).toEqual(
      [],
    );
  });

  it('keeps the contents in view and says where the reader is', async () => {
    const { page } = await open('full');
    await page.locator('#determinism').scrollIntoViewIfNeeded();
    const nav = page.locator('nav');
    await expect.poll(async () => (await nav.boundingBox())!.y).toBe(0);
    await expect.poll(() => nav.locator('[aria-current]').count()).toBe(1);
  });

  it('redraws for a phone when the window becomes narrow', async () => {
    const { page, heard } = await open('full');
    await page.setViewportSize(phone);
    await page.waitForFunction(
      "[...document.querySelectorAll('[data-chart]')].every((chart) => chart.dataset.live === 'narrow')",
    );
    expect(await page.locator(`${main} .drawing.narrow svg`).isVisible()).toBe(true);
    await page.setViewportSize({ width: 500, height: 900 });
    const widthOf = async (selector: string) => (await page.locator(selector).boundingBox())!.width;
    expect(await widthOf(`${main} .drawing.narrow svg`)).toBeCloseTo(await widthOf('#result h2'), 0);
    expect(heard).toEqual([]);
  });

  it('prints at the width of the page, unfolded', async () => {
    // About as wide as a sheet of A4 without its margins.
    const { page } = await open('full', { colorScheme: 'dark', viewport: { width: 740, height: 1000 } });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe('rgb(253, 253, 252)'); // prettier-ignore
    expect(await page.locator('#result .numbers table').first().isVisible()).toBe(true);
    expect(await page.locator('.evidence table').first().isVisible()).toBe(true);
    expect(await page.locator('#manifests table').first().isVisible()).toBe(false);
    const [chart, column] = await Promise.all([`${main} svg`, 'main'].map((each) => page.locator(each).first().boundingBox())); // prettier-ignore
    expect(chart!.width).toBeGreaterThan(0.95 * column!.width);
    expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(50_000);
  });

  it.each(['light', 'dark'] as const)('has no accessibility violation that axe finds, %s', async (colorScheme) => {
    for (const viewport of [undefined, phone]) {
      const { page } = await open('partial', { colorScheme, viewport, bypassCSP: true });
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      await page.addScriptTag({ path: axe });
      const violations = await page.evaluate(
        `axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')))`,
      );
      expect(violations).toEqual([]);
      await page.context().close();
    }
  });
});
