import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sha256 } from '@seedbed/core';
import { expect, it } from 'vitest';
import { renderMainPlot, renderReport } from './render-report.js';
import { incompleteInput } from './testing/fixture.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Renders in a new process, so that neither this one's state nor its locale has a part in the result. */
async function digestsIn(environment: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@seedbed/source', '--import', '@swc-node/register/esm-register', path('./testing/print-digest.ts')],
    { env: { ...process.env, SWC_NODE_PROJECT: path('../tsconfig.lib.json'), ...environment } },
  );
  return stdout.trim();
}

it('a report has the same bytes in other processes, time zones and locales', async () => {
  const input = incompleteInput();
  const here = `${sha256(await renderReport(input))} ${sha256((await renderMainPlot(input)) ?? '')}`;
  expect(await digestsIn({ TZ: 'Asia/Kolkata', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' })).toBe(here);
  expect(await digestsIn({ TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toBe(here);
});
