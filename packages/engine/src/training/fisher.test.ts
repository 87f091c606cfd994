import { type Configured, storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import type { Kernels } from '../kernels/kernels.js';
import { partInputs } from '../data/inputs.js';
import { slicesOf } from '../network/layout.js';
import { type Changes, requestOf } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers, relativeError } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { fisherOf } from './fisher.js';
import { passForward } from './pass-forward.js';
import { prepareRun, type TrainingRun, type UpstreamRun } from './run.js';

const dataset = syntheticDataset({ extent: 6 });
const linear: Changes = { network: { convolutions: [], dense: [] } };

function prepared(changes: Changes, kernels: Kernels) {
  const run = prepareRun(requestOf(changes), dataset, kernels) as TrainingRun;
  const of: UpstreamRun = { config: run.config, weights: numbers('fisher', run.start.length, 0.4) };
  return { run, of, inputs: partInputs(run, 'train', null) };
}

/** A set whose rows are those at `indices`. */
const chosen = ({ width, labels, fill }: ReturnType<typeof partInputs>, indices: readonly number[]) => ({
  rows: indices.length,
  ...{ width, labels },
  fill: (at: ArrayLike<number>, target: Float32Array) => fill(Array.from(at, (index) => indices[index] as number), target), // prettier-ignore
});

describeBackends(everyBackend, (backend) => {
  /** log p of each class for some examples, at some weights. */
  async function logProbabilities(
    { run, inputs }: ReturnType<typeof prepared>,
    weights: Float32Array,
    indices: number[],
  ): Promise<number[][]> {
    const classes = run.drawn.classes.length;
    const rows: number[][] = [];
    const vector = tf.tensor1d(weights);
    await passForward(backend().kernels, run.layers, vector, chosen(inputs, indices), (_, values) => {
      for (let row = 0; row < values.length / classes; row++) {
        const logits = [...values.subarray(row * classes, (row + 1) * classes)];
        const most = Math.max(...logits);
        const sum = Math.log(logits.reduce((total, logit) => total + Math.exp(logit - most), 0));
        rows.push(logits.map((logit) => logit - most - sum));
      }
    });
    vector.dispose();
    return rows;
  }

  it('of a linear network is the mean of x^2 p (1 - p)', async () => {
    const given = prepared(linear, backend().kernels);
    const { run, of, inputs } = given;
    const all = Array.from({ length: inputs.rows }, (_, index) => index);
    const logs = await logProbabilities(given, of.weights, all);
    const [classes, width] = [run.drawn.classes.length, inputs.width];
    const expected = new Float64Array(of.weights.length);
    const x = new Float32Array(width);
    for (const index of all) {
      inputs.fill([index], x);
      for (let label = 0; label < classes; label++) {
        const p = Math.exp(logs[index]?.[label] as number);
        for (let at = 0; at < width; at++) expected[at * classes + label]! += ((x[at] as number) ** 2 * p * (1 - p)) / all.length; // prettier-ignore
        expected[width * classes + label]! += (p * (1 - p)) / all.length;
      }
    }
    expect(relativeError(await fisherOf(run, of, 1000), expected)).toBeLessThan(2e-6);
    expect(tf.memory().numTensors).toBe(0);
  });

  it('takes so many examples, evenly spread, and is the same each time', async () => {
    const given = prepared(linear, backend().kernels);
    const { run, of, inputs } = given;
    // 36 examples in three classes: the middle one of each third.
    const three = [6, 18, 30];
    const logs = await logProbabilities(given, of.weights, three);
    const shares = logs.map((row) => Math.exp(row[0] as number)).map((p) => p * (1 - p));
    const found = await fisherOf(run, of, 3);
    expect(inputs.rows).toBe(36);
    const ofBias = found[inputs.width * run.drawn.classes.length] as number;
    expect(Math.abs(ofBias - shares.reduce((sum, share) => sum + share, 0) / 3)).toBeLessThan(1e-6);
    expect(await fisherOf(run, of, 3)).toEqual(found);
  });

  it('is that of difference quotients, also behind frozen layers, normalization and dropout as in evaluation', async () => {
    const layers: Configured[] = [{ conv: { filters: 2, kernelSize: 3 } }, 'batchNorm', 'tanh', { dense: { units: 3 } }, 'batchNorm', { dropout: { rate: 0.5 } }, 'classifier']; // prettier-ignore
    const request = requestOf();
    const config = { ...request.config, model: { ...request.config.model, layers }, freeze: 1 };
    const run = prepareRun({ ...request, config }, dataset, backend().kernels) as TrainingRun;
    const slices = slicesOf(run.layers);
    // Variances are positive.
    const weights = Float32Array.from(slices.flatMap(({ name, size, layer }) => [...numbers(`${layer}/${name}`, size, 0.5)].map((value) => (name === 'variance' || name === 'scale' ? 1 + value : value)))); // prettier-ignore
    const of: UpstreamRun = { config, weights };
    const found = await fisherOf(run, of, 2);
    const given = { run, of, inputs: partInputs(run, 'train', null) };
    const base = await logProbabilities(given, weights, [9, 27]);
    const trained = slices.slice(slicesOf(run.layers.slice(0, run.frozen)).length);
    let [from, at] = [storedCount(run.layers.slice(0, run.frozen)), 0];
    for (const { size, isBuffer } of trained) {
      if (!isBuffer) {
        // The first and the last one of each tensor.
        for (const index of [0, size - 1]) {
          const moved = async (by: number) => logProbabilities(given, weights.map((value, place) => (place === from + index ? value + by : value)), [9, 27]); // prettier-ignore
          const [up, down] = [await moved(0.01), await moved(-0.01)];
          const terms = base.flatMap((row, example) => row.map((log, label) => Math.exp(log) * (((up[example]?.[label] as number) - (down[example]?.[label] as number)) / 0.02) ** 2)); // prettier-ignore
          const expected = terms.reduce((sum, term) => sum + term, 0) / 2;
          expect(Math.abs((found[at + index] as number) - expected)).toBeLessThan(0.01 * expected + 1e-6);
        }
        at += size;
      }
      from += size;
    }
    expect(found).toHaveLength(at);
  });

  it('is of the other run’s own data: its transforms, its classes, its set', async () => {
    const { run, of } = prepared(linear, backend().kernels);
    const changed = (learn: Changes['learn']) => ({
      ...of,
      config: requestOf({ ...linear, ...(learn && { learn }) }).config,
    });
    const own = await fisherOf(run, of, 4);
    expect(await fisherOf(run, changed({ transforms: ['shufflePixels'] }), 4)).not.toEqual(own);
    const data = { ...of.config.learn.data, plugin: 'another' };
    await expect(fisherOf(run, changed({ data }), 4)).rejects.toThrow('the data of target are needed');
    const other = { ...changed({ data }), dataset: syntheticDataset({ extent: 6, symmetric: true }) };
    expect(await fisherOf(run, other, 4)).not.toEqual(own);
    expect(await fisherOf(run, { ...changed({ data }), dataset }, 4)).toEqual(own);
  });
});
