import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { describeNative } from '../testing/native.js';
import { documentOf, preloading, seedbed, type Where } from '../testing/seedbed.js';
import { digestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

/** Whatever a machine may have in its environment; three times, so that the order differs too. */
const noise = Object.fromEntries(
  [3, 1, 2].flatMap((each) => [
    [`NOISE_${each}`, `${each}`.repeat(1000)],
    [`npm_config_noise${each}`, 'true'],
    [`ünïcödé_${each}`, '=;"\n'],
  ]),
);

/** A cache that holds nothing: the data is packed again. */
const unpacked = () => ({ SEEDBED_CACHE: join(temporaryFolder(), 'cache') });

const circumstances: Readonly<Record<string, () => Where & { umask?: number }>> = {
  'other variables, another home, another temporary folder': () => ({
    env: { ...noise, HOME: temporaryFolder(), TMPDIR: temporaryFolder(), USER: 'somebody', LOGNAME: undefined },
  }),
  'a umask that shares nothing': () => ({ umask: 0o077 }),
  'options of Node that change no number': () => ({
    env: { NODE_OPTIONS: '--max-old-space-size=1500 --no-warnings --stack-trace-limit=3', UV_THREADPOOL_SIZE: '1' },
  }),
  'another language, script and time zone': () => ({
    env: { LANG: 'ar_EG.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'ar', TZ: 'Pacific/Apia' },
  }),
  'a file system that lists folders in any order, data packed under it': () => ({
    env: { ...preloading('shuffled-folders.cjs'), ...unpacked() },
  }),
};

function describeBackend(backend: string, recorded: () => string): void {
  async function train(store: string, only: string, { umask, ...where }: Where & { umask?: number } = {}) {
    const words = ['run', tinyFolder(), '--store', store, '--backend', backend, '--json', '--filter', only];
    const before = process.umask(umask ?? process.umask());
    const started = seedbed(words, { cwd: temporaryFolder(), ...where });
    process.umask(before);
    const ended = await started;
    expect(ended.code, ended.stderr).toBe(0);
    return documentOf(ended);
  }

  it.each(Object.entries(circumstances))('does not depend on %s', async (_name, where) => {
    const store = newStore();
    await train(store, 'r1 *', where());
    const digests = digestsOf(store);
    expect(Object.keys(digests)).toHaveLength(tinyRuns / 2);
    expect(digestsOf(recorded())).toMatchObject(digests);
  });

  it('does not depend on the order in which runs are asked for', async () => {
    const store = newStore();
    for (const only of ['condition=S1T,size=4,replicate=1', 'condition=base,size=4,replicate=1', 'r1 *'])
      await train(store, only);
    expect(digestsOf(recorded())).toMatchObject(digestsOf(store));
    expect(Object.keys(digestsOf(store))).toHaveLength(tinyRuns / 2);
  });

  it('does not depend on whether the upstream run was trained by this process or by another', async () => {
    const store = newStore();
    expect((await train(store, 'r1 source')).trained).toHaveLength(1);
    const { trained, skipped } = await train(store, 'r1 *S1T*');
    expect([trained.length, skipped.length]).toEqual([2, 1]);
    expect(digestsOf(recorded())).toMatchObject(digestsOf(store));
  });
}

describe('a digest on WebAssembly', () => {
  describeBackend('wasm', () => inject('finished'));
});

describeNative('a digest on native TensorFlow', () => {
  const store = newStore();
  beforeAll(async () => {
    const words = ['run', tinyFolder(), '--store', store, '--backend', 'tensorflow', '--jobs', '2', '--filter', 'r1 *'];
    const { code, stderr } = await seedbed(words);
    expect(code, stderr).toBe(0);
  });
  describeBackend('tensorflow', () => store);
});

it('the shuffled file system lists in other orders, the same names', () => {
  const list = `console.log(require('node:fs').readdirSync(${JSON.stringify(join(inject('finished'), 'runs'))}).join())`;
  const env = { ...process.env, ...preloading('shuffled-folders.cjs') };
  const orders = Array.from({ length: 4 }, () =>
    execFileSync(process.execPath, ['-e', list], { env }).toString().trim(),
  );
  expect(new Set(orders).size).toBeGreaterThan(1);
  expect(new Set(orders.map((order) => order.split(',').sort().join())).size).toBe(1);
});
