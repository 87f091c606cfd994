import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { requestOf, upstreamOf } from '../testing/configs.js';
import { describeBackends } from '../testing/each-backend.js';
import { relativeError } from '../testing/numbers.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { type TrainedRun, trainRun } from '../training/train.js';
import { cpuBackend } from './cpu.js';

const dataset = syntheticDataset();
const request = upstreamOf({ training: { steps: 4 }, evaluations: 1 });
const lossesOf = ({ loss }: TrainedRun) => new Float32Array(new Uint8Array(Buffer.from(loss.bits, 'base64')).buffer);

/* On a graphics device in software, so a few steps of a tiny network. */
describeBackends(['webgpu'], (backend) => {
  let reference: TrainedRun;

  beforeAll(async () => {
    reference = await trainRun(request, dataset, await cpuBackend.open());
    await tf.setBackend('webgpu');
  });

  it('says which device it computes on', () => {
    expect(backend().identity.library).toMatch(/^tfjs-backend-webgpu [\d.]+, webgpu [\d.]+, \S/);
  });

  it('trains from the same images, order and weights, to the losses of the pure JavaScript backend', async () => {
    const trained = await trainRun(request, dataset, backend());
    const { after, ...same } = trained.digests;
    expect(same).toEqual({ ...reference.digests, after: undefined });
    expect(after).not.toBe(reference.digests.after);
    expect(relativeError(lossesOf(trained), lossesOf(reference))).toBeLessThan(1e-5);
  });

  it('adds in a fixed order: no program with atomic additions runs, however long the sums', async () => {
    const { kernels } = backend();
    const [image, grey, filter] = [
      [1, 16, 16, 32],
      [32, 16, 16, 1],
      [8, 8, 32, 16],
    ] as const;
    const sums = tf.tidy(() => [
      kernels.multiply(tf.ones([2100, 16]), tf.ones([2100, 16]), true, false),
      kernels.convolve(tf.ones([...image]), tf.ones([...filter]), 1),
      kernels.convolveInputGradient(tf.ones([1, 16, 16, 32]), tf.ones([8, 8, 16, 32]), [1, 16, 16, 16], 1),
      kernels.convolveFilterGradient(tf.ones([32, 16, 16, 16]), tf.ones([...grey]), [3, 3, 1, 16], 1),
    ]);
    expect(await Promise.all(sums.map(async (sum) => Math.max(...(await sum.data()))))).toEqual([
      2100, 2048, 2048, 8192,
    ]);
    tf.dispose(sums);
    // What tfjs-backend-webgpu would have chosen.
    tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', -1);
    expect(() => tf.tidy(() => tf.matMul(tf.ones([16, 2100]), tf.ones([2100, 16])))).toThrow('adds in no fixed order');
  });

  it('repeats its bits', async () => {
    const dropping = requestOf({ network: { dropout: 0.5 }, training: { steps: 4 }, evaluations: 1 });
    const [one, two] = [await trainRun(dropping, dataset, backend()), await trainRun(dropping, dataset, backend())];
    expect(two).toEqual(one);
  });

  it('calls a run diverged, though shaders may turn what is not a number into one', async () => {
    const wild = upstreamOf({ training: { steps: 12, learningRate: 1e6 } });
    const { outcome, measured, curve } = await trainRun(wild, dataset, backend());
    expect([outcome.status, measured]).toEqual(['diverged', null]);
    expect(outcome.reason).toMatch(/is not finite after step \d+$/);
    expect(curve.every(({ trainLoss }) => Number.isFinite(trainLoss))).toBe(true);
  });
});
