import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeBrowser } from './testing/browser.js';
import { fixtureInput, incompleteInput } from './testing/fixture.js';
import { reportsOnDisk, type Pages } from './testing/pages.js';

const phone = { width: 390, height: 844 };
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
        spec: { ...hostile.spec, title: '<img src=x onerror="document.title=1">' },
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
    expect(await matrix.textContent()).toContain('<img src=x');
  });

  it('reads without JavaScript', async () => {
    const { page } = await open('full', { javaScriptEnabled: false });
    const drawing = page.locator('[data-chart="accuracy"] .drawing.wide svg');
    expect(await drawing.isVisible()).toBe(true);
    expect(await drawing.textContent()).toContain('Test accuracy (%)');
    await page.locator('#accuracy summary').click();
    expect(await page.locator('#accuracy table').first().isVisible()).toBe(true);
  });

  it('shows single replicates on demand and a value on hover', async () => {
    const { page, heard } = await open('full');
    const chart = page.locator('[data-chart="accuracy"]');
    const marks = () => chart.locator('.drawing.wide .mark-symbol path').count();
    await chart.locator('.drawing.wide .layer_4_marks path').first().hover();
    const tip = page.locator('.tip');
    const cell = fixtureInput().intervals[0]!;
    await expect.poll(() => tip.innerText()).toContain(cell.interval!.mean.toFixed(1));
    const before = await marks();
    await chart.getByText('Show single replicates').click();
    await expect.poll(marks).toBe(before + fixtureInput().intervals.flatMap((cell) => cell.values).length);
    expect(heard).toEqual([]);
  });

  it('follows a size when its name in the legend is clicked', async () => {
    const { page, heard } = await open('full');
    const chart = page.locator('[data-chart="accuracy"] .drawing.wide');
    await chart.locator('.role-legend-label text').first().click();
    await expect.poll(() => chart.locator('path[opacity="0.12"]').count()).toBeGreaterThan(0);
    expect(heard).toEqual([]);
  });

  it('redraws for a phone when the window becomes narrow', async () => {
    const { page, heard } = await open('full');
    await page.setViewportSize(phone);
    await page.waitForFunction(
      "[...document.querySelectorAll('[data-chart]')].every((chart) => chart.dataset.live === 'narrow')",
    );
    expect(await page.locator('[data-chart="accuracy"] .drawing.narrow svg').isVisible()).toBe(true);
    expect(heard).toEqual([]);
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
