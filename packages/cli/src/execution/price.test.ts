import { setKeyOf } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { loadTiny } from '../testing/loaded.js';
import { manifestOf } from '../testing/manifest.js';
import type { OpenedData, OpenedSet } from '../workspace/data-sets.js';
import { priceOf } from './price.js';
import type { RunState } from './state.js';

const identity = { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'default' };
const { runs } = loadTiny().plan;
const [upstream, target] = ['source', 'target'].map((stage) => runs.find((run) => run.stage === stage)!);
const counts = { train: Array(6).fill(50), test: Array(6).fill(10), validation: Array(6).fill(0) };
const inputs = { shape: [8, 8, 3], type: 'uint8' };
const set = {
  identity: { inputs, classes: [...'abcdef'], targets: 'class', counts },
  bytes: 5000,
} as unknown as OpenedSet;
const data: OpenedData = new Map([[setKeyOf(target!.config.learn.data), set]]);
const first = { run: upstream!, isUpstream: true, cost: 100, memory: 1e9, stored: null } as RunState;
const second = { run: target!, isUpstream: false, cost: 300, memory: 2e9, stored: null } as RunState;
const states = [first, second];
const pilot = { rate: 10, memoryBytes: 7e8, steps: 4 };

describe('the price of a plan', () => {
  it('is time at the rate of the pilot, and on a GPU that is so many times as fast as an H200', () => {
    const price = priceOf(states, data, identity, { jobs: 1, pilot, gpuFactor: 4 });
    expect(price).toMatchObject({
      seconds: 40,
      basis: 'pilot',
      gpu: { factor: 4, seconds: 400 / (4 * 1.5e12) },
      memoryBytes: 7e8,
      estimatedMemoryBytes: 2e9,
    });
  });

  it('has no other GPU than the one that a plan is for', () => {
    expect(priceOf(states, data, { ...identity, name: 'tensorflow-gpu' }, { jobs: 1 })).toMatchObject({ gpu: null });
  });

  it('goes by stored runs without a pilot, and says where a rate comes from', () => {
    const cost = { ...manifestOf().cost, wallSeconds: 20, peakMemoryBytes: 3e8 };
    const half = [{ ...first, stored: manifestOf({ configId: upstream!.configId, cost }) }, second];
    expect(priceOf(half, data, identity, { jobs: 2 })).toMatchObject({ seconds: 60, basis: 'stored runs', memoryBytes: 3e8 }); // prettier-ignore
    expect(priceOf(states, data, identity, { jobs: 2 })).toMatchObject({ basis: 'another machine', memoryBytes: null });
  });

  it('is disk for packed examples, manifests, and the weights of upstream runs alone', () => {
    const { disk } = priceOf(states, data, identity, { jobs: 1 });
    // Convolution 3 x 3 x 3 x 2 + 2, dense 8 x 4 + 4, classifier 4 x 3 + 3; four bytes each.
    expect(disk.weights).toBe(4 * (54 + 2 + 32 + 4 + 12 + 3));
    expect(disk.data).toBe(5000);
    // 8 and 5 steps; two parts of three classes are measured of the second.
    expect(disk.manifests).toBe(Math.round(2 * 6000 + (13 * 16) / 3 + 2 * 3 * 9));
  });
});
