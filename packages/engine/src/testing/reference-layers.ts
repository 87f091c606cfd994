import type { PlacedLayer } from '@seedbed/core';
import { attention, patchEmbedding, residualWith } from './reference-blocks.js';
import { alone, own, type ReferenceLayer, type Values } from './reference-call.js';
import { batchNorm, groupNorm, layerNorm } from './reference-normalizations.js';
import { averagePool, conv, depthwiseConv, maxPool } from './reference-windows.js';

/*
 * Layers once more, in plain loops and doubles, as the papers write them. Shares no code with the kernels.
 */

/** On rows of `width` values, one for each place or token. */
const connected = (width: (layer: PlacedLayer) => number) =>
  alone((call, x) => {
    const [weights, bias] = [own(call, 'weights') as Values, own(call, 'bias')];
    const inputs = width(call.layer);
    const units = weights.length / inputs;
    return Float64Array.from({ length: (x.length / inputs) * units }, (_, at) => {
      const [place, unit] = [Math.floor(at / units), at % units];
      let sum = bias?.[unit] ?? 0;
      for (let input = 0; input < inputs; input++) sum += (x[place * inputs + input] as number) * (weights[input * units + unit] as number); // prettier-ignore
      return sum;
    });
  });

const dense = connected(({ input }) => input.reduce((product, extent) => product * extent, 1));
const pointwise = connected(({ input }) => input.at(-1) as number);

const dropout: ReferenceLayer = ({ layer, masks }, batch) => {
  const mask = masks[layer.name];
  if (!mask) return batch;
  return batch.map((x, row) => Float64Array.from(x, (value, at) => value * (mask[row * x.length + at] as number)));
};

const globalAveragePool = alone(({ layer: { output } }, x) => {
  const [channels] = output as [number];
  const sums = new Float64Array(channels);
  for (let at = 0; at < x.length; at++) sums[at % channels] = (sums[at % channels] as number) + (x[at] as number);
  return sums.map((sum) => (sum * channels) / x.length);
});

const each = (of: (value: number) => number): ReferenceLayer => alone((_, x) => Float64Array.from(x, of));

const leakyRelu = alone(({ layer: { options } }, x) => Float64Array.from(x, (value) => (value > 0 ? value : value * (options['slope'] as number)))); // prettier-ignore

/** Normal probability of a value below x, by its power series; for |x| up to about 6. */
function probability(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    term *= -(x * x) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

const residual = residualWith(
  ({ layer, ...call }, batch) =>
  layer.inside.reduce<readonly Values[]>((signal, inner) => referenceOf(inner)({ ...call, layer: inner }, signal), batch), // prettier-ignore
);

/** By kind. */
const referenceLayers: Readonly<Record<string, ReferenceLayer>> = {
  ...{ conv, depthwiseConv, dense, pointwise, classifier: dense, regressor: dense },
  ...{ batchNorm, layerNorm, groupNorm },
  ...{ maxPool, averagePool, globalAveragePool, dropout },
  ...{ residual, patchEmbedding, attention },
  flatten: (_, batch) => batch,
  relu: each((value) => Math.max(value, 0)),
  leakyRelu,
  gelu: each((value) => value * probability(value)),
  tanh: each(Math.tanh),
  sigmoid: each((value) => 1 / (1 + Math.exp(-value))),
};

/** @throws TypeError where there is none. */
export function referenceOf({ kind }: PlacedLayer): ReferenceLayer {
  const reference = referenceLayers[kind];
  if (!reference) throw new TypeError(`there is no reference of ${kind}`);
  return reference;
}
