import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm, holmOfAll, holmOfColumns, holmOfRows } from './holm.js';

const p = fc.double({ min: 0, max: 1, noNaN: true });
const table = fc.array(fc.array(p, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });

describe('holm', () => {
  it('agrees with statsmodels 0.15.0', () => {
    // statsmodels.stats.multitest.multipletests([.01, .04, .03, .005, .2], method='holm')[1]
    const adjusted = holm([0.01, 0.04, 0.03, 0.005, 0.2]);
    [0.04, 0.09, 0.09, 0.025, 0.2].forEach((expected, index) => expect(adjusted[index]).toBeCloseTo(expected, 12));
    expect(holm([])).toEqual([]);
    expect(holm([0.7])).toEqual([0.7]);
  });

  it('lies between the raw p and Bonferroni, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(p, { minLength: 1, maxLength: 10 }), (raw) => {
        const adjusted = holm(raw);
        adjusted.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(raw[i]!);
          expect(value).toBeLessThanOrEqual(1);
          expect(value).toBeLessThanOrEqual(raw.length * Math.max(raw[i]!, ...raw.filter((other) => other <= raw[i]!)));
          raw.forEach((other, j) => {
            if (other < raw[i]!) expect(adjusted[j]).toBeLessThanOrEqual(value);
          });
        });
      }),
    );
  });
});

describe('over a table of sizes and contrasts', () => {
  it('a size that passes has only contrasts that pass', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const sizes = holmOfRows(rows);
        expect(sizes).toEqual(holm(rows.map((row) => Math.max(...row))));
        holmOfColumns(rows).forEach((row, index) => {
          row.forEach((value, column) => {
            expect(value).toBeLessThanOrEqual(sizes[index]!);
            expect(value).toBe(holm(rows.map((other) => other[column]!))[index]);
          });
        });
      }),
    );
  });

  it('contrasts may pass where their size does not', () => {
    const crossed = [
      [0.01, 0.04],
      [0.04, 0.01],
    ];
    expect(
      holmOfColumns(crossed)
        .flat()
        .every((value) => value <= 0.05),
    ).toBe(true);
    expect(holmOfRows(crossed)).toEqual([0.08, 0.08]);
  });

  it('all entries can be one family', () => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(holmOfAll(rows).flat()).toEqual(holm(rows.flat()));
      }),
    );
    expect([holmOfRows([]), holmOfColumns([]), holmOfAll([])]).toEqual([[], [], []]);
  });
});
