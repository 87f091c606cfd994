import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderIndex } from './render-index.js';
import { launchBrowser, describeBrowser } from './testing/browser.js';
import { fixtureInput, incompleteInput } from './testing/fixture.js';

const axe = createRequire(import.meta.url).resolve('axe-core');
const hostile = '<img src=x onerror="document.title=1">';

describeBrowser('the index in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seedbed-index-'));
    const other = incompleteInput();
    const html = await renderIndex([
      { input: fixtureInput(), href: 'fashion-mnist/report.html' },
      {
        input: {
          ...other,
          experiment: { ...other.experiment, head: { ...other.experiment.head, name: 'other', title: hostile } },
        },
        href: 'other/report.html',
      },
    ]);
    await writeFile(join(folder, 'index.html'), html);
    address = pathToFileURL(join(folder, 'index.html')).href;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['light', 'dark'] as const)(
    'shows each experiment, escaped, with what is missing, %s',
    async (colorScheme) => {
      for (const viewport of [
        { width: 1280, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
        const page = await context.newPage();
        const heard: string[] = [];
        page.on('console', (message) => heard.push(message.text()));
        page.on('request', (request) => request.url() !== address && heard.push(request.url()));
        await page.goto(address);
        expect(await page.locator('.card h2').allInnerTexts()).toContain(hostile);
        expect(await page.locator('.thumbnail svg:visible').count()).toBe(2);
        expect(await page.locator('#other .warning').innerText()).toContain('Incomplete: 207 of 210 runs');
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
        await page.addScriptTag({ path: axe });
        const violations = await page.evaluate('axe.run().then(({ violations }) => violations.map((v) => v.id))');
        expect([violations, heard]).toEqual([[], []]);
        await context.close();
      }
    },
  );
});
