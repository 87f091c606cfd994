import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endlessPermutations, permutation } from './permutation.js';
import { SeedStreams, openStream } from './streams.js';

const seeded = { seed: 20261124 };
const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
const upTo = (length: number) => Array.from({ length }, (_, index) => index);

describe('permutation', () => {
  it('gives the order that it always gave', () => {
    expect([...permutation(10, new SeedStreams(1998, 0).open('split'))]).toEqual([1, 0, 7, 8, 3, 6, 4, 2, 9, 5]);
  });

  it('holds every integer once', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.string(), (length, seed) => {
        expect(sorted(permutation(length, openStream(seed)))).toEqual(upTo(length));
      }),
      seeded,
    );
  });

  it('gives all orders equally often', () => {
    const stream = openStream('orders');
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 24_000; draw++) {
      const key = permutation(4, stream).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 1,000 each; the standard deviation is 31.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('endlessPermutations', () => {
  it('passes over the integers again and again, freshly shuffled from the same stream', () => {
    const endless = endlessPermutations(6, openStream('endless'));
    const drawn = Array.from({ length: 18 }, () => endless.next().value);
    const passes = [drawn.slice(0, 6), drawn.slice(6, 12), drawn.slice(12)];
    for (const pass of passes) expect(sorted(pass)).toEqual(upTo(6));
    const stream = openStream('endless');
    expect(passes).toEqual(passes.map(() => [...permutation(6, stream)]));
    expect(passes[0]).not.toEqual(passes[1]);
  });
});
