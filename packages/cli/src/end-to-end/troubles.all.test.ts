import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { lives, until, workersOf } from '../testing/processes.js';
import { documentOf, preloading, run, seedbed, start } from '../testing/seedbed.js';
import { copyOf, manifestPath, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');

describe('a rate at which the loss is not finite', () => {
  const folder = tinyFolder({
    'steps: 8': 'steps: 8\n    learningRate: 1000000',
    'base: {}': 'base: { stages.target.learningRate: 1000000 }',
  });
  const store = newStore();
  let first: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    first = await run(folder, store, '--jobs', '2');
  });

  it('is an outcome of its own: exit 3, each such run named, the runs that needed one named too', () => {
    const { trained, diverged, failed } = documentOf(first);
    const sources = manifestsOf(store).filter(
      ({ stage, outcome }) => stage === 'source' && outcome.status === 'diverged',
    );
    expect(first.code).toBe(3);
    expect(sources.length).toBeGreaterThan(0);
    expect(diverged.length).toBeGreaterThan(0);
    expect(first.stderr).toMatch(/r\d source diverged: the training loss is not finite after step \d/);
    expect(failed).toHaveLength(4 * sources.length);
    expect(trained.length + failed.length).toBe(tinyRuns);
    for (const { replicate } of sources) {
      const words = `r${replicate} target at condition S1T, size 4: not trained, since r${replicate} source diverged [SB_UPSTREAM_LOST]`;
      expect(first.stderr).toContain(words);
    }
  });

  it('is shown by status and ls', async () => {
    const { diverged, failed } = documentOf(first);
    const status = await seedbed(['status', folder, '--store', store, '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ planned: tinyRuns, diverged: diverged.length });
    expect((JSON.parse(status.stdout) as { missing: string[] }).missing).toHaveLength(failed.length);
    const listed = await seedbed(['ls', '--store', store]);
    expect(listed.stdout.match(/ diverged +-$/gm)).toHaveLength(diverged.length);
  });

  it('is not trained again, and ends', async () => {
    const ended = await run(folder, store);
    const { trained, failed } = documentOf(ended);
    expect([ended.code, trained.length, failed.length]).toEqual([3, 0, documentOf(first).failed.length]);
    expect(ended.stderr).toMatch(/not trained, since r\d source diverged \[SB_UPSTREAM_LOST\]/);
  });

  it('starts nothing more with --fail-fast', async () => {
    const ended = await run(folder, newStore(), '--fail-fast', '--jobs', '1');
    const { trained, failed, diverged, notStarted } = documentOf(ended);
    expect([ended.code, diverged.length]).toEqual([3, 1]);
    expect(notStarted).toBeGreaterThan(0);
    expect(trained.length + failed.length + notStarted).toBe(tinyRuns);
  });
});

describe('a store that cannot be written', () => {
  const refused = async (store: string) => {
    const { code, stdout, stderr } = await seedbed(['run', tinyFolder(), '--store', store, '--backend', 'wasm']);
    expect(stderr.match(/^error: .*/gm)).toEqual([expect.stringMatching(/cannot be written: .* \[SB_STORE_WRITE\]$/)]);
    expect(stderr).not.toMatch(/^ +at /m);
    expect([code, stdout]).toEqual([4, '']);
  };

  it('because it is a file, or lies in one', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await refused(file);
    await refused(join(file, 'store'));
  });

  it.skipIf(process.getuid?.() === 0)(
    'because it is read-only (skipped for the superuser, who may write)',
    async () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o500);
      await refused(join(folder, 'store'));
    },
  );

  it('in the middle of the work: everything stops with one error', async () => {
    const store = newStore();
    mkdirSync(store);
    // Where the weights of upstream runs belong.
    writeFileSync(join(store, 'weights'), '');
    await refused(store);
  });
});

describe('a backend that is broken', () => {
  it('gives one error, exit 4, and leaves no process', async () => {
    const store = newStore();
    const words = ['run', tinyFolder(), '--store', store, '--backend', 'wasm'];
    const started = start(words, { env: preloading('broken-worker.cjs') });
    const { code, stderr } = await started.ended;
    expect(stderr.match(/^error: .*/gm)).toEqual([
      'error: a worker could not start: the worker ended with code 1: TypeError: no such library [SB_WORKER_LOST]',
    ]);
    expect(stderr).toContain('hint: seedbed doctor shows what is missing');
    expect(code).toBe(4);
    expect(existsSync(store)).toBe(false);
    await until(() => !workersOf(started.pid).some(lives), 'the workers end');
  });

  it('says what is missing when TensorFlow is asked for and is not here', async () => {
    const words = ['run', tinyFolder(), '--store', newStore(), '--backend', 'tensorflow'];
    const { code, stderr } = await seedbed(words, { env: preloading('without-native.cjs') });
    expect(stderr).toMatch(/^error: the backend "tensorflow" cannot be used here: .*run ".*" \[SB_BACKEND_MISSING\]/);
    expect(code).toBe(4);
  });

  it('falls back to WebAssembly and says why when none is asked for', async () => {
    const words = ['run', tinyFolder(), '--store', finished];
    const { code, stderr } = await seedbed(words, { env: preloading('without-native.cjs') });
    expect(stderr).toMatch(/backend: wasm .*: no tensorflow: .*run "/);
    expect(code).toBe(0);
  });
});

it('a damaged manifest is named by status and ls, which show the others', async () => {
  const store = copyOf(finished);
  const { id } = manifestsOf(store)[0] as { id: string };
  writeFileSync(manifestPath(store, id), 'x');
  const status = await seedbed(['status', tinyFolder(), '--store', store, '--json']);
  expect(status.stderr).toContain(`${id}.json: not a readable JSON file [SB_MANIFEST_DAMAGED]`);
  expect(JSON.parse(status.stdout)).toMatchObject({ ok: tinyRuns - 1 });
  const listed = await seedbed(['ls', '--store', store]);
  expect(listed.stdout.trim().split('\n')).toHaveLength(tinyRuns);
});
