import { mkdtempSync, readdirSync, readlinkSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SharedRows, type Take } from './shared-rows.js';

const width = 3;
const rowOf = (salt: number, index: number) => [salt, index, salt * index];

/** Nameless files that this process has open for rows; only Linux lists them. */
function spills(): number {
  const links = readdirSync('/proc/self/fd').map((file) => {
    try {
      return readlinkSync(`/proc/self/fd/${file}`);
    } catch {
      return '';
    }
  });
  return links.filter((link) => link.includes('seedbed-rows-')).length;
}

describe('SharedRows', () => {
  let computed: number[] = [];
  let open: SharedRows[] = [];
  const shared = (memory: number, files = 1e9) => {
    const made = new SharedRows({ memory, each: memory, files });
    open.push(made);
    return made;
  };
  const ask = (rows: SharedRows, salt: number, count: number) =>
    rows.rows(`key ${salt}`, count, width, async (take: Take) => {
      computed.push(salt);
      for (let first = 0; first < count; first += 2) {
        const indices = Array.from({ length: Math.min(2, count - first) }, (_, at) => first + at);
        take(first, Float32Array.from(indices.flatMap((index) => rowOf(salt, index))));
      }
    });
  const read = async (rows: SharedRows, salt: number, count: number, indices: number[]) => {
    const target = new Float32Array(indices.length * width);
    (await ask(rows, salt, count)).copy(indices, target);
    return Array.from(target);
  };
  afterEach(() => {
    open.forEach((rows) => rows.close());
    computed = [];
    open = [];
  });

  it.each([
    ['in memory', 1e6],
    ['in files', 0],
    ['in both', 60],
  ])('gives the same rows %s, computed once for each key', async (_, memory) => {
    const rows = shared(memory);
    for (const time of [1, 2, 3])
      for (const salt of [1, 2, 3]) {
        // Alone, twice, and as neighbours, which come from a file with one call.
        const indices = [4, 0, 1, 2, 4, 4, 3, 4, 0];
        const expected = indices.flatMap((index) => rowOf(salt, index));
        expect(await read(rows, salt, 5, indices), `key ${salt}, time ${time}`).toEqual(expected);
      }
    expect(computed).toEqual([1, 2, 3]);
  });

  it.skipIf(process.platform !== 'linux')(
    'puts a set that is large by itself into a file, whatever room there is',
    async () => {
      const before = spills();
      const rows = new SharedRows({ memory: 1e6, each: 50, files: 1e9 });
      open.push(rows);
      expect(await read(rows, 1, 4, [3])).toEqual(rowOf(1, 3));
      expect(spills() - before).toBe(0);
      expect(await read(rows, 2, 5, [3])).toEqual(rowOf(2, 3));
      expect(spills() - before).toBe(1);
    },
  );

  it('goes on giving rows that were moved to a file after they were handed out', async () => {
    const rows = shared(5 * width * 4);
    const first = await ask(rows, 1, 5);
    await ask(rows, 2, 5);
    const target = new Float32Array(width);
    first.copy([3], target);
    expect(Array.from(target)).toEqual(rowOf(1, 3));
  });

  it('forgets what a run no longer needs beyond the bound for files, and computes it again', async () => {
    const rows = shared(0, 5 * width * 4);
    const held = await ask(rows, 1, 5);
    await ask(rows, 2, 5);
    const target = new Float32Array(width);
    held.copy([4], target);
    expect(Array.from(target), 'rows in use stay').toEqual(rowOf(1, 4));
    rows.release();
    expect(await read(rows, 2, 5, [1])).toEqual(rowOf(2, 1));
    expect(await read(rows, 1, 5, [1])).toEqual(rowOf(1, 1));
    expect(computed).toEqual([1, 2, 1]);
  });

  it('leaves no file behind, and keeps nothing of a computation that failed', async () => {
    const rows = shared(0);
    // A folder of its own: other tests spill meanwhile.
    const temporary = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
    vi.stubEnv('TMPDIR', temporary);
    await expect(rows.rows('key', 2, width, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await ask(rows, 1, 5);
    vi.unstubAllEnvs();
    expect(readdirSync(temporary)).toEqual([]);
    rmdirSync(temporary);
    rows.close();
    rows.close();
  });

  it('says what to do where the folder for temporary files cannot be written', async () => {
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = '/nowhere';
    try {
      await expect(ask(shared(0), 1, 5)).rejects.toMatchObject({
        code: 'SB_SPILL',
        hint: expect.stringMatching(/TMPDIR/),
      });
    } finally {
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = TMPDIR;
    }
  });
});
