import { describe, expect, it } from 'vitest';
import type { Configured } from '../component.js';
import { allLayers, parameterCount, type PlacedLayer, placeNetwork, storedCount } from '../network.js';
import { knownComponents } from '../registry.js';
import type { Shape } from '../shapes.js';

const image: Shape = [8, 6, 4];
const tokens: Shape = [5, 12];
const row: Shape = [12];

const place = (layer: Configured, input: Shape = image) =>
  placeNetwork([layer], input, 10, knownComponents)[0] as PlacedLayer;

describe('what layers make of an example', () => {
  const shapes: readonly (readonly [Configured, Shape, Shape])[] = [
    [{ conv: { filters: 6 } }, image, [8, 6, 6]],
    [{ conv: { filters: 6, kernelSize: 5, stride: 2 } }, image, [4, 3, 6]],
    [{ conv: { filters: 6, stride: 3 } }, image, [3, 2, 6]],
    [{ conv: { filters: 6, padding: 'valid' } }, image, [6, 4, 6]],
    [{ conv: { filters: 6, kernelSize: 4, stride: 2, padding: 'valid' } }, image, [3, 2, 6]],
    [{ depthwiseConv: {} }, image, [8, 6, 4]],
    [{ depthwiseConv: { multiplier: 3, stride: 2 } }, image, [4, 3, 12]],
    [{ dense: { units: 7 } }, image, [7]],
    [{ dense: { units: 7 } }, tokens, [7]],
    [{ pointwise: { units: 7 } }, image, [8, 6, 7]],
    [{ pointwise: { units: 7 } }, tokens, [5, 7]],
    [{ pointwise: { units: 7 } }, row, [7]],
    ['maxPool', image, [4, 3, 4]],
    [{ maxPool: { poolSize: 3, stride: 2 } }, image, [3, 2, 4]],
    [{ averagePool: { poolSize: 3 } }, image, [2, 2, 4]],
    ['globalAveragePool', image, [4]],
    ['globalAveragePool', tokens, [12]],
    ['flatten', image, [192]],
    ['classifier', image, [10]],
    ['regressor', row, [10]],
    [{ patchEmbedding: { patch: 2, units: 16 } }, image, [12, 16]],
    [{ attention: { heads: 3 } }, tokens, tokens],
    [{ residual: { layers: [{ conv: { filters: 8, stride: 2 } }] } }, image, [4, 3, 8]],
  ];
  it.each(shapes)('%j of %j is %j', (layer, input, output) => {
    expect(place(layer, input).output).toEqual(output);
  });

  it.each(['relu', 'leakyRelu', 'gelu', 'tanh', 'sigmoid', 'batchNorm', 'layerNorm', { groupNorm: { groups: 2 } }, { dropout: { rate: 0.5 } }] as Configured[])(
    '%j keeps any shape',
    (layer) => {
      for (const input of [image, tokens, row]) expect(place(layer, input).output).toEqual(input);
    },
  ); // prettier-ignore
});

describe('what layers need', () => {
  const needs = (layer: Configured, input: Shape = image) => {
    const { parameters, buffers, cost } = place(layer, input);
    const named = (values: typeof parameters) => Object.fromEntries(values.map(({ name, shape }) => [name, shape]));
    return { parameters: named(parameters), buffers: named(buffers), cost };
  };

  it('is a kernel for each filter, over its group of channels, and a bias unless it is without', () => {
    expect(needs({ conv: { filters: 6 } })).toEqual({ parameters: { weights: [3, 3, 4, 6], bias: [6] }, buffers: {}, cost: 48 * 9 * 4 * 6 }); // prettier-ignore
    expect(needs({ conv: { filters: 6, groups: 2, bias: false } })).toEqual({ parameters: { weights: [3, 3, 2, 6] }, buffers: {}, cost: 48 * 9 * 2 * 6 }); // prettier-ignore
    expect(needs({ depthwiseConv: { multiplier: 2 } })).toEqual({ parameters: { weights: [3, 3, 4, 2], bias: [8] }, buffers: {}, cost: 48 * 9 * 8 }); // prettier-ignore
  });

  it('is scale and shift of each channel, and running statistics of batches', () => {
    for (const input of [image, tokens, row]) {
      const channels = [input.at(-1)];
      const parameters = { scale: channels, shift: channels };
      expect(needs('batchNorm', input)).toMatchObject({ parameters, buffers: { mean: channels, variance: channels } });
      expect(needs('layerNorm', input)).toMatchObject({ parameters, buffers: {} });
      expect(needs({ groupNorm: { groups: 4 } }, input)).toMatchObject({ parameters, buffers: {} });
    }
    const starts = [...place('batchNorm').parameters, ...place('batchNorm').buffers].map(({ name, start }) => [name, start]); // prettier-ignore
    expect(starts).toEqual([['scale', 'ones'], ['shift', 'zeros'], ['mean', 'zeros'], ['variance', 'ones']]); // prettier-ignore
  });

  it('is drawn for the inputs and outputs of a unit', () => {
    const fans = (layer: Configured, input?: Shape) => place(layer, input).parameters[0]?.start;
    expect(fans({ conv: { filters: 6, groups: 2 } })).toEqual({ fanIn: 9 * 2, fanOut: (9 * 6) / 2 });
    expect(fans({ depthwiseConv: { multiplier: 3 } })).toEqual({ fanIn: 9, fanOut: 27 });
    expect(fans({ dense: { units: 7 } })).toEqual({ fanIn: 192, fanOut: 7 });
    expect(fans({ pointwise: { units: 7 } })).toEqual({ fanIn: 4, fanOut: 7 });
  });

  it('is stored with the buffers, of layers inside too', () => {
    const block: Configured = { residual: { layers: [{ conv: { filters: 4, bias: false } }, 'batchNorm', 'relu'] } };
    const layers = placeNetwork([block, 'classifier'], image, 10, knownComponents);
    expect(parameterCount(layers)).toBe(144 + 8 + 1920 + 10);
    expect(storedCount(layers) - parameterCount(layers)).toBe(8);
    expect(allLayers(layers).map(({ name }) => name)).toEqual(['residual1', 'residual1/conv1', 'residual1/batchNorm1', 'residual1/relu1', 'classifier']); // prettier-ignore
  });
});

describe('a layer that does not fit', () => {
  const smaller = 'use smaller kernels, strides or less pooling';
  const before = 'put it before what flattens: dense, flatten, globalAveragePool, patchEmbedding';
  const misfits: readonly (readonly [Configured, Shape, string, string])[] = [
    [{ conv: { filters: 6, kernelSize: 9, padding: 'valid' } }, image, 'conv1 does not fit: it leaves nothing of 8 x 6 x 4', smaller],
    [{ conv: { filters: 6, groups: 3 } }, image, 'conv1 does not fit: 4 channels in and 6 out do not make 3 equal groups', 'use a number of groups that divides both'],
    [{ conv: { filters: 6 } }, row, 'conv1 does not fit: it takes images, but gets 12', before],
    [{ depthwiseConv: {} }, tokens, 'depthwiseConv1 does not fit: it takes images, but gets 5 x 12', before],
    [{ maxPool: { poolSize: 7 } }, image, 'maxPool1 does not fit: it leaves nothing of 8 x 6 x 4', smaller],
    [{ averagePool: { poolSize: 2 } }, row, 'averagePool1 does not fit: it takes images, but gets 12', before],
    ['globalAveragePool', row, 'globalAveragePool1 does not fit: it takes images or tokens, but gets 12 values', 'leave it out'],
    [{ groupNorm: { groups: 5 } }, tokens, 'groupNorm1 does not fit: 12 channels do not make 5 equal groups', 'use a number of groups that divides the channels'],
    [{ attention: { heads: 5 } }, tokens, 'attention1 does not fit: a width of 12 does not make 5 equal heads', 'use a number of heads that divides the width'],
    [{ attention: { heads: 2 } }, image, 'attention1 does not fit: it takes tokens, but gets 8 x 6 x 4', 'begin with patchEmbedding'],
    [{ patchEmbedding: { patch: 4, units: 8 } }, image, 'patchEmbedding1 does not fit: 8 x 6 pixels do not make patches of 4 x 4', 'use a patch that divides rows and columns'],
    [{ residual: { layers: [{ conv: { filters: 2 } }] } }, image, 'residual1 does not fit: its layers make 2 channels of 4, and an identity cannot leave any out', 'use shortcut: projection'],
    [{ residual: { layers: [{ conv: { filters: 4, kernelSize: 4, padding: 'valid' } }] } }, image, 'residual1 does not fit: its layers make 5 x 3 x 4 of 8 x 6 x 4, which cannot be added', 'let its layers keep rows and columns, or divide both by one number with a stride'],
    [{ residual: { layers: [{ maxPool: { poolSize: 7 } }] } }, image, 'residual1/maxPool1 does not fit: it leaves nothing of 8 x 6 x 4', smaller],
  ]; // prettier-ignore
  it.each(misfits)('is refused by name, with the shapes: %j of %j', (layer, input, message, hint) => {
    expect(() => place(layer, input)).toThrow(expect.objectContaining({ code: 'SB_SPEC_SHAPE', message, hint }));
  });
});
