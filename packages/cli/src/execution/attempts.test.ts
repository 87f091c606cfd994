import { SeedbedError } from '@seedbed/core';
import { expect, it, vi } from 'vitest';
import { manifestOf } from '../testing/manifest.js';
import { trainPatiently } from './attempts.js';
import type { Order } from './messages.js';
import type { WorkerProcess } from './worker-process.js';

const manifest = manifestOf();
const worker = { ended: false, train: async () => manifest, stop: () => {} } as unknown as WorkerProcess;
const order = {} as Order;
const notStarted = (code: 'SB_WORKER_LOST' | 'SB_WORKER_HUNG' | 'SB_RUN_FAILED') =>
  new SeedbedError(code, 'a worker could not start: nobody knows why');
const attempts = (retries: number, ...failures: SeedbedError[]) => ({
  retries,
  hire: vi.fn(() => (failures.length > 0 ? Promise.reject(failures.shift()) : Promise.resolve(worker))),
  stopped: () => false,
});

it.each(['SB_WORKER_LOST', 'SB_WORKER_HUNG'] as const)(
  'a worker that is lost while it starts (%s) is replaced',
  async (code) => {
    const notes: string[] = [];
    const done = trainPatiently(order, undefined, attempts(1, notStarted(code)), {
      onNote: (text) => notes.push(text),
    });
    expect(await done).toEqual({ manifest, worker });
    expect(notes).toEqual(['is tried again in a new process: a worker could not start: nobody knows why']);
  },
);

it('as often as is asked for, and not for what would fail again', async () => {
  const lost = notStarted('SB_WORKER_LOST');
  await expect(trainPatiently(order, undefined, attempts(1, lost, lost), {})).rejects.toBe(lost);
  const failed = notStarted('SB_RUN_FAILED');
  const once = attempts(5, failed);
  await expect(trainPatiently(order, undefined, once, {})).rejects.toBe(failed);
  expect(once.hire).toHaveBeenCalledTimes(1);
});
