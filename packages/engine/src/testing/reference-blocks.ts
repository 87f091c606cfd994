import { lastOf, type PlacedLayer, sizeOf } from '@seedbed/core';
import { alone, own as ownOf, type ReferenceCall, type ReferenceLayer, type Values } from './reference-call.js';

/* Blocks and sequences once more, in plain loops and doubles. Shares no code with the layers. */

const own = (call: ReferenceCall, name: string) => ownOf(call, name) as Values;
const at = (values: Values, index: number) => values[index] as number;

/** How many times as large the input is as the output, rounded up. */
const strideOf = ({ input, output }: PlacedLayer) =>
  input.length < 3 ? 1 : Math.round(Math.max((input[0] as number) / (output[0] as number), (input[1] as number) / (output[1] as number))); // prettier-ignore

/** The input's values at each place of the output. */
function places({ layer }: ReferenceCall, x: Values): Float64Array[] {
  const channels = lastOf(layer.input);
  const pixel = (place: number) =>
    Float64Array.from({ length: channels }, (_, channel) => at(x, place * channels + channel));
  const count = sizeOf(layer.output) / lastOf(layer.output);
  if (layer.input.length < 3) return Array.from({ length: count }, (_, place) => pixel(place));
  const [, width] = layer.input as [number, number, number];
  const [, columns] = layer.output as [number, number, number];
  const stride = strideOf(layer);
  return Array.from({ length: count }, (_, place) => pixel(Math.floor(place / columns) * stride * width + (place % columns) * stride)); // prettier-ignore
}

/** @param through sends a batch through the layers inside. */
export const residualWith =
  (through: ReferenceLayer): ReferenceLayer =>
  (call, batch) => {
    const outputs = through(call, batch);
    return batch.map((x, row) => added(call, x, outputs[row] as Values));
  };

/** What a block's layers make of an example, with what goes past them. */
function added(call: ReferenceCall, x: Values, inside: Values): Values {
  const { shortcut } = call.layer.options;
  const output = Float64Array.from(inside);
  if (shortcut === 'none') return output;
  const filters = lastOf(call.layer.output);
  for (const [place, pixel] of places(call, x).entries())
    for (let filter = 0; filter < filters; filter++) {
      const weight = (channel: number) => at(own(call, 'projection'), channel * filters + filter);
      const past =
        shortcut === 'projection'
          ? pixel.reduce((sum, value, channel) => sum + value * weight(channel), 0)
          : (pixel[filter] ?? 0);
      output[place * filters + filter] = at(output, place * filters + filter) + past;
    }
  return output;
}

export const patchEmbedding = alone((call, x) => {
  const { layer } = call;
  const [, width, channels] = layer.input as [number, number, number];
  const [tokens, units] = layer.output as [number, number];
  const patch = layer.options['patch'] as number;
  const [weights, bias, positions] = [own(call, 'weights'), own(call, 'bias'), own(call, 'positions')];
  const output = new Float64Array(tokens * units);
  for (let token = 0; token < tokens; token++)
    for (let unit = 0; unit < units; unit++) {
      const top = Math.floor((token * patch) / width) * patch;
      const left = (token * patch) % width;
      let sum = at(bias, unit) + at(positions, token * units + unit);
      for (let row = 0; row < patch; row++)
        for (let column = 0; column < patch; column++)
          for (let channel = 0; channel < channels; channel++) {
            const pixel = at(x, ((top + row) * width + left + column) * channels + channel);
            sum += pixel * at(weights, ((row * patch + column) * channels + channel) * units + unit);
          }
      output[token * units + unit] = sum;
    }
  return output;
});

/** A dense layer on one token. */
const mapped = (token: readonly number[], weights: Values, bias: Values): number[] =>
  Array.from(bias, (value, unit) => token.reduce((sum, number, input) => sum + number * at(weights, input * bias.length + unit), value)); // prettier-ignore

export const attention = alone((call, x) => {
  const [count, width] = call.layer.input as [number, number];
  const heads = call.layer.options['heads'] as number;
  const size = width / heads;
  const tokens = Array.from({ length: count }, (_, token) => Array.from({ length: width }, (_, value) => at(x, token * width + value))); // prettier-ignore
  const mixed = tokens.map((token) => mapped(token, own(call, 'inputWeights'), own(call, 'inputBias')));
  const part = (token: number, which: number, head: number) => mixed[token]!.slice(which * width + head * size, which * width + (head + 1) * size); // prettier-ignore
  const output = tokens.flatMap((_, token) => {
    const attended = Array.from({ length: heads }, (_, head) => {
      const query = part(token, 0, head);
      const scores = tokens.map((_, other) => query.reduce((sum, value, k) => sum + value * at(part(other, 1, head), k), 0) / Math.sqrt(size)); // prettier-ignore
      const highest = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - highest));
      const total = shares.reduce((sum, share) => sum + share, 0);
      return Array.from({ length: size }, (_, k) => shares.reduce((sum, share, other) => sum + (share / total) * at(part(other, 2, head), k), 0)); // prettier-ignore
    }).flat();
    return mapped(attended, own(call, 'outputWeights'), own(call, 'outputBias'));
  });
  return Float64Array.from(output);
});
