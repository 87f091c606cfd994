import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { portableKernels } from '../kernels/portable.js';
import { type Changes, copied, requestOf } from '../testing/configs.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { Batches } from './batches.js';
import { plainImages } from './frozen-outputs.js';
import { prepareRun, takesSteps, type TrainingRun } from './run.js';

beforeAll(async () => {
  await cpuBackend.open();
});

function runOf(changes: Changes = {}): TrainingRun {
  const run = prepareRun(requestOf(changes), syntheticDataset(), portableKernels, new Float32Array(10_000));
  if (!takesSteps(run)) expect.fail('the run takes no step');
  return run;
}

/** Takes batches; each as the rows of the training set that it holds, with labels and masks. */
async function taken(run: TrainingRun, count: number, frozen = 0) {
  const batches = new Batches(run);
  const images = plainImages(run, 'train');
  // Rows say which they are.
  const inputs = {
    ...images,
    width: 1,
    fill: (indices: ArrayLike<number>, target: Float32Array) => target.set(Array.from(indices)),
  };
  const list = [];
  for (let index = 0; index < count; index++) {
    const batch = batches.next(inputs, run.layers.slice(frozen));
    const masks = Object.entries(batch.masks).map(([name, mask]) => [name, Array.from(mask.dataSync())] as const);
    list.push({
      rows: Array.from(batch.inputs.dataSync()),
      labels: Array.from(batch.labels.dataSync()),
      masks: Object.fromEntries(masks),
    });
    tf.dispose([batch.inputs, batch.labels, ...Object.values(batch.masks)]);
  }
  expect(tf.memory().numTensors).toBe(0);
  return { list, digest: batches.digest(), labels: images.labels };
}

describe('Batches', () => {
  it('passes over the whole training set again and again, in another order each time', async () => {
    const run = runOf();
    const size = run.drawn.train.length; // 36, in batches of 8: passes end in the middle of batches
    const { list } = await taken(run, 9);
    const rows = list.flatMap((batch) => batch.rows);
    const passes = [rows.slice(0, size), rows.slice(size, 2 * size)];
    for (const pass of passes)
      expect([...pass].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, row) => row));
    expect(passes[0]).not.toEqual(passes[1]);
    expect(passes[0]).not.toEqual([...(passes[0] as number[])].sort((a, b) => a - b));
  });

  it('gives each row its label', async () => {
    const { list, labels } = await taken(runOf(), 5);
    for (const batch of list) expect(batch.labels).toEqual(batch.rows.map((row) => labels[row]));
  });

  it('digests the row indices as little-endian uint32', async () => {
    const { list, digest } = await taken(runOf(), 5);
    const bytes = Buffer.alloc(4 * 40);
    list.flatMap((batch) => batch.rows).forEach((row, index) => bytes.writeUInt32LE(row, 4 * index));
    expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('fills a batch that is larger than the training set', async () => {
    const { list } = await taken(runOf({ learn: { perClass: 2 }, training: { batchSize: 20 } }), 1);
    expect(list[0]?.rows.length).toBe(20);
    expect(new Set(list[0]?.rows)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  it('masks the dense layers that are trained: zeros and scaled ones, others every time', async () => {
    const run = runOf({ network: { dense: [50, 40], dropout: 0.25 } });
    const { list } = await taken(run, 20);
    expect(Object.keys(list[0]?.masks ?? {})).toEqual(['dense1', 'dense2']);
    const all = list.flatMap((batch) => batch.masks['dense1'] ?? []);
    expect(all.length).toBe(20 * 8 * 50);
    const kept = Math.fround(1 / 0.75);
    expect(new Set(all)).toEqual(new Set([0, kept]));
    const share = all.filter((value) => value === 0).length / all.length;
    expect(Math.abs(share - 0.25)).toBeLessThan(0.02);
    expect(list[0]?.masks['dense1']).not.toEqual(list[1]?.masks['dense1']);
    const frozen = await taken(run, 1, 3);
    expect(Object.keys(frozen.list[0]?.masks ?? {})).toEqual(['dense2']);
    expect((await taken(runOf(), 1)).list[0]?.masks).toEqual({});
  });

  it('keeps the order whatever is dropped, augmented, copied or frozen, and at every length', async () => {
    const { list, digest } = await taken(runOf(), 6);
    const others = [
      runOf({ network: { dropout: 0.5, dense: [7] } }),
      runOf({ training: { methods: [{ augment: { flip: true, shift: 2 } }], learningRate: 0.5, steps: 99 } }),
      runOf({ weights: copied(2), freeze: 2 }),
    ];
    for (const other of others) expect((await taken(other, 6)).digest).toBe(digest);
    expect((await taken(runOf(), 3)).list).toEqual(list.slice(0, 3));
    expect((await taken(runOf({ replicate: 1 }), 6)).digest).not.toBe(digest);
    expect((await taken(runOf({ stage: 'source' }), 6)).digest).not.toBe(digest);
  });
});
