import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { describe } from 'vitest';

/** Debian's browser; another one can be named for machines that keep it elsewhere. */
const executablePath = process.env['SEEDBED_CHROMIUM'] ?? '/usr/bin/chromium';

const missing = existsSync(executablePath) ? null : `${executablePath} is not installed`;

/** Describes tests in Chromium; skipped by name where there is none, a failure with SEEDBED_REQUIRE_CHROMIUM. */
export function describeBrowser(title: string, body: () => void): void {
  const skips = missing !== null && !process.env['SEEDBED_REQUIRE_CHROMIUM'];
  describe.skipIf(skips)(`${title}${missing ? ` (skipped: ${missing})` : ''}`, body);
}

/** Patience for a busy machine, ms: what never happens is waited for that long, nothing else is. */
const patience = 300_000;

/** A browser whose pages and contexts wait long enough. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: patience });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(patience);
    return context;
  };
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async (options) => {
    const page = await newPage(options);
    page.setDefaultTimeout(patience);
    return page;
  };
  return browser;
}
