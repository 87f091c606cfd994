import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ReportInput } from '../input.js';
import { renderReport } from '../render-report.js';
import { launchBrowser } from './browser.js';

/** Reports on disk and a browser to look at them. */
export interface Pages {
  /** Opens a page and keeps everything that it says or asks for. */
  open(name: string, options?: BrowserContextOptions): Promise<{ page: Page; heard: string[] }>;
  close(): Promise<void>;
}

export const live = (page: Page) => page.waitForFunction("document.documentElement.dataset.charts === 'live'");

/** Writes a report for each input. */
export async function reportsOnDisk(inputs: Readonly<Record<string, ReportInput>>): Promise<Pages> {
  const folder = await mkdtemp(join(tmpdir(), 'seedbed-report-'));
  const addresses: Record<string, string> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const file = join(folder, `${name}.html`);
    await writeFile(file, await renderReport(input));
    addresses[name] = pathToFileURL(file).href;
  }
  const browser: Browser = await launchBrowser();
  return {
    async open(name, options = {}) {
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
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
