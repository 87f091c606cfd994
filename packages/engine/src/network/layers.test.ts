import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layersOn } from '../testing/configs.js';
import { propertySeed } from '../testing/numbers.js';
import { parameterCount, sizeOf } from './layers.js';

const convolution = (filters: number, kernelSize = 3, stride = 1, poolSize = 1) => ({
  filters,
  kernelSize,
  stride,
  poolSize,
});

describe('layersOf', () => {
  it('lays out an AlexNet for images of 64 x 64 x 3', () => {
    const convolutions = [
      convolution(64, 5, 1, 2),
      convolution(128, 3, 1, 2),
      convolution(192),
      convolution(192),
      convolution(128, 3, 1, 2),
    ];
    const layers = layersOn({ convolutions, dense: [512], dropout: 0.5 }, { height: 64, width: 64, channels: 3 }, 100);
    const row = ({ name, weights, input, output, from, to }: (typeof layers)[number]) => [name, weights, input, output, from, to]; // prettier-ignore
    expect(layers.map(row)).toEqual([
      ['conv1', [5, 5, 3, 64], [64, 64, 3], [32, 32, 64], 0, 4_864],
      ['conv2', [3, 3, 64, 128], [32, 32, 64], [16, 16, 128], 4_864, 78_720],
      ['conv3', [3, 3, 128, 192], [16, 16, 128], [16, 16, 192], 78_720, 300_096],
      ['conv4', [3, 3, 192, 192], [16, 16, 192], [16, 16, 192], 300_096, 632_064],
      ['conv5', [3, 3, 192, 128], [16, 16, 192], [8, 8, 128], 632_064, 853_376],
      ['dense1', [8_192, 512], [8, 8, 128], [512], 853_376, 5_048_192],
      ['classifier', [512, 100], [512], [100], 5_048_192, 5_099_492],
    ]);
    expect(parameterCount(layers)).toBe(5_099_492);
    expect(layers.map((layer) => layer.fanIn)).toEqual([75, 576, 1_152, 1_728, 1_728, 8_192, 512]);
    expect(layers.map((layer) => layer.relu)).toEqual([true, true, true, true, true, true, false]);
  });

  it('drops units of dense layers, never of the classifier', () => {
    const layers = layersOn(
      { convolutions: [convolution(2)], dense: [5, 4], dropout: 0.25 },
      { height: 4, width: 4, channels: 1 },
      3,
    );
    expect(layers.map((layer) => (layer.kind === 'dense' ? [layer.name, layer.dropout] : null))).toEqual([
      null,
      ['dense1', { name: 'dropout1', rate: 0.25 }],
      ['dense2', { name: 'dropout2', rate: 0.25 }],
      ['classifier', null],
    ]);
  });

  it('rounds a stride up and a pooling window down', () => {
    const shapes = (height: number, width: number, stride: number, pool: number) =>
      layersOn({ convolutions: [convolution(1, 3, stride, pool)] }, { height, width, channels: 1 }, 2)[0]?.output;
    expect(shapes(7, 9, 2, 1)).toEqual([4, 5, 1]);
    expect(shapes(7, 9, 1, 2)).toEqual([3, 4, 1]);
    expect(shapes(11, 13, 3, 2)).toEqual([2, 2, 1]);
  });

  it('leaves no gap in the parameter vector and feeds each layer what the one below gives', () => {
    const convolutions = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 }))
        .map(([filters, kernelSize, pool]) => convolution(filters, kernelSize, 1, pool)),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(convolutions, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 }), (list, dense) => {
        const layers = layersOn({ convolutions: list, dense }, { height: 32, width: 24, channels: 3 }, 5);
        let end = 0;
        let shape: readonly number[] = [32, 24, 3];
        for (const { from, to, weights, input, output } of layers) {
          expect(from).toBe(end);
          expect(to - from).toBe(sizeOf(weights) + (weights[weights.length - 1] as number));
          expect(input).toEqual(shape);
          [end, shape] = [to, output];
        }
        expect(shape).toEqual([5]);
        expect(new Set(layers.map(({ name }) => name)).size).toBe(layers.length);
      }),
      { seed: propertySeed },
    );
  });
});
