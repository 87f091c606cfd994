import type { SeedStreams } from '@seedbed/core';
import { type Layer, parameterCount } from './layers.js';

/**
 * Initial parameters. Weights are uniform in ±√(6 / fan-in) below a ReLU (He et al. 2015, eq. 10, as a uniform
 * distribution) and in ±√(1 / fan-in) in the classifier; biases are zero. Uniform, since √ and × are exact on every
 * machine and log and cos, which normal deviates need, are not.
 * @param stage every layer draws from its own stream `<stage>/init/<layer>`.
 * @param copied the first so many layers draw nothing and are zero: another run's weights go there.
 */
export function initialParameters(
  layers: readonly Layer[],
  stage: string,
  streams: SeedStreams,
  copied = 0,
): Float32Array {
  const parameters = new Float32Array(parameterCount(layers));
  for (const layer of layers.slice(copied)) {
    const stream = streams.open(`${stage}/init/${layer.name}`);
    const limit = Math.sqrt((layer.relu ? 6 : 1) / layer.fanIn);
    const biases = layer.weights[layer.weights.length - 1] as number;
    for (let at = layer.from; at < layer.to - biases; at++) parameters[at] = (2 * stream.uniform() - 1) * limit;
  }
  return parameters;
}
