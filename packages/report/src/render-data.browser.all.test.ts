import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderData } from './render-data.js';
import { describeBrowser, launchBrowser } from './testing/browser.js';
import { hostileName, imagesShown, tableShown } from './testing/data-sets.js';

const axe = createRequire(import.meta.url).resolve('axe-core');
describeBrowser('the page about data in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seedbed-data-page-'));
    const [images, table] = [imagesShown(), tableShown()];
    await writeFile(join(folder, 'data.html'), await renderData({ ...images, sets: [...images.sets, ...table.sets] }));
    address = pathToFileURL(join(folder, 'data.html')).href;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['light', { width: 1280, height: 900 }],
    ['dark', { width: 375, height: 812 }],
  ] as const)('is accessible, fetches nothing, and is no wider than the window, %s', async (colorScheme, viewport) => {
    const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true });
    const page = await context.newPage();
    const heard = hear(page);
    await page.goto(address);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await page.locator('body').innerText()).toContain(hostileName);
    // Every picture is one.
    expect(await page.evaluate('[...document.images].every((image) => image.naturalWidth > 0 && image.alt)')).toBe(
      true,
    );
    await page.addScriptTag({ path: axe });
    const violations = await page.evaluate('axe.run().then(({ violations }) => violations.map((v) => v.id))');
    expect([violations, heard]).toEqual([[], []]);
    await context.close();
  });

  it('keeps its own policy, and prints what is folded', async () => {
    const page = await browser.newPage();
    const heard = hear(page);
    await page.goto(address);
    await page.emulateMedia({ media: 'print' });
    const folded = page.locator('.replicate').last().locator('table').first();
    expect(await folded.evaluate((table) => table.getBoundingClientRect().height)).toBeGreaterThan(50);
    expect(heard).toEqual([]);
    await page.close();
  });

  /** All that a page says, and asks for but itself and its own pictures. */
  function hear(page: Page): string[] {
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:image/png;base64,')) heard.push(request.url());
    });
    return heard;
  }
});
