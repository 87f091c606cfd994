import type { CellSpec } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { manifestOf } from '../testing/manifest.js';
import type { OpenedData } from '../workspace/experiment.js';
import { priceOf } from './price.js';
import type { RunState } from './state.js';

const identity = { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'default' };
const data = { image: { height: 8, width: 8, channels: 3 }, bytes: 5000 } as OpenedData;
const cell = {
  classes: { source: 3, target: ['a', 'b'] },
  training: { steps: 300, augmentation: { flip: false, shift: 0 } },
  transfer: { frozen: 0, probe: 0 },
  model: { convolutions: [{ filters: 2, kernel: 3, stride: 1, pool: 2 }], dense: [5], dropout: 0 },
} as unknown as CellSpec;
const source = { run: { cellId: '1', role: 'source', cell: { ...cell, learns: 'source' } }, cost: 100, stored: null } as unknown as RunState; // prettier-ignore
const target = { run: { cellId: '2', role: 'cell', cell: { ...cell, learns: 'target' } }, cost: 300, stored: null } as unknown as RunState; // prettier-ignore
const states = [source, target];
const pilot = { rate: 10, memoryBytes: 7e8, steps: 4 };

describe('the price of a plan', () => {
  it('is time at the rate of the pilot, and on a GPU that is so many times as fast as an H200', () => {
    const price = priceOf(states, data, identity, { jobs: 1, pilot, gpuFactor: 4 });
    expect(price).toMatchObject({
      seconds: 40,
      basis: 'pilot',
      gpu: { factor: 4, seconds: 400 / (4 * 1.5e12) },
      memoryBytes: 7e8,
    });
  });

  it('has no other GPU than the one that a plan is for', () => {
    expect(priceOf(states, data, { ...identity, name: 'tensorflow-gpu' }, { jobs: 1 })).toMatchObject({ gpu: null });
  });

  it('goes by stored runs without a pilot, and says where a rate comes from', () => {
    const cost = { ...manifestOf().cost, wallSeconds: 20, peakMemoryBytes: 3e8 };
    const half = [{ ...source, stored: manifestOf({ cellId: '1', cost }) }, target];
    expect(priceOf(half, data, identity, { jobs: 2 })).toMatchObject({ seconds: 60, basis: 'stored runs', memoryBytes: 3e8 }); // prettier-ignore
    expect(priceOf(states, data, identity, { jobs: 2 })).toMatchObject({ basis: 'another machine', memoryBytes: null });
  });

  it('is disk for packed images, manifests, and the weights of source networks alone', () => {
    const { disk } = priceOf(states, data, identity, { jobs: 1 });
    // Convolution 3 x 3 x 3 x 2 + 2, dense 32 x 5 + 5, classifier 5 x 3 + 3; four bytes each.
    expect(disk.weights).toBe(4 * (54 + 2 + 160 + 5 + 15 + 3));
    expect(disk.data).toBe(5000);
    expect(disk.manifests).toBe(2 * 6000 + 2 * 1600 + 3 * 9 + 3 * 4);
  });
});
