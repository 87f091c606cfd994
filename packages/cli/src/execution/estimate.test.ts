import { describe, expect, it } from 'vitest';
import { manifestOf } from '../testing/manifest.js';
import { estimateSeconds } from './estimate.js';
import type { RunState } from './state.js';

const identity = { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'default' };
const state = (configId: string, cost: number) => ({ run: { configId }, cost }) as RunState;
const [one, two, three] = [state('1', 100), state('2', 100), state('3', 300)];

describe('estimateSeconds', () => {
  const stored = [manifestOf({ configId: '1', cost: { ...manifestOf().cost, wallSeconds: 10 } })];

  it('goes by the rate of what is stored: 100 took 10 seconds', () => {
    expect(estimateSeconds([two], stored, [one, two, three], identity, 1)).toBeCloseTo(10);
  });

  it('divides the work among jobs, but never below the longest run', () => {
    expect(estimateSeconds([two, three], stored, [one, two, three], identity, 1)).toBeCloseTo(40);
    expect(estimateSeconds([two, three], stored, [one, two, three], identity, 2)).toBeCloseTo(30);
    expect(estimateSeconds([two, three], stored, [one, two, three], identity, 16)).toBeCloseTo(30);
  });

  it('goes by a measured rate where nothing is stored, and takes any backend', () => {
    const billions = [state('1', 55e9)];
    expect(estimateSeconds(billions, [], billions, identity, 1)).toBeCloseTo(10);
    expect(estimateSeconds(billions, [], billions, { ...identity, name: 'new' }, 1)).toBeCloseTo(55);
  });

  it('of nothing is nothing', () => {
    expect(estimateSeconds([], [], [], identity, 2)).toBe(0);
  });
});
