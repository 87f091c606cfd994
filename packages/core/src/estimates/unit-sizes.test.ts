import { describe, expect, it } from 'vitest';
import type { Configured } from '../components/component.js';
import { unitSizes } from './unit-sizes.js';

const small = [8, 6, 2];
const of = (layers: Configured[], image = small, outputs = 5) => unitSizes([...layers, 'classifier'], image, outputs);
/** Of the first unit. */
const first = (...layers: Configured[]) => of(layers)[0];
const conv = { conv: { filters: 4 } };

describe('the size of a unit', () => {
  it('is that of each layer of a network of convolutions and dense layers', () => {
    const layers: Configured[] = [{ conv: { filters: 4 } }, 'relu', 'maxPool', { conv: { filters: 8 } }, 'relu', { dense: { units: 6 } }, 'relu', { dropout: { rate: 0.5 } }]; // prettier-ignore
    const sizes = of(layers, [28, 28, 1], 2);
    // 28 x 28 x 9 x 4; 14 x 14 x 9 x 4 x 8; 14 x 14 x 8 x 6; 6 x 2
    expect(sizes.map(({ cost }) => cost)).toEqual([28224, 56448, 9408, 12]);
    expect(sizes.map(({ parameters }) => parameters)).toEqual([40, 296, 9414, 14]);
    expect(sizes.map(({ stored }) => stored)).toEqual([40, 296, 9414, 14]);
    expect(sizes.map(({ wide }) => wide)).toEqual([3136, 1568, 6, 2]);
    expect(sizes.map(({ output }) => output)).toEqual([784, 1568, 6, 2]);
  });

  it.each([
    ['stride 2, same', { stride: 2 }, 4 * 3],
    ['stride 4, same', { stride: 4 }, 2 * 2],
    ['valid', { padding: 'valid' }, 6 * 4],
    ['valid, stride 2', { padding: 'valid', stride: 2 }, 3 * 2],
  ])('follows the places of a kernel: %s', (_, options, places) => {
    const kernel = 9;
    expect(first({ conv: { filters: 4, ...options } })).toEqual({
      cost: places * 4 * kernel * 2,
      parameters: kernel * 2 * 4 + 4,
      stored: kernel * 2 * 4 + 4,
      wide: places * 4,
      output: places * 4,
    });
  });

  it('counts groups, depthwise kernels and what has no bias', () => {
    expect(first({ conv: { filters: 4, groups: 2 } })).toMatchObject({ cost: 48 * 4 * 9, parameters: 9 * 4 + 4 });
    expect(first({ depthwiseConv: { multiplier: 3 } })).toMatchObject({ cost: 48 * 9 * 6, parameters: 9 * 6 + 6, output: 48 * 6 }); // prettier-ignore
    expect(first({ conv: { filters: 4, bias: false } })).toMatchObject({ parameters: 9 * 2 * 4 });
    expect(first({ dense: { units: 3, bias: false } })).toMatchObject({ parameters: 96 * 3 });
  });

  it('holds the layers up to the next unit, normalization and pooling too', () => {
    const conv48 = 48 * 4;
    expect(first(conv, 'batchNorm', 'relu', { maxPool: { poolSize: 3 } })).toEqual({
      cost: conv48 * 9 * 2 + conv48,
      parameters: 76 + 8,
      // Two running statistics of each channel.
      stored: 76 + 8 + 8,
      wide: 2 * conv48,
      output: 2 * 2 * 4,
    });
    expect(first(conv, { averagePool: { poolSize: 3, stride: 2 } })?.output).toBe(3 * 2 * 4);
    expect(first(conv, 'globalAveragePool')?.output).toBe(4);
    expect(first(conv, 'flatten')?.output).toBe(conv48);
  });

  it('adds up the layers of a residual block, with its projection', () => {
    const block = [{ conv: { filters: 4, stride: 2 } }, 'relu', { conv: { filters: 4 } }];
    const inner = 12 * 9 * 2 * 4 + 12 * 9 * 4 * 4;
    expect(first({ residual: { layers: block } })).toMatchObject({ cost: inner, parameters: 76 + 148, wide: 2 * 48, output: 48 }); // prettier-ignore
    expect(first({ residual: { layers: block, shortcut: 'projection' } })).toMatchObject({ cost: inner + 12 * 2 * 4, parameters: 76 + 148 + 8 }); // prettier-ignore
    expect(of([{ residual: { layers: block } }])).toHaveLength(2);
  });

  it('is none where a layer does not fit', () => {
    const large = () => of([conv, { conv: { filters: 4, kernelSize: 9, padding: 'valid' } }]);
    expect(large).toThrow(expect.objectContaining({ code: 'SB_SPEC_SHAPE', message: 'conv2 does not fit: it leaves nothing of 8 x 6 x 4' })); // prettier-ignore
  });

  it('takes layers that it does not know for nothing', () => {
    expect(of([conv, { 'somebody:spline': { knots: 4 } }, 'relu'])).toEqual(of([conv, 'relu']));
  });
});
