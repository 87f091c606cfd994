import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type { Terminal } from '../progress/terminal.js';
import type { OpenedData } from '../workspace/data-sets.js';
import { sayNotes } from './say.js';

const cache = mkdtempSync(join(tmpdir(), 'seedbed-say-'));
vi.stubEnv('SEEDBED_CACHE', cache);
afterAll(() => rmSync(cache, { recursive: true }));

function said(notes: readonly string[], cautions: readonly string[] = []): string[] {
  const lines: string[] = [];
  const data = new Map([['set', { fingerprint: 'f00d', notes, cautions }]]) as unknown as OpenedData;
  sayNotes(data, { say: (line: string) => lines.push(line) } as unknown as Terminal);
  return lines;
}

it('what a plugin noticed is said once, what to know before trusting a number always', () => {
  expect(said(['2 entries are left out.'], ['few test images'])).toEqual([
    'data: 2 entries are left out.',
    'data: that is said once; seedbed data show --spec SPEC says it again',
    'caution: few test images',
  ]);
  expect(said(['2 entries are left out.'], ['few test images'])).toEqual(['caution: few test images']);
  expect(said(['3 entries are left out.'])).toContain('data: 3 entries are left out.');
  expect(said([])).toEqual([]);
});
