import { describe, expect, inject, it } from 'vitest';
import { begin, checkpointed, endlessFolder, expectWhole, reached } from '../testing/interrupting.js';
import { lives, signal, until } from '../testing/processes.js';
import { documentOf, run } from '../testing/seedbed.js';
import { countOf, digestsOf, newStore } from '../testing/stores.js';
import { tinyFolder } from '../testing/tiny.js';

const digests = digestsOf(inject('finished'));

describe('kill -9 and a restart give what an undisturbed run gives', () => {
  it('when everything is killed after 3 runs', async () => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    await reached(3, store, started);
    signal(-started.pid, 'SIGKILL');
    await started.ended;
    await expectWhole(store, digests);
  });

  it('when the scheduler alone is killed after a run; its workers end', async () => {
    const store = newStore();
    const started = begin(tinyFolder(), store);
    const workers = await reached(1, store, started);
    signal(started.pid, 'SIGKILL');
    await until(() => !workers.some(lives), 'the workers end');
    await expectWhole(store, digests);
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

  it('SIGINT ends it with 130, a clean store and no process left', async () => {
    const store = newStore();
    const started = begin(endlessFolder(), store);
    const workers = await reached(0, store, started);
    // As a terminal does: to the whole group.
    signal(-started.pid, 'SIGINT');
    const { code, stderr } = await started.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted: every finished run is stored; the same command goes on from there');
    expect(stderr).not.toContain('at process.');
    await until(() => !workers.some(lives), 'the workers end');
    expect(countOf(store)).toBe(0);
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
