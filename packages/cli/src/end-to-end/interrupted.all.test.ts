import { describe, expect, inject, it } from 'vitest';
import { begin, checkpointed, endlessFolder, expectWhole, reached } from '../testing/interrupting.js';
import { lives, signal, until, workersOf } from '../testing/processes.js';
import { countOf, digestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const digests = digestsOf(inject('finished'));

describe('kill -9 and a restart give what an undisturbed run gives', () => {
  it.each([0, 9])('when everything is killed after %i runs', async (count) => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    await reached(count, store, started);
    signal(-started.pid, 'SIGKILL');
    await started.ended;
    await expectWhole(store, digests);
  });

  it('when the scheduler alone is killed after 6 runs; its workers end', async () => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    const workers = await reached(6, store, started);
    signal(started.pid, 'SIGKILL');
    await until(() => !workers.some(lives), 'the workers end');
    await expectWhole(store, digests);
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
    await expectWhole(store, digests);
  });
});

describe('in the middle of a long run', () => {
  it('SIGTERM ends it with 130, a clean store and no process left', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store);
    const workers = await reached(0, store, started);
    // As a terminal does: to the whole group.
    signal(-started.pid, 'SIGTERM');
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
