import { describe, expect, inject, it } from 'vitest';
import { lives, signal, until, workersOf } from '../testing/processes.js';
import { documentOf, run, start, type Started } from '../testing/seedbed.js';
import { countOf, digestsOf, filesIn, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const digests = digestsOf(finished);

const begin = (folder: string, store: string, ...more: string[]) =>
  start(['run', folder, '--store', store, '--backend', 'wasm', '--jobs', '2', ...more]);

/** Waits until so many runs are stored, or all is over, and says which workers there are. */
async function reached(count: number, store: string, started: Started): Promise<number[]> {
  let over = false;
  void started.ended.then(() => (over = true));
  const begun = () => started.said().includes('at a time') && workersOf(started.pid).length > 0;
  const holds = () => over || (countOf(store) >= count && begun());
  await until(holds, `${count} runs in ${store}`);
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
const checkpointed = (store: string) => filesIn(store).some((file) => file.endsWith('.checkpoint'));

describe('kill -9 and a restart give what an undisturbed run gives', () => {
  it.each([0, 3, 9])('when everything is killed after %i runs', async (count) => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    await reached(count, store, started);
    signal(-started.pid, 'SIGKILL');
    await started.ended;
    await expectWhole(store);
  });

  it.each([1, 6])('when the scheduler alone is killed after %i runs; its workers end', async (count) => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    const workers = await reached(count, store, started);
    signal(started.pid, 'SIGKILL');
    await until(() => !workers.some(lives), 'the workers end');
    await expectWhole(store);
  });

  it('when a worker alone is killed: its run is tried again', async () => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    const workers = await reached(4, store, started);
    for (const worker of workers.slice(0, 1)) signal(worker, 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code).toBe(0);
    // It may have been killed between two runs, or after the last: then nobody lost anything.
    if (stderr.includes('SIGKILL')) expect(stderr).toContain('is tried again in a new process: the worker was killed');
    expect(countOf(store)).toBe(tinyRuns);
    await expectWhole(store);
  });
});

describe('in the middle of a long run', () => {
  it('a worker notices that its scheduler was killed', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store, '--checkpoint', '0');
    const workers = await reached(0, store, started);
    await until(() => checkpointed(store), 'the middle of a run');
    signal(started.pid, 'SIGKILL');
    await until(() => !workers.some(lives), 'the workers end');
    expect(workers.length).toBeGreaterThan(0);
    expect(countOf(store)).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 130, a clean store and no process left', async (name) => {
    const store = newStore();
    const started = begin(endlessFolder(), store);
    const workers = await reached(0, store, started);
    // As a terminal does: to the whole group.
    signal(-started.pid, name);
    const { code, stderr } = await started.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted: every finished run is stored; the same command goes on from there');
    expect(stderr).not.toContain('at process.');
    await until(() => !workers.some(lives), 'the workers end');
    expect(countOf(store)).toBe(0);
  });

  it('a worker that hangs is ended, and its run tried again', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store, '--only', 'r0 source', '--hung-after', '5', '--checkpoint', '0');
    const [worker] = await reached(0, store, started);
    await until(() => checkpointed(store), 'something of the run is kept');
    signal(worker as number, 'SIGSTOP');
    const words = 'r0 source is tried again in a new process: the worker used no processor time for 5 seconds';
    await until(() => started.said().includes(words), words);
    await until(() => !lives(worker as number), 'it ends');
    await until(() => started.said().includes('r0 source goes on after step'), 'another worker takes its place');
    const [next] = workersOf(started.pid);
    signal(next as number, 'SIGSTOP');
    const { code, stderr } = await started.ended;
    expect(code).toBe(3);
    expect(stderr).toContain(
      'r0 source: the worker used no processor time for 5 seconds, and was ended [SB_WORKER_HUNG]\nhint: --hung-after',
    );
  });

  it('a killed worker is one failed run, named, with those that needed it, where nothing is tried again', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store, '--only', 'r0 *', '--retries', '0', '--jobs', '1');
    const [worker] = await reached(0, store, started);
    signal(worker as number, 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code).toBe(3);
    expect(stderr).toContain('r0 source: the worker was killed by SIGKILL [SB_WORKER_LOST]');
    expect(stderr).toContain('r0 FTall at 4: not trained, since r0 source failed [SB_SOURCE_LOST]');
  });
});

it('Ctrl-C and the same command again: it says what it skips', async () => {
  const store = newStore();
  // So many replicates that none is ever done before it is interrupted.
  const started = begin(tinyFolder({ 'replicates: 2': 'replicates: 200' }), store);
  const workers = await reached(3, store, started);
  signal(-started.pid, 'SIGINT');
  expect((await started.ended).code).toBe(130);
  // A worker may be about to store the run in its hand.
  await until(() => !workers.some(lives), 'the workers end');
  const stored = Object.keys(digestsOf(store)).filter((id) => id in digests).length;
  const ended = await run(tinyFolder(), store);
  expect(documentOf(ended).skipped).toHaveLength(stored);
  if (stored > 0)
    expect(ended.stderr).toContain(`${stored} ${stored > 1 ? 'runs' : 'run'} already in the store: skipped`);
  expect(digestsOf(store)).toMatchObject(digests);
});
