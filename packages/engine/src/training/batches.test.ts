import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cpuBackend } from '../backends/cpu.js';
import { hostSource } from '../data/source.js';
import { drawnIn } from '../graph/program.js';
import { portableKernels } from '../kernels/portable.js';
import { type Changes, copied, requestOf, upstreamWith } from '../testing/configs.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { Batches } from './batches.js';
import { plainImages } from './frozen-outputs.js';
import { prepareRun, takesSteps, type TrainingRun } from './run.js';

beforeAll(async () => {
  await cpuBackend.open();
});

function runOf(changes: Changes = {}): TrainingRun {
  const run = prepareRun(
    requestOf(changes),
    syntheticDataset(),
    portableKernels,
    upstreamWith(new Float32Array(10_000), changes),
  );
  if (!takesSteps(run)) expect.fail('the run takes no step');
  return run;
}

/** Takes batches; each as the rows of the training set that it holds, with labels and what was drawn. */
async function taken(run: TrainingRun, count: number) {
  const batches = new Batches(run);
  const images = plainImages(run, 'train');
  // Rows say which they are.
  const source = hostSource({
    ...images,
    width: 1,
    fill: (indices: ArrayLike<number>, target: Float32Array) => target.set(Array.from(indices)),
  });
  const list = [];
  for (let index = 0; index < count; index++) {
    const batch = batches.next(source);
    batches.counts();
    const all = { ...batch.drawn, ...drawnIn(batches.draws, index) };
    const drawn = Object.entries(all).map(([name, tensor]) => [name, { shape: tensor.shape, values: Array.from(tensor.dataSync()) }] as const); // prettier-ignore
    list.push({
      rows: Array.from(source.taken(batch.rows).dataSync()),
      labels: Array.from(batch.labels.dataSync()),
      drawn: Object.fromEntries(drawn),
    });
    tf.dispose([...Object.values(batch.rows), batch.labels, ...Object.values(all)]);
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

  it('draws a uniform number for each output of the dropout layers that are trained, others every time', async () => {
    const network = { dense: [50, 40], dropout: 0.25 };
    const { list } = await taken(runOf({ network }), 20);
    const drawn = (step: number, name: string) => list[step]?.drawn[`${name}/uniforms`];
    expect(Object.keys(list[0]?.drawn ?? {})).toEqual(['dropout1/uniforms', 'dropout2/uniforms']);
    expect([drawn(0, 'dropout1')?.shape, drawn(0, 'dropout2')?.shape]).toEqual([
      [8, 50],
      [8, 40],
    ]);
    const all = list.flatMap((_, step) => drawn(step, 'dropout1')?.values ?? []);
    expect(all.length).toBe(20 * 8 * 50);
    expect([Math.min(...all) >= 0, Math.max(...all) < 1]).toEqual([true, true]);
    const share = all.filter((value) => value < 0.25).length / all.length;
    expect(Math.abs(share - 0.25)).toBeLessThan(0.02);
    expect(drawn(0, 'dropout1')).not.toEqual(drawn(1, 'dropout1'));
    expect(drawn(0, 'dropout1')?.values.slice(0, 8)).not.toEqual(drawn(0, 'dropout2')?.values.slice(0, 8));
    // Two convolutions and the first dense layer with what follows it.
    const frozen = await taken(runOf({ network, freeze: 3 }), 1);
    expect(Object.keys(frozen.list[0]?.drawn ?? {})).toEqual(['dropout2/uniforms']);
    expect(frozen.list[0]?.drawn['dropout2/uniforms']).toEqual(drawn(0, 'dropout2'));
    expect((await taken(runOf(), 1)).list[0]?.drawn).toEqual({});
  });

  it('opens no stream for dropout that is frozen', () => {
    const network = { dense: [5, 4], dropout: 0.25 };
    const opened = (freeze: number) => {
      const run = runOf({ network, freeze });
      new Batches(run);
      return Object.keys(run.streams.used).filter((name) => name.includes('dropout'));
    };
    expect([3, 4].map(opened)).toEqual([['target/dropout/dropout2'], []]);
  });

  it('goes to where another one was, and draws on from there', () => {
    // A run opens each of its streams once.
    const batches = () => new Batches(runOf({ training: { methods: [{ augment: { flip: true, shift: 1 } }] } }));
    const step = (of: Batches) => {
      const { rows, labels, drawn } = of.next(of.images);
      of.counts();
      const tensors = [...Object.values(rows), labels, ...Object.values(drawn)];
      const values = tensors.map((tensor) => Array.from(tensor.dataSync()));
      tf.dispose(tensors);
      return values;
    };
    const whole = batches();
    for (let done = 0; done < 5; done++) step(whole);
    const later = batches();
    later.skip(5, whole.positions);
    expect(later.positions).toEqual(whole.positions);
    expect(later.digest()).toBe(whole.digest());
    expect([step(later), step(later)]).toEqual([step(whole), step(whole)]);
    const other = new Batches(runOf());
    expect(() => other.skip(5, { ...whole.positions, order: 1 })).toThrow(RangeError);
  });

  it('digests the batches that count, in their order, whatever was drawn behind them', async () => {
    const digestOf = (drawn: number, counted: number) => {
      const batches = new Batches(runOf());
      for (let step = 0; step < drawn; step++) {
        const { rows, labels } = batches.next(batches.images);
        tf.dispose([...Object.values(rows), labels]);
      }
      for (let step = 0; step < counted; step++) batches.counts();
      return batches.digest();
    };
    expect([digestOf(6, 0), digestOf(6, 3), digestOf(6, 6)]).toEqual([digestOf(0, 0), digestOf(3, 3), (await taken(runOf(), 6)).digest]); // prettier-ignore
    expect(digestOf(6, 3)).not.toBe(digestOf(6, 6));
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
