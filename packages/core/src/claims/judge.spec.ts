import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeedbedError } from '../errors.js';
import { claimSchema } from '../spec/claims-schema.js';
import { cellIntervals } from './cell-intervals.js';
import { judgeClaims } from './judge.js';
import type { Observation } from './observations.js';

const contrast = { name: 'FTall − base', mean: ['FTall'], minus: ['base'] };
const head = { statement: 'Transfer helps.', origin: 'ours' as const };
const claims = [
  claimSchema.parse({ ...head, id: 'C1', test: { kind: 'trend', contrast, direction: 'falling' } }),
  claimSchema.parse({
    ...head,
    id: 'C2',
    test: { kind: 'contrasts', contrasts: [contrast], best: { among: ['base', 'FTall'], are: ['FTall'] } },
  }),
];
const context = { sizes: [5, 25, 100], conditions: ['base', 'FTall'], replicates: [0, 1, 2, 3, 4, 5] };
const cells = context.replicates.flatMap((replicate) =>
  context.sizes.flatMap((images) => context.conditions.map((condition) => ({ replicate, images, condition }))),
);
/** Any subset of the cells with any accuracies; few distinct values, so that ties and equal replicates are common. */
const anything: fc.Arbitrary<Observation[]> = fc
  .tuple(fc.subarray(cells), fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 36, maxLength: 36 }))
  .map(([chosen, values]) => chosen.map((cell, index) => ({ ...cell, accuracy: 25 * values[index]! })));

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('judgeClaims', () => {
  it('never yields NaN or infinity, keeps p in 0 … 1, and explains what it cannot judge', () => {
    fc.assert(
      fc.property(anything, (observations) => {
        const results = judgeClaims(claims, observations, context);
        expect(results.map((result) => result.id)).toEqual(['C1', 'C2']);
        expect(numbersIn(results).every(Number.isFinite)).toBe(true);
        const words = results.flatMap(({ summary, cautions }) => [summary, ...cautions]).join('\n');
        expect(words).not.toMatch(/NaN|undefined|Infinity|null|−0\.00/);
        for (const { findings, verdict, cautions } of results) {
          findings.forEach(({ p, interval }) => {
            Object.values(p).forEach((value) => expect(value >= 0 && value <= 1).toBe(true));
            expect(interval.low <= interval.mean && interval.mean <= interval.high).toBe(true);
          });
          if (findings.length === 0) expect([verdict, cautions.length > 0]).toEqual(['inconclusive', true]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order of observations, sizes or replicates', () => {
    fc.assert(
      fc.property(anything, (observations) => {
        const backwards = {
          ...context,
          sizes: [...context.sizes].reverse(),
          replicates: [...context.replicates].reverse(),
        };
        expect(judgeClaims(claims, [...observations].reverse(), backwards)).toEqual(
          judgeClaims(claims, observations, context),
        );
      }),
    );
  });

  it('does not see what all conditions of a replicate and size gain alike', () => {
    const observations = cells.map((cell, index) => ({ ...cell, accuracy: ((index * 17) % 23) + 20 }));
    const shifted = observations.map((cell) => ({
      ...cell,
      accuracy: cell.accuracy + 3 * cell.replicate + cell.images / 10,
    }));
    const verdicts = (given: Observation[]) => judgeClaims(claims, given, context).map(({ findings }) => findings[0]!);
    verdicts(shifted).forEach((finding, index) => {
      const before = verdicts(observations)[index]!;
      expect(finding.interval.low).toBeCloseTo(before.interval.low, 9);
      expect(finding.verdict).toBe(before.verdict);
    });
  });

  it('is inconclusive with a caution for no data, one replicate and equal values', () => {
    const alike = cells.map((cell) => ({ ...cell, accuracy: cell.condition === 'base' ? 60 : 62 }));
    for (const [given, at, caution] of [
      [[], context, 'left out'],
      [alike, { ...context, replicates: [0] }, 'single replicate has no interval'],
      [alike, context, 'all replicates give the same value'],
      [alike, { ...context, replicates: [] }, ''],
      [alike, { ...context, sizes: [] }, 'target size'],
    ] as const) {
      for (const result of judgeClaims(claims, given, at)) {
        expect(result.verdict).toBe('inconclusive');
        expect(result.cautions.join()).toContain(caution);
        expect(result.cautions.join()).not.toContain('undefined');
      }
    }
  });

  it('names a condition that the experiment does not have, and leaves undeclared cells alone', () => {
    const alike = cells.map((cell, index) => ({ ...cell, accuracy: 60 + (index % 5) }));
    const [trend] = judgeClaims(claims, alike, { ...context, conditions: ['base'] });
    expect(trend!.cautions[0]).toBe('The experiment has no condition FTall.');
    const stranger = { replicate: 99, images: 5, condition: 'base', accuracy: 1 };
    expect(judgeClaims(claims, [...alike, stranger], context)).toEqual(judgeClaims(claims, alike, context));
  });

  it('refuses two accuracies for one cell, and takes the same one twice', () => {
    const cell = { replicate: 0, images: 5, condition: 'base', accuracy: 60 };
    expect(() => judgeClaims(claims, [cell, { ...cell, accuracy: 61 }], context)).toThrow(SeedbedError);
    expect(judgeClaims(claims, [cell, cell], context)).toEqual(judgeClaims(claims, [cell], context));
  });
});

describe('cellIntervals', () => {
  it('has one point a cell that was observed, with what its replicates say', () => {
    const observations = [
      { replicate: 1, images: 100, condition: 'S2T', accuracy: 82 },
      { replicate: 0, images: 100, condition: 'S2T', accuracy: 80 },
      { replicate: 0, images: 5, condition: 'S2T', accuracy: 60 },
      { replicate: 0, images: 5, condition: 'base', accuracy: 50 },
      { replicate: 1, images: 5, condition: 'base', accuracy: Number.NaN },
    ];
    const points = cellIntervals(observations);
    expect(points.map(({ condition, images }) => `${condition}/${images}`)).toEqual(['S2T/5', 'S2T/100', 'base/5']);
    // Two values: mean ± t(.975; 1) · |difference| / 2 = 81 ± 12.7062.
    expect(points[1]!.interval.low).toBeCloseTo(81 - 12.706204736174694, 8);
    expect(points[2]!.interval).toEqual({ mean: 50, low: 50, high: 50, level: 0, n: 1 });
    expect(cellIntervals([])).toEqual([]);
  });
});
