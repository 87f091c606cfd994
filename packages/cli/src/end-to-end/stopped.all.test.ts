import { describe, expect, inject, it } from 'vitest';
import { begin, checkpointed, endlessFolder, reached } from '../testing/interrupting.js';
import { lives, signal, until, workersOf } from '../testing/processes.js';
import { documentOf, run } from '../testing/seedbed.js';
import { countOf, digestsOf, newStore } from '../testing/stores.js';
import { tinyFolder } from '../testing/tiny.js';

const digests = digestsOf(inject('finished'));

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
    const started = begin(endlessFolder(), store, '--filter', 'r0 source', '--hang-timeout', '5', '--checkpoint', '0');
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
      'r0 source: the worker used no processor time for 5 seconds, and was ended [SB_WORKER_HUNG]\nhint: --hang-timeout',
    );
  });

  it('a killed worker is one failed run, named, with those that needed it, where nothing is tried again', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store, '--filter', 'r0 *', '--retries', '0', '--jobs', '1');
    const [worker] = await reached(0, store, started);
    signal(worker as number, 'SIGKILL');
    const { code, stderr } = await started.ended;
    expect(code).toBe(3);
    expect(stderr).toContain('r0 source: the worker was killed by SIGKILL [SB_WORKER_LOST]');
    expect(stderr).toContain(
      'r0 target at condition FTall, size 4: not trained, since r0 source failed [SB_UPSTREAM_LOST]',
    );
  });
});

it('Ctrl-C and the same command again: it says what it skips', async () => {
  const store = newStore();
  // So many replicates that none is ever done before it is interrupted.
  const started = begin(tinyFolder({ 'replicates: 2': 'replicates: 200' }), store);
  const workers = await reached(3, store, started);
  signal(-started.pid, 'SIGINT');
  expect((await started.ended).code).toBe(130);
  // A worker may be about to store its run.
  await until(() => !workers.some(lives), 'the workers end');
  const stored = Object.keys(digestsOf(store)).filter((id) => id in digests).length;
  const ended = await run(tinyFolder(), store);
  expect(documentOf(ended).skipped).toHaveLength(stored);
  if (stored > 0)
    expect(ended.stderr).toContain(`${stored} ${stored > 1 ? 'runs' : 'run'} already in the store: skipped`);
  expect(digestsOf(store)).toMatchObject(digests);
});
