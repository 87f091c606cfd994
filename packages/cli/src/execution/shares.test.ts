import { describe, expect, it } from 'vitest';
import { Shares } from './shares.js';
import type { RunState } from './state.js';

const states = [
  { run: { configId: 'a', label: 'r0 base' }, cost: 100 },
  { run: { configId: 'b', label: 'r1 base' }, cost: 300 },
] as unknown as RunState[];

/** What the bar was told last. */
function shown() {
  const told: unknown[][] = [];
  const shares = new Shares(states, { update: (...values) => void told.push(values), stop: () => {} });
  return { shares, last: () => told[told.length - 1] };
}

describe('shares', () => {
  it('weigh runs by their cost', () => {
    const { shares, last } = shown();
    shares.set('a', 0);
    shares.set('b', 0.5);
    expect(last()).toEqual([150, 400, '0 of 2 runs; now r0 base, r1 base', 0]);
    shares.set('a', 1);
    expect(last()).toEqual([250, 400, '1 of 2 runs; now r1 base', 0]);
  });

  it('tell apart what was done before a run went on', () => {
    const { shares, last } = shown();
    shares.set('b', 0);
    shares.resume('b', 0.5);
    shares.set('b', 0.75);
    expect(last()).toEqual([225, 400, '0 of 2 runs; now r1 base', 150]);
  });

  it('do not take for done before what a lost process did just now', () => {
    const { shares, last } = shown();
    shares.set('b', 0.75);
    shares.resume('b', 0.5);
    expect(last()).toEqual([150, 400, '0 of 2 runs; now r1 base', 0]);
  });
});
