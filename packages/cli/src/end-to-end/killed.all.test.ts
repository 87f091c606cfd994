import { openStream } from '@seedbed/core';
import { expect, it } from 'vitest';
import { preloading, run, seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { tinyFolder } from '../testing/tiny.js';

/** Slots of an optimizer and of a method, running statistics, masks of dropout, and what a method draws: all must be kept. */
const steps = 40;
const folder = tinyFolder({
  'optimizer: { sgd: { momentum: 0.9, nesterov: true } }':
    'optimizer: adam\n  methods: [{ mixup: 0.4 }, { averageWeights: 0.9 }]',
  'learningRate: 0.05': 'learningRate: 0.01',
  '[{ conv: 2 }, relu,': '[{ conv: 2 }, batchNorm, relu,',
  '{ dense: 4 }, relu': '{ dense: 4 }, relu, { dropout: 0.3 }',
  '4: 6': `4: ${steps}`,
});
const only = ['--filter', 'r0 target at condition base, size 4', '--jobs', '1', '--checkpoint', '0'];

it('Adam with batch norm, dropout, mixup and averaged weights, killed at random steps, ends as if undisturbed', async () => {
  const whole = newStore();
  await run(folder, whole, ...only);
  const digests = digestsOf(whole);
  expect(Object.keys(digests)).toHaveLength(1);
  const stream = openStream('kill again and again');
  for (let time = 0; time < 3; time++) {
    const store = newStore();
    const stops: number[] = [];
    for (let left = steps - 1; left > 1; left = steps - 1 - (stops.at(-1) as number)) {
      // As many checkpoints on from the last one; the process dies just after it wrote this one.
      const next = 1 + stream.below(left);
      const env = {
        ...preloading('killed-at-checkpoint.cjs'),
        SEEDBED_TEST_KILL_AT: `${next}`,
        SEEDBED_TEST_KILL_AFTER: '1',
      };
      const killed = await seedbed(['run', folder, '--store', store, '--backend', 'wasm', ...only, '--retries', '0'], { env }); // prettier-ignore
      expect(killed.code, killed.stderr).toBe(3);
      stops.push((stops.at(-1) ?? 0) + next);
    }
    await run(folder, store, ...only);
    expect(manifestsOf(store)[0]?.cost.resumedAt).toEqual(stops);
    expect(digestsOf(store), `killed after the steps ${stops.join(', ')}`).toEqual(digests);
  }
});
