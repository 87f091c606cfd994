import { describe, expect, inject, it } from 'vitest';
import { lives, until, workersOf } from '../testing/processes.js';
import { documentOf, run, start, type Started } from '../testing/seedbed.js';
import { countOf, digestsOf, filesIn, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const digests = digestsOf(finished);

const begin = (folder: string, store: string, ...more: string[]) =>
  start(['run', folder, '--store', store, '--backend', 'wasm', '--jobs', '2', ...more]);

/** Waits until so many runs are stored, and says which workers there are. */
async function reached(count: number, store: string, started: Started): Promise<number[]> {
  await until(() => started.said().includes('at a time') && countOf(store) >= count, `${count} runs in ${store}`);
  return workersOf(started.pid);
}

async function expectWhole(store: string): Promise<void> {
  const before = Object.keys(digestsOf(store)).length;
  const ended = await run(tinyFolder(), store, '--jobs', '2');
  expect(ended.code, ended.stderr).toBe(0);
  expect(documentOf(ended).skipped).toHaveLength(before);
  expect(ended.stderr).not.toContain('its manifest is damaged');
  expect(digestsOf(store)).toEqual(digests);
}

/** A source network that trains for hours: whatever must be noticed has to be noticed in the middle of a run. */
const endlessFolder = () => tinyFolder({ 'source: 8': 'source: 1000000' });

describe('kill -9 and a restart give what an undisturbed run gives', () => {
  it.each([0, 3, 9])('when everything is killed after %i runs', async (count) => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    await reached(count, store, started);
    process.kill(-started.pid, 'SIGKILL');
    await started.ended;
    await expectWhole(store);
  });

  it.each([1, 6])('when the scheduler alone is killed after %i runs; its workers end', async (count) => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    const workers = await reached(count, store, started);
    process.kill(started.pid, 'SIGKILL');
    await until(() => !workers.some(lives), 'the workers end', 15);
    await expectWhole(store);
  });

  it('when a worker alone is killed: its run is tried again', async () => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    const workers = await reached(4, store, started);
    process.kill(workers[0] as number, 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code).toBe(0);
    // It may have been killed between two runs: then nobody lost anything.
    if (stderr.includes('SIGKILL')) expect(stderr).toContain('is tried again in a new process: the worker was killed');
    expect(countOf(store)).toBe(tinyRuns);
    await expectWhole(store);
  });
});

describe('in the middle of a long run', () => {
  it('a worker notices that its scheduler was killed', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store);
    const workers = await reached(0, store, started);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    process.kill(started.pid, 'SIGKILL');
    await until(() => !workers.some(lives), 'the workers end', 10);
    expect(workers.length).toBeGreaterThan(0);
    expect(countOf(store)).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 130, a clean store and no process left', async (signal) => {
    const store = newStore();
    const started = begin(endlessFolder(), store);
    const workers = await reached(0, store, started);
    // As a terminal does: to the whole group.
    process.kill(-started.pid, signal);
    const { code, stderr } = await started.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted: every finished run is stored; the same command goes on from there');
    expect(stderr).not.toContain('at process.');
    await until(() => !workers.some(lives), 'the workers end', 10);
    expect(countOf(store)).toBe(0);
  });

  it('a worker that hangs is ended, and its run tried again', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store, '--only', 'r0 source', '--hung-after', '2', '--checkpoint', '0');
    const [worker] = await reached(0, store, started);
    await until(() => filesIn(store).some((file) => file.endsWith('.checkpoint')), 'something of the run is kept');
    process.kill(worker as number, 'SIGSTOP');
    const words = 'r0 source is tried again in a new process: the worker used no processor time for 2 seconds';
    await until(() => started.said().includes(words), words);
    await until(() => !lives(worker as number), 'it ends');
    await until(() => started.said().includes('r0 source goes on after step'), 'another worker takes its place');
    const [next] = workersOf(started.pid);
    process.kill(next as number, 'SIGSTOP');
    const { code, stderr } = await started.ended;
    expect(code).toBe(3);
    expect(stderr).toContain(
      'r0 source: the worker used no processor time for 2 seconds, and was ended [SB_WORKER_HUNG]\nhint: --hung-after',
    );
  });

  it('a killed worker is one failed run, named, with those that needed it, where nothing is tried again', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store, '--only', 'r0 *', '--retries', '0');
    const [worker] = await reached(0, store, started);
    process.kill(worker as number, 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code).toBe(3);
    expect(stderr).toContain('r0 source: the worker was killed by SIGKILL [SB_WORKER_LOST]');
    expect(stderr).toContain('r0 FTall at 4: not trained, since r0 source failed [SB_SOURCE_LOST]');
  });
});

it('Ctrl-C and the same command again: it says what it skips', async () => {
  const store = newStore();
  const started = begin(tinyFolder(), store);
  const workers = await reached(3, store, started);
  process.kill(-started.pid, 'SIGINT');
  expect((await started.ended).code).toBe(130);
  // A worker may be about to store the run in its hand.
  await until(() => !workers.some(lives), 'the workers end', 10);
  const stored = Object.keys(digestsOf(store)).length;
  const ended = await run(tinyFolder(), store);
  expect(ended.stderr).toContain(`${stored} runs already in the store: skipped`);
  expect(digestsOf(store)).toEqual(digests);
});
