import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configured } from '../components/component.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { RunConfig } from '../plan/run-config.js';
import { exampleRuns } from '../testing/stored-example.js';
import { costOf } from './cost.js';
import { exampleCounts } from './example-counts.js';
import { memoryOf } from './memory.js';
import { imagesWith } from '../testing/facts.js';
import { unitSizes } from './unit-sizes.js';

const image = [28, 28, 1];
const sized = (test: number) => imagesWith(Array(10).fill(6000), Array(10).fill(test));
const [scratch] = exampleRuns().filter(({ config, measure }) => measure.length > 0 && !config.weights) as [PlannedRun];
const run = (changes: Partial<RunConfig>, more: Partial<PlannedRun> = {}): PlannedRun => ({
  ...scratch,
  ...more,
  config: { ...scratch.config, ...changes },
});
const training = (changes: Partial<NonNullable<RunConfig['training']>>) => ({
  training: { ...scratch.config.training!, ...changes },
});
const cost = (each: PlannedRun, test = 1000) => costOf(each, sized(test));
const dense = (units: number): Configured[] => ['relu', { dense: { units } }, 'classifier'];

describe('the cost of a run', () => {
  it('is that of its steps, and of what it is measured on', () => {
    const { config, evaluations } = scratch;
    const forward = unitSizes(config.model.layers, image, 2).reduce((sum, unit) => sum + unit.cost, 0);
    const { batchSize, steps } = config.training as { batchSize: number; steps: number };
    const { validation, test } = exampleCounts(config, sized(1000));
    const perStep = cost(run(training({ steps: steps + 1 }))) - cost(run({})) - 3 * batchSize * forward;
    expect(perStep).toBeGreaterThan(0);
    const measured = (validation * evaluations + test) * forward;
    expect(cost(run({}))).toBeCloseTo(steps * (perStep + 3 * batchSize * forward) + measured, 0);
    expect(cost(run({}, { measure: [], evaluations: 0 }))).toBeCloseTo(cost(run({})) - measured, 0);
  });

  it('has the forward pass of a teacher in every step', () => {
    const teacher = { ...scratch.config, model: { layers: dense(1000) } };
    const forward = unitSizes(teacher.model.layers, image, 2).reduce((sum, unit) => sum + unit.cost, 0);
    const { batchSize, steps } = scratch.config.training as { batchSize: number; steps: number };
    expect(costOf(scratch, sized(1000), teacher) - cost(scratch)).toBeCloseTo(steps * batchSize * forward, 0);
    expect(memoryOf(scratch.config, sized(1000), teacher) - memoryOf(scratch.config, sized(1000))).toBeGreaterThan(2 * 785_000); // prettier-ignore
  });

  it('grows with everything that is more work', () => {
    const more = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(more, ([n, extra]) => {
        for (const grown of [
          (k: number) => cost(run(training({ steps: k }))),
          (k: number) => cost(run(training({ steps: undefined, epochs: k }))),
          (k: number) => cost(run(training({ batchSize: k }))),
          (k: number) => cost(run({}, { evaluations: k })),
          (k: number) => cost(run({}), k),
          (k: number) => cost(run({ model: { layers: dense(k) } })),
        ]) {
          expect(grown(n + extra)).toBeGreaterThan(grown(n));
        }
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  it('has what Fisher information takes: each example and class forward and back', () => {
    const ewc = (examples?: number): Configured => ({ ewc: { strength: 1, of: { run: 'x' }, ...(examples && { examples }) } }); // prettier-ignore
    const at = (...methods: Configured[]) => cost(run(training({ methods })));
    const near: Configured = { near: { strength: 1, of: { run: 'x' } } };
    expect(at(near)).toBe(cost(run({})));
    expect(at(ewc(400)) - cost(run({}))).toBeCloseTo(2 * (at(ewc()) - cost(run({}))), 0);
    const forward = unitSizes(scratch.config.model.layers, image, 2).reduce((sum, unit) => sum + unit.cost, 0);
    expect(at(ewc()) - cost(run({}))).toBeGreaterThan(200 * 2 * 3 * forward);
  });

  it('falls with each unit that is frozen, less so where images are mirrored, and least where they are shifted', () => {
    const at = (freeze: number | undefined, augment?: object) =>
      cost(run({ freeze, ...training({ steps: 500, ...(augment && { methods: [{ augment }] as Configured[] }) }) }));
    const costs = [undefined, 1, 2, 3].map((freeze) => at(freeze));
    costs.slice(1).forEach((each, index) => expect(each).toBeLessThan(costs[index]!));
    const [mirrored, shifted] = [at(2, { flip: true }), at(2, { flip: true, shift: 1 })];
    expect(mirrored).toBeGreaterThan(costs[2]!);
    expect(shifted).toBeGreaterThan(mirrored);
    expect(shifted).toBeLessThan(costs[0]!);
  });

  it('counts listed classes as drawn ones', () => {
    const { data } = scratch.config.learn;
    const listed = { ...data, classes: { source: 3, target: ['a', 'b'] } };
    expect(cost(run({ learn: { ...scratch.config.learn, data: listed } }))).toBe(cost(run({})));
  });

  it('of a run that only measures is that of measuring', () => {
    const forward = unitSizes(scratch.config.model.layers, image, 2).reduce((sum, unit) => sum + unit.cost, 0);
    const only = run({ training: undefined }, { measure: ['test'], evaluations: 10 });
    expect(cost(only)).toBe(2 * 1000 * forward);
  });
});
