import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LevelNames, studyOf, valuesBy } from '../../testing/claims.js';
import { judgeClaims } from './judge.js';

const sizes = [5, 25, 100];
const conditions = ['base', 'FTall'];
const six = [0, 1, 2, 3, 4, 5];
const sides = { plus: { condition: 'FTall' }, minus: { condition: 'base' } };
const { claims, experiment } = studyOf({
  sizes,
  conditions,
  claims: [
    { over: 'size', test: { trend: { direction: 'falling', ...sides } } },
    { over: 'size', test: { contrasts: [sides] } },
    { over: 'size', test: { equivalence: [sides] } },
    { over: 'size', test: { best: { among: { condition: conditions }, are: { condition: 'FTall' } } } },
  ],
});
const runs = six.flatMap((replicate) => sizes.flatMap((size) => conditions.map((condition) => `${replicate}/${size}/${condition}`))); // prettier-ignore
const keyOf = ({ size, condition }: LevelNames, replicate: number) => `${replicate}/${size}/${condition}`;

type Given = ReadonlyMap<string, number>;
/** Any of the runs with any values; few distinct ones, so that ties and equal replicates are common. */
const anything: fc.Arbitrary<Given> = fc
  .tuple(fc.subarray(runs), fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 36, maxLength: 36 }))
  .map(([chosen, values]) => new Map(chosen.map((run, index) => [run, 25 * (values[index] as number)])));

const judge = (given: Given, replicates = six) =>
  judgeClaims(
    claims,
    valuesBy(experiment, replicates, (levels, replicate) => given.get(keyOf(levels, replicate))),
  );

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('judgeClaims', () => {
  it('never yields NaN or infinity, keeps p in 0 … 1, and explains what it cannot judge', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const results = judge(given);
        expect(results.map(({ kind }) => kind)).toEqual(['trend', 'contrasts', 'equivalence', 'best']);
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
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of replicates, nor on one that is named twice', () => {
    fc.assert(
      fc.property(anything, (given) => {
        expect(judge(given, [3, ...[...six].reverse()])).toEqual(judge(given));
      }),
      { numRuns: 50 },
    );
  });

  it('does not see what all conditions of a replicate and size gain alike', () => {
    const given = new Map(runs.map((run, index) => [run, ((index * 17) % 23) + 20]));
    const shifted = new Map([...given].map(([run, value]) => [run, value + 3 * Number(run[0]) + Number(run.split('/')[1]) / 10])); // prettier-ignore
    const [before, after] = [judge(given), judge(shifted)];
    for (const [index, { findings, verdict }] of after.entries()) {
      expect(verdict).toBe(before[index]!.verdict);
      expect(findings[0]!.interval.low).toBeCloseTo(before[index]!.findings[0]!.interval.low, 9);
    }
  });

  it('is inconclusive with a caution for no data, one replicate and equal values', () => {
    const alike = new Map(runs.map((run) => [run, run.endsWith('base') ? 60 : 62]));
    for (const [given, replicates, caution] of [
      [new Map(), six, 'left out'],
      [alike, [0], 'single replicate has no interval'],
      [alike, six, 'all replicates give the same value'],
      [alike, [], ''],
    ] as const) {
      for (const { verdict, cautions } of judge(given, [...replicates])) {
        expect(verdict).toBe('inconclusive');
        expect(cautions.join()).toContain(caution);
      }
    }
  });

  it('takes a value that is not finite as missing, in all but the words', () => {
    const given = new Map(runs.map((run, index) => [run, index === 0 ? Number.NaN : 60 + (index % 7)]));
    const without = new Map([...given].slice(1));
    const numbers = (of: typeof given) => judge(of).map(({ summary, cautions, ...rest }) => [rest, summary.replace(/^[^.]*/, ''), cautions.slice(1)]); // prettier-ignore
    expect(numbers(given)).toEqual(numbers(without));
    expect(judge(without)[0]!.summary).toMatch(/^Incomplete: 1 run of this claim is missing, so/);
    expect(judge(given)[0]!.summary).toMatch(/^Incomplete: 1 run of this claim has no value of test accuracy, so/);
  });
});
