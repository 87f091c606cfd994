import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from './render-report.js';
import { launchBrowser, noBrowser } from './testing/browser.js';
import { fixtureInput, incompleteInput } from './testing/fixture.js';

const phone = { width: 390, height: 844 };
const axe = createRequire(import.meta.url).resolve('axe-core');

describe.skipIf(noBrowser)(`the page in Chromium${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser;
  let folder: string;
  const addresses: Record<string, string> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seedbed-report-'));
    const hostile = fixtureInput();
    const pages = {
      full: fixtureInput(),
      partial: incompleteInput(),
      hostile: {
        ...hostile,
        spec: { ...hostile.spec, title: '<img src=x onerror="document.title=1">' },
        claims: hostile.claims.map((claim) => ({
          ...claim,
          findings: claim.findings.map((finding) => ({ ...finding, name: '<img src=x onerror="document.title=1">' })),
        })),
      },
    };
    for (const [name, input] of Object.entries(pages)) {
      const file = join(folder, `${name}.html`);
      await writeFile(file, await renderReport(input));
      addresses[name] = pathToFileURL(file).href;
    }
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a page and keeps everything that it says or asks for. */
  async function open(name: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const heard: string[] = [];
    page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== addresses[name]) heard.push(`request: ${request.url().slice(0, 200)}`);
    });
    await page.goto(addresses[name]!);
    if (options.javaScriptEnabled !== false) await live(page);
    return { page, heard };
  }

  const live = (page: Page) => page.waitForFunction("document.documentElement.dataset.charts === 'live'");

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
    await chart.locator('.drawing.wide .layer_3_marks path').first().hover();
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
