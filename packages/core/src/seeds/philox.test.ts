import { describe, expect, it } from 'vitest';
import { philox4x32, philoxKey, philoxUniforms } from './philox.js';

type Four = [number, number, number, number];

/** Known answers of Random123, kat_vectors: philox4x32 with ten rounds. */
const known: [counter: Four, key: [number, number], answer: Four][] = [
  [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]], // prettier-ignore
  [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]], // prettier-ignore
  [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]], // prettier-ignore
];

describe('Philox4x32-10', () => {
  it.each(known)('gives the published answer at %j', (counter, key, answer) => {
    const out = new Uint32Array(6);
    philox4x32(key, counter, out, 1);
    expect([...out.subarray(1, 5)]).toEqual(answer);
  });

  it('makes even numbers, others at each step and key, and the first of many as few', () => {
    const key = philoxKey('0123456789abcdef');
    expect(key).toEqual([0x01234567, 0x89abcdef]);
    const many = philoxUniforms(key, 7, 20_001);
    expect([...philoxUniforms(key, 7, 10)]).toEqual([...many.subarray(0, 10)]);
    expect([...philoxUniforms(key, 8, 10)]).not.toEqual([...many.subarray(0, 10)]);
    expect([...philoxUniforms([1, 2], 7, 10)]).not.toEqual([...many.subarray(0, 10)]);
    const bins = new Uint32Array(10);
    for (const value of many) bins[Math.floor(10 * value)]!++;
    // 2,000 each; the standard deviation is 42.
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});
