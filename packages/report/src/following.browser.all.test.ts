import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { renderReport } from './render-report.js';
import { launchBrowser, describeBrowser } from './testing/browser.js';
import { fixtureInput } from './testing/fixture.js';

describeBrowser('a followed page in Chromium', () => {
  it('says that it is partial and looks again by itself, until the whole is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seedbed-following-'));
    const file = join(folder, 'report.html');
    const input = fixtureInput();
    const some = fixtureInput({ manifests: input.manifests.slice(0, 40) });
    await writeFile(file, await renderReport({ ...some, following: 2 }));
    const whole = await renderReport(input);
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const warning = page.locator('header .warning').first();
    expect(await warning.innerText()).toContain('still running');
    await writeFile(file, whole);
    await expect.poll(() => page.locator('.status').innerText()).toContain('All 216 runs finished');
    expect(await page.locator('header .warning').count()).toBe(0);
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });
});
