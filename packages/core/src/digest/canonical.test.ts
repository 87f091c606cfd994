import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256 } from './canonical.js';

describe('canonical JSON', () => {
  it('is what RFC 8785 says (its example, section 3.2.2 and 3.2.3)', () => {
    const example = {
      // eslint-disable-next-line no-loss-of-precision -- the example's own
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      string: '\u20ac$\u000f\nA\'\u0042"\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('says the same of a value in whatever order its keys were written, and reads back as it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.func(fc.integer()), (value, rank) => {
        const reordered = (each: unknown): unknown => {
          if (Array.isArray(each)) return each.map(reordered);
          if (typeof each !== 'object' || each === null) return each;
          const entries = Object.entries(each).sort((a, b) => rank(a[0]) - rank(b[0]));
          return Object.fromEntries(entries.map(([key, child]) => [key, reordered(child)]));
        };
        expect(canonicalJson(reordered(value))).toBe(canonicalJson(value));
        // JSON itself has no negative zero here: RFC 8785 writes it as 0.
        expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toBe(
          JSON.stringify(JSON.parse(JSON.stringify(value, sorted))),
        );
      }),
      { numRuns: 100, seed: 13 },
    );
  });

  it('leaves out members that are undefined', () => {
    expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }));
  });

  it('refuses what has no JSON form', () => {
    for (const number of [NaN, Infinity, -Infinity]) {
      for (const value of [number, [number], { a: [{ b: number }] }]) {
        expect(() => canonicalJson(value)).toThrow(TypeError);
        expect(() => digestOf(value)).toThrow();
      }
    }
    for (const value of [
      undefined,
      Symbol('x'),
      () => 1,
      1n,
      { a: () => 1 },
      [() => 1],
      { a: 1n },
      new Map(),
      { a: new Uint8Array(1) },
    ]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

/** JSON.stringify's replacer that sorts keys, as an independent way to the same order. */
const sorted = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, (value as Record<string, unknown>)[key]]),
      )
    : value;

it('digests are SHA-256 (FIPS 180 test vectors)', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(digestOf('ä')).toBe(sha256(Buffer.from('"ä"', 'utf8')));
});
