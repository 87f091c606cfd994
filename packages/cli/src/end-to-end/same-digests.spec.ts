import { describe, expect, inject, it } from 'vitest';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';

const finished = inject('finished');
const digests = digestsOf(finished);

describe("a run's digest", () => {
  it('does not depend on jobs, order of conditions and sizes, working folder, language or time zone', async () => {
    const store = newStore();
    const folder = tinyFolder({ '[base, FTall, S1T]': '[S1T, base, FTall]', 'images: [2, 4]': 'images: [4, 2]' });
    const env = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' };
    const words = ['run', folder, '--store', store, '--backend', 'wasm', '--jobs', '1'];
    const { code } = await seedbed(words, { cwd: temporaryFolder(), env });
    expect(code).toBe(0);
    expect(digestsOf(store)).toEqual(digests);
  });

  it('--only takes along the source networks that are needed', async () => {
    const store = newStore();
    const { trained } = documentOf(await run(tinyFolder(), store, '--only', 'r0 FTall at *', '--jobs', '2'));
    const labels = manifestsOf(store).map(({ replicate, role, images }) => `${replicate} ${role} ${images}`);
    expect(trained).toHaveLength(3);
    expect(labels.sort()).toEqual(['0 cell 2', '0 cell 4', '0 source 10']);
    expect(digests).toMatchObject(digestsOf(store));
  });
});
