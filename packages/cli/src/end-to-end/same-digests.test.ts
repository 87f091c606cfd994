import { labelOf } from '@seedbed/core';
import { describe, expect, inject, it } from 'vitest';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';

const finished = inject('finished');
const digests = digestsOf(finished);

describe("a run's digest", () => {
  it('does not depend on jobs, order of factors and levels, working folder, language or time zone', async () => {
    const store = newStore();
    const folder = tinyFolder({
      '    base: {}\n': '',
      'freeze: 1 }\n': 'freeze: 1 }\n    base: {}\n',
      'levels: [2, 4]': 'levels: [4, 2]',
    });
    const env = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' };
    const words = ['run', folder, '--store', store, '--backend', 'wasm', '--jobs', '1'];
    const { code } = await seedbed(words, { cwd: temporaryFolder(), env });
    expect(code).toBe(0);
    expect(digestsOf(store)).toEqual(digests);
  });

  it('--filter takes along the upstream runs that are needed', async () => {
    const store = newStore();
    const { trained } = documentOf(await run(tinyFolder(), store, '--filter', 'r0 *FTall*', '--jobs', '2'));
    const labels = manifestsOf(store).map(labelOf);
    expect(trained).toHaveLength(3);
    expect(labels.sort()).toEqual([
      'r0 source',
      'r0 target at condition FTall, size 2',
      'r0 target at condition FTall, size 4',
    ]);
    expect(digests).toMatchObject(digestsOf(store));
  });
});
