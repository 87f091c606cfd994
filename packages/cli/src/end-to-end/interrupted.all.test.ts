import { describe, expect, inject, it } from 'vitest';
import { begin, expectWhole, reached } from '../testing/interrupting.js';
import { lives, signal, until } from '../testing/processes.js';
import { countOf, digestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const digests = digestsOf(inject('finished'));

describe('kill -9 and a restart give what an undisturbed run gives', () => {
  it.each([0, 3, 9])('when everything is killed after %i runs', async (count) => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    await reached(count, store, started);
    signal(-started.pid, 'SIGKILL');
    await started.ended;
    await expectWhole(store, digests);
  });

  it.each([1, 6])('when the scheduler alone is killed after %i runs; its workers end', async (count) => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    const workers = await reached(count, store, started);
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
