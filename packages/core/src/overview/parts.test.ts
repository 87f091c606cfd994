import fc from 'fast-check';
import { mean, standardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { equalGroups, FirstSeen } from './first-seen.js';
import { placesOf, spread } from './places.js';
import { byteColumns, numberColumns, summaryOf } from './summary.js';
import { thumbnailOf } from './thumbnail.js';

describe('which examples are equal', () => {
  it('is what comparing all of them says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 80 }), (values) => {
        const seen = new FirstSeen(values.length);
        for (const value of values) seen.add(Uint8Array.of(7, value));
        expect([...seen.first]).toEqual(values.map((value) => values.indexOf(value)));
        const groups = [...equalGroups(seen.first)].map((group) => [...group]);
        const expected = [...new Set(values)].map((value) =>
          values.flatMap((each, at) => (each === value ? [at] : [])),
        );
        expect(groups).toEqual(expected.filter(({ length }) => length > 1));
      }),
    );
  });
});

describe('a summary', () => {
  const numbers = fc.array(
    fc.float({ min: -1000, max: 1000, noNaN: true }).map((value) => value + 0),
    { minLength: 1, maxLength: 200 },
  );

  it('is that of a library', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { count, least, most, mean: center, deviation, bins } = summaryOf(Float32Array.from(values));
        expect([count, least, most]).toEqual([values.length, Math.min(...values), Math.max(...values)]);
        expect(center).toBeCloseTo(mean(values), 9);
        expect(deviation).toBeCloseTo(standardDeviation(values), 9);
        expect(bins.reduce((sum, each) => sum + each, 0)).toBe(values.length);
      }),
    );
  });

  it('of bytes is that of the same numbers, column by column', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 60 }),
        (rows) => {
          const [bytes, floats] = [byteColumns(3, 2), numberColumns(3, 2)];
          for (const pass of [0, 1]) {
            for (const row of rows) {
              if (pass < bytes.passes) bytes.look(Uint8Array.from(row), pass);
              floats.look(Float32Array.from(row), pass);
            }
          }
          const [some, others] = [bytes.summaries(), floats.summaries()];
          expect(some).toHaveLength(2);
          for (const [at, one] of some.entries()) {
            const { bins, ...other } = others[at]!;
            expect(one).toMatchObject({ count: other.count, least: other.least, most: other.most });
            expect(one.mean).toBeCloseTo(other.mean, 9);
            expect(one.deviation).toBeCloseTo(other.deviation, 9);
            const all = [one.bins, bins].map((each) => each.reduce((sum, count) => sum + count, 0));
            expect(all).toEqual([rows.length, rows.length]);
          }
        },
      ),
    );
  });
});

describe('what is shown', () => {
  it('is where it is in packed order', () => {
    const counts = { train: [2, 0, 1], test: [0, 1, 0], validation: [0, 0, 2] };
    const placeOf = placesOf({ counts });
    expect([0, 1, 2, 3, 4, 5].map((at) => Object.values(placeOf(at)).join(' '))).toEqual(['train 0 0', 'train 0 1', 'train 2 0', 'test 1 0', 'validation 2 0', 'validation 2 1']); // prettier-ignore
  });

  it('is spread evenly', () => {
    expect([spread(10, 4), spread(2, 4), spread(0, 4)]).toEqual([[0, 2, 5, 7], [0, 1], []]);
  });

  it('is small: squares of pixels are averaged, at the edge what is left of them', () => {
    const image = { height: 1, width: 97, channels: 2 };
    const pixels = Uint8Array.from({ length: 194 }, (_, at) => (at % 2 === 0 ? at / 2 : 200));
    const { image: small, pixels: means } = thumbnailOf(image, pixels);
    expect(small).toEqual({ height: 1, width: 49, channels: 2 });
    expect([...means.subarray(0, 4), ...means.subarray(-2)]).toEqual([1, 200, 3, 200, 96, 200]);
    expect(thumbnailOf({ height: 1, width: 96, channels: 2 }, pixels.subarray(2))).toMatchObject({
      image: { width: 96 },
    });
  });
});
