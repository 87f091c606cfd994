import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { edited } from '../testing/edited.js';
import { documentOf, seedbed } from '../testing/seedbed.js';
import { countOf, newStore } from '../testing/stores.js';
import { tinyFolder } from '../testing/tiny.js';

const file = fileURLToPath(new URL('../../../engine/dist/training/batches.js', import.meta.url));
const drawn = "open('order')";
const line = 1 + readFileSync(file, 'utf8').split('\n').findIndex((text) => text.includes(drawn)); // prettier-ignore

describe('code of a run that is not true to its seed', () => {
  it.each([
    ['Math.random()', 'SB_UNSEEDED_RANDOM'],
    ['new Date()', 'SB_CLOCK_IN_RUN'],
  ])('(%s) fails each run, exit 3, with what was called and where', async (called, code) => {
    const store = newStore();
    const words = ['run', tinyFolder(), '--store', store, '--backend', 'wasm', '--json', '--filter', 'r0 target at condition S1T, size 2']; // prettier-ignore
    const ended = await seedbed(words, { env: edited('/training/batches.js', drawn, `(${called}, ${drawn})`) });
    expect(ended.code, ended.stderr).toBe(3);
    const message = `${called} was called in a run at ${file}:${line}`;
    expect(ended.stderr).toContain(`r0 source: ${message} [${code}]\n`);
    expect(documentOf(ended).failed).toEqual([
      { label: 'r0 source', code, message },
      expect.objectContaining({ label: 'r0 target at condition S1T, size 2', code: 'SB_UPSTREAM_LOST' }),
    ]);
    expect(countOf(store)).toBe(0);
  });
});
