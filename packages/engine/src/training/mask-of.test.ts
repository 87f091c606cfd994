import { knownComponents, parameterCount, placeNetwork, storedCount } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { portableKernels } from '../kernels/portable.js';
import { type MaskCode, maskCode } from '../masks/mask.js';
import { requestOf } from '../testing/configs.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { maskOf } from './mask-of.js';
import { prepareRun, type TrainingRun } from './run.js';

const conv = { conv: { filters: 2, kernelSize: 1 } };
/** Stored: conv1 2 + 2, batchNorm1 4 and 4 buffers, conv2 4 + 2, classifier 8 * 3 + 3. */
const layers = placeNetwork([conv, 'batchNorm', 'relu', conv, 'relu', 'classifier'], [2, 2, 1], 3, knownComponents);

/** A run of these layers, of which the first so many are frozen. */
function runOf(mask: MaskCode | null, frozen: number): TrainingRun {
  const run = prepareRun(requestOf(), syntheticDataset(), portableKernels) as TrainingRun;
  return {
    ...run,
    layers,
    frozen,
    training: { ...run.training, mask: mask && { code: mask, options: { share: 0.5 } } },
  };
}

/** Keeps every second weight. */
const everySecond = (seen: { weights?: number; upstream?: number[] | undefined; options?: unknown }) =>
  maskCode({
    name: 'everySecond',
    version: 1,
    of({ weights, upstream }, options) {
      Object.assign(seen, { weights, upstream: upstream && Array.from(upstream), options });
      return Float32Array.from({ length: weights }, (_, at) => at % 2);
    },
  });

const theirs = {
  config: requestOf().config,
  weights: Float32Array.from({ length: storedCount(layers) }, (_, at) => at),
};

describe('the mask of a run', () => {
  it('is none where none is asked for', () => {
    expect(maskOf(runOf(null, 0), undefined)).toBeUndefined();
  });

  it('lies on weights alone: biases and what normalizes may always change', () => {
    const seen: Parameters<typeof everySecond>[0] = {};
    const mask = maskOf(runOf(everySecond(seen), 0), undefined) as Float32Array;
    expect(seen).toEqual({ weights: 2 + 4 + 24, upstream: undefined, options: { share: 0.5 } });
    expect(mask.length).toBe(parameterCount(layers));
    const classifier = Array.from({ length: 24 }, (_, at) => at % 2);
    expect([...mask]).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, ...classifier, 1, 1, 1]);
  });

  it('is asked about the weights of another run that belong to the layers that are trained', () => {
    const seen: Parameters<typeof everySecond>[0] = {};
    const classifier = Array.from({ length: 24 }, (_, at) => 18 + at);
    maskOf(runOf(everySecond(seen), 0), theirs);
    expect(seen.upstream).toEqual([0, 1, 12, 13, 14, 15, ...classifier]);
    // Above conv1 with its normalization and relu.
    const mask = maskOf(runOf(everySecond(seen), 3), theirs) as Float32Array;
    expect([seen.weights, seen.upstream]).toEqual([28, [12, 13, 14, 15, ...classifier]]);
    expect([...mask.slice(0, 7)]).toEqual([0, 1, 0, 1, 1, 1, 0]);
    expect(mask.length).toBe(6 + 27);
  });

  it('refuses another run of other shapes', () => {
    const other = { ...theirs, weights: theirs.weights.slice(1) };
    expect(() => maskOf(runOf(everySecond({}), 0), other)).toThrow(
      expect.objectContaining({ code: 'SB_WEIGHTS_SHAPE' }),
    );
  });

  it('opens its stream only where it draws', () => {
    const opening = maskCode({ name: 'opening', version: 1, of: ({ weights, stream }) => new Float32Array(weights).fill(stream().uniform()) }); // prettier-ignore
    const [quiet, drawing] = [runOf(everySecond({}), 0), runOf(opening, 0)];
    for (const run of [quiet, drawing]) maskOf(run, undefined);
    expect(Object.keys(quiet.streams.used)).not.toContain('target/mask');
    expect(Object.keys(drawing.streams.used)).toContain('target/mask');
  });
});
