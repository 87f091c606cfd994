import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedRun } from '../plan/planned-run.js';
import type { RunConfig } from '../plan/run-config.js';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { costOf } from './cost.js';
import { unitSizes } from './unit-sizes.js';

const image = { height: 28, width: 28, channels: 1 };
const data = { image, counts: { train: Array<number>(10).fill(6000), test: Array<number>(10).fill(1000) } };
const planned = (text = exampleText) => loadText(text).plan.runs;
const run = planned().find(({ label }) => label === 'r0 target at condition base, size 5')!;
const { training, model, learn } = run.config as RunConfig & { training: NonNullable<RunConfig['training']> };
const cost = (changes: Partial<RunConfig>, more: Partial<PlannedRun> = {}) =>
  costOf({ ...run, ...more, config: { ...run.config, ...changes } }, data);
const trains = (changes: Partial<typeof training>) => ({ training: { ...training, ...changes } });

describe('the cost of a run', () => {
  it('counts multiply-adds of each unit', () => {
    const costs = (...network: Parameters<typeof unitSizes>) => unitSizes(...network).map((unit) => unit.cost);
    // 28 x 28 x 9 x 4; 14 x 14 x 9 x 4 x 8; 14 x 14 x 8 x 6; 6 x 2
    expect(costs(model.layers, image, 2)).toEqual([28224, 56448, 9408, 12]);
    const strided = [{ conv: { filters: 2, stride: 4 } }, 'relu', 'maxPool', 'classifier'];
    expect(costs(strided, { height: 9, width: 9, channels: 3 }, 5)).toEqual([3 * 3 * 27 * 2, 2 * 5]);
  });

  it('grows with everything that is more work', () => {
    const more = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }));
    const counts = (k: number) => ({ ...data, counts: { ...data.counts, test: Array<number>(10).fill(k) } });
    fc.assert(
      fc.property(more, ([n, extra]) => {
        for (const grown of [
          (k: number) => cost(trains({ steps: k })),
          (k: number) => cost({ training: { optimizer: 'sgd', learningRate: 1, batchSize: 8, epochs: 10 * k } }),
          (k: number) => cost(trains({ batchSize: k })),
          (k: number) => cost({}, { evaluations: k }),
          (k: number) => costOf(run, counts(k)),
          (k: number) => cost({ model: { layers: [{ dense: { units: k } }, 'classifier'] } }),
        ]) {
          expect(grown(n + extra)).toBeGreaterThan(grown(n));
        }
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  it('counts what is measured: each part, and how often', () => {
    const of = (...measure: PlannedRun['measure']) => cost({}, { measure });
    const [none, test, validation, all] = [of(), of('test'), of('validation'), of('train', 'validation', 'test')] as const; // prettier-ignore
    const forward = unitSizes(model.layers, image, 2).reduce((sum, unit) => sum + unit.cost, 0);
    expect(test - none).toBe(2 * 1000 * forward);
    // 4 of each of two classes, at 10 evaluations and at the end.
    expect(validation - none).toBe(2 * 4 * 11 * forward);
    expect(all - none).toBe(test - none + (validation - none) + 2 * 5 * 11 * forward);
    // A run that takes no step measures once.
    const { training: _, ...rest } = run.config;
    expect(costOf({ ...run, config: rest, measure: ['validation'] }, data)).toBe(2 * 4 * forward);
  });

  it('falls with each unit that is fixed, and less so where images change', () => {
    const long = { ...trains({ steps: 500 }) };
    const frozen = (freeze: number, changes: Partial<typeof training> = {}) => cost({ ...trains({ steps: 500, ...changes }), ...(freeze > 0 && { freeze }) }); // prettier-ignore
    const costs = [0, 1, 2, 3].map((freeze) => frozen(freeze));
    costs.slice(1).forEach((each, index) => expect(each).toBeLessThan(costs[index]!));
    expect(costs[0]).toBe(cost(long));
    const shifted = frozen(2, { methods: [{ augment: { shift: 1 } }] });
    const mirrored = frozen(2, { methods: [{ augment: { flip: true } }] });
    expect(costs[2]).toBeLessThan(mirrored);
    expect(mirrored).toBeLessThan(shifted);
    expect(shifted).toBeLessThan(costs[0]!);
    expect(frozen(2, { methods: [{ averageWeights: { decay: 0.9 } }] })).toBe(costs[2]);
  });

  it('counts named classes as drawn ones, and all classes where none are said', () => {
    const named = { ...learn.data, classes: { source: 3, target: ['a', 'b'] } };
    expect(cost({ learn: { ...learn, data: named } })).toBe(cost({}));
    const { classes, ...all } = learn;
    expect(classes).toBe('target');
    const ten = cost({ learn: { ...all, data: { name: 'fashion', plugin: 'fashionmnist' } } });
    expect(ten).toBeGreaterThan(cost({}));
  });

  it('is that of every run of a plan, whatever its amounts', () => {
    for (const amount of ['share: 0.1', 'examples: 77', 'perClass: { atMost: 9000 }', 'perClass: 20']) {
      const text = edited(
        'classes: source, perClass: 20',
        `classes: source, ${amount}`,
        edited('steps: 40', 'epochs: 2'),
      );
      for (const each of planned(text)) expect(costOf(each, data)).toBeGreaterThan(0);
    }
  });
});
