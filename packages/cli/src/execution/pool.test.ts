import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunStore } from '@seedbed/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestOf } from '../testing/manifest.js';
import { openExperiment } from '../workspace/experiment.js';
import type { Order } from './messages.js';
import { type PoolOptions, trainAll } from './pool.js';
import type { Worker } from './worker-process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-pool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const states = openExperiment('smoke')
  .runs.filter(({ needs }) => needs.length === 0)
  .map((run) => ({
    ...{ run, runId: run.configId, isUpstream: false, isCompared: false, stored: null, reason: null },
    ...{ cost: 1, memory: 1 },
  }));

/** Trains with workers that do nothing, and counts how many do so side by side when each run starts. */
async function trained(options: Partial<PoolOptions>) {
  const beside: number[] = [];
  let busy = 0;
  const worker = (pid = 1): Worker => ({
    ...{ pid, ended: false, stop() {} },
    async train({ run }: Order) {
      beside.push(++busy);
      await new Promise((resolve) => setTimeout(resolve, 5));
      busy--;
      return manifestOf({ configId: run.configId });
    },
  });
  const store = new RunStore(folder);
  store.prepare();
  const { trained: done } = await trainAll(states, new Map(), {
    ...{ jobs: 1, store, memory: Infinity, failFast: false, retries: 0 },
    ...{ bar: { update() {}, stop() {} }, first: worker(7), hire: async () => worker() },
    ...{ onNote() {}, onDone() {} },
    ...options,
  });
  expect(done).toHaveLength(states.length);
  return beside;
}

describe('trainAll', () => {
  it('asks after the first run how many train side by side from then on', async () => {
    const asked: unknown[] = [];
    const beside = await trained({
      jobsAfter(first, pid) {
        asked.push([states.some(({ runId }) => runId === first.runId), pid]);
        return 3;
      },
    });
    expect(asked).toEqual([[true, 7]]);
    expect([beside[0], Math.max(...beside)]).toEqual([1, 3]);
  });

  it.each([1, 0])('goes on alone where %d fit', async (jobs) => {
    expect(new Set(await trained({ jobsAfter: () => jobs }))).toEqual(new Set([1]));
  });

  it('fails where a worker that joins later cannot be started', async () => {
    const hire = () => Promise.reject(new TypeError('no more workers'));
    await expect(trained({ jobsAfter: () => 2, hire })).rejects.toThrow('no more workers');
  });
});
