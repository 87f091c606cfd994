import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentOf, preloading, seedbed } from '../testing/seedbed.js';
import { countOf, newStore } from '../testing/stores.js';
import { tinyFolder } from '../testing/tiny.js';

const plugin = fileURLToPath(new URL('../testing/preload/noisy-plugin.mjs', import.meta.url));
const line =
  1 +
  readFileSync(plugin, 'utf8')
    .split('\n')
    .findIndex((text) => text.includes('Math.random()'));

describe('a data set plugin that is not true to its seed', () => {
  it.each([
    ['random', 'Math.random()', 'SB_UNSEEDED_RANDOM'],
    ['clock', 'new Date()', 'SB_CLOCK_IN_RUN'],
  ])('(%s) fails each run, exit 3, with what was called and where', async (noise, called, code) => {
    const store = newStore();
    const words = [
      'run',
      tinyFolder(),
      '--store',
      store,
      '--backend',
      'wasm',
      '--json',
      '--filter',
      'r0 target at condition S1T, size 2',
    ];
    const ended = await seedbed(words, { env: { ...preloading('noisy-plugin.mjs'), SEEDBED_TEST_NOISE: noise } });
    expect(ended.code, ended.stderr).toBe(3);
    const message = `${called} was called in a run at ${plugin}:${line}`;
    expect(ended.stderr).toContain(`r0 source: ${message} [${code}]\n`);
    expect(documentOf(ended).failed).toEqual([
      { label: 'r0 source', code, message },
      expect.objectContaining({ label: 'r0 target at condition S1T, size 2', code: 'SB_UPSTREAM_LOST' }),
    ]);
    expect(countOf(store)).toBe(0);
  });
});
