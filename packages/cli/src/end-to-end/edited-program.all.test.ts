import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFolder } from '../testing/program.js';
import { documentOf, seedbed } from '../testing/seedbed.js';
import { manifestsOf, newStore } from '../testing/stores.js';
import { verify } from '../testing/verify.js';

const only = ['--filter', 'r0 fit at momentum 0', '--yes', '--json'];
const run = (folder: string, store: string, ...more: string[]) =>
  seedbed(['run', folder, '--store', store, ...only, ...more]);

function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`"${from}" is not in ${file}`);
  writeFileSync(path, text.replace(from, to));
}

describe('a program whose file was edited, without another version', () => {
  const [folder, store] = [programFolder(), newStore()];
  const start = '(init.next() - 0.5) / 10';

  it('trains its stored runs again where that is asked for, and keeps what was there until they are whole', async () => {
    expect((await run(folder, store)).code).toBe(0);
    const [before] = manifestsOf(store);

    edit(folder, 'network.mjs', start, '(init.next() - 0.5) / 20');
    const plain = await run(folder, store);
    expect(documentOf(plain).trained).toEqual([]);
    expect(plain.stderr).toContain(`1 of 1 stored run was made by other sources of the program than those here, and none of them was executed again with those here: seedbed verify ${folder} --sample 5 shows whether the numbers are still the same; seedbed run ${folder} --again trains them again\n`); // prettier-ignore
    const planned = await seedbed(['run', folder, '--store', store, ...only, '--again', '--dry-run']);
    const reason = 'made by other sources of the program than those here';
    expect(JSON.parse(planned.stdout)).toMatchObject({ runs: [{ stored: false, reason }] });
    expect(manifestsOf(store)).toEqual([before]);

    edit(folder, 'train.mjs', 'await habit.before(', 'if (step === 9) throw new Error("not yet"); await habit.before(');
    const failed = await run(folder, store, '--again');
    expect([failed.code, manifestsOf(store)]).toEqual([3, [before]]);

    edit(folder, 'train.mjs', 'if (step === 9) throw new Error("not yet"); ', '');
    const again = await run(folder, store, '--again');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain(`1 run to train (r0 fit at momentum 0): ${reason}`);
    const [after] = manifestsOf(store);
    expect(manifestsOf(store)).toHaveLength(1);
    expect(after?.id).toBe(before?.id);
    expect(after?.result).not.toBe(before?.result);

    const third = await run(folder, store, '--again');
    expect(documentOf(third).trained).toEqual([]);
    expect(third.stderr).not.toContain('other sources');
  });
});

describe('a program whose version was raised', () => {
  const [folder, store] = [programFolder(), newStore()];
  const version = (from: number, to: number) => edit(folder, 'train.mjs', `version: ${from}`, `version: ${to}`);
  const words = ['--all', '--yes'];

  it('has runs of its own, and verify takes those of the version at hand', async () => {
    await run(folder, store);
    version(1, 2);
    await run(folder, store);
    expect(manifestsOf(store).map(({ numerics }) => numerics).sort()).toEqual([1, 2]); // prettier-ignore
    for (const [now, next] of [
      [2, 1],
      [1, 3],
    ] as const) {
      // prettier-ignore
      const { code, document, stderr } = await verify(folder, store, words);
      expect([code, document.runs.map(({ bitwise }) => bitwise)], stderr).toEqual([0, [true]]);
      expect(stderr).toMatch(new RegExp(`^results: .* version ${now}, 1 of 4 planned runs`, 'm'));
      version(now, next);
    }
    const { code, stderr } = await verify(folder, store, words);
    expect(code).toBe(2);
    expect(stderr).toContain('there are results of 2 contexts, none of them of the data, backend and numerics at hand');
  });
});
