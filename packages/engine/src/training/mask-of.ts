import { allLayers, parameterCount, type PlacedLayer, SeedbedError, sizeOf } from '@seedbed/core';
import type { TrainingRun, UpstreamRun } from './run.js';
import { trainedParameters } from './trained-parameters.js';

/**
 * Of each trained parameter whether it may change, 1 or 0; undefined where nothing is masked. Weights alone are masked:
 * biases and what normalizes may always change.
 * @throws SeedbedError SB_MASK_EMPTY.
 */
export function maskOf(run: TrainingRun, upstream: UpstreamRun | undefined): Float32Array | undefined {
  const { training, layers, frozen, streams, config } = run;
  if (!training.mask) return undefined;
  const ranges = weightRanges(layers.slice(frozen));
  const weights = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  const theirs = upstream && gathered(trainedParameters(run, upstream.weights), ranges, weights);
  const { code, options } = training.mask;
  const stream = () => streams.open(`${config.stage}/mask`);
  const mask = code.of({ weights, upstream: theirs, stream }, options);
  if (mask.every((value) => value === 0)) {
    throw new SeedbedError('SB_MASK_EMPTY', `${code.name} leaves none of ${weights} weights (stage ${config.stage})`, { hint: 'mask a smaller share' }); // prettier-ignore
  }
  return spread(mask, ranges, run);
}

type Range = readonly [from: number, to: number];

/** Where the weights are in the vector of parameters. */
function weightRanges(layers: readonly PlacedLayer[]): Range[] {
  let at = 0;
  return allLayers(layers).flatMap(({ parameters }) =>
    parameters.flatMap(({ shape, start }): Range[] => {
      const from = at;
      at += sizeOf(shape);
      return typeof start === 'object' && 'fanIn' in start ? [[from, at]] : [];
    }),
  );
}

function gathered(parameters: Float32Array, ranges: readonly Range[], count: number): Float32Array {
  const all = new Float32Array(count);
  let at = 0;
  for (const [from, to] of ranges) {
    all.set(parameters.subarray(from, to), at);
    at += to - from;
  }
  return all;
}

function spread(mask: Float32Array, ranges: readonly Range[], { layers, frozen }: TrainingRun): Float32Array {
  const all = new Float32Array(parameterCount(layers.slice(frozen))).fill(1);
  let at = 0;
  for (const [from, to] of ranges) {
    all.set(mask.subarray(at, at + to - from), from);
    at += to - from;
  }
  return all;
}
