import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's browser; another one can be named for machines that keep it elsewhere. */
const executablePath = process.env['SEEDBED_CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests cannot run here, or null. */
export const noBrowser = existsSync(executablePath) ? null : `${executablePath} is not installed`;

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args: ['--no-sandbox'] });
