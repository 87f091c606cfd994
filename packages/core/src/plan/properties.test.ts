import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { knownComponents } from '../components/registry.js';
import { readExperiment } from '../spec/experiment.js';
import { planExperiment } from './planned.js';

/** An axis that a generated spec may have. Its first level is what a spec without it says. */
interface Axis {
  readonly levels: readonly unknown[];
  /** The factor of some levels, in the language. */
  readonly factor: (levels: readonly unknown[]) => unknown;
}

const numbers = (...levels: number[]): Axis => ({ levels, factor: (some) => [...some] });
const overriding = (levels: Record<string, Record<string, unknown>>): Axis => ({
  levels: Object.keys(levels),
  factor: (some) => Object.fromEntries(some.map((name) => [name, levels[name as string]])),
});

const axes = {
  size: numbers(5, 10, 20, 40),
  rate: numbers(0.1, 0.01, 0.001),
  dropped: numbers(0, 0.2, 0.5),
  width: numbers(1, 2, 3),
  noise: numbers(0, 0.25, 1),
  optimizer: overriding({
    plain: {},
    adam: { 'training.optimizer': 'adam' },
    slow: { 'training.optimizer.sgd.momentum': 0.99 },
  }),
  start: overriding({
    base: {},
    all: { 'stages.target.weights': 'source' },
    one: { 'stages.target.weights': { from: 'source', layers: 1 }, 'stages.target.freeze': 1 },
    again: { 'stages.target.streams': { init: 'again' } },
  }),
} satisfies Record<string, Axis>;

type Name = keyof typeof axes;
const names = Object.keys(axes) as Name[];

interface Generated {
  readonly replicates: number;
  /** How many levels of each factor, in the order in which the factors are written. */
  readonly factors: readonly (readonly [Name, number])[];
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A spec with these factors; what they would vary is at their first level where they are not there. */
function specOf({ replicates, factors, extra }: Generated): string {
  const has = new Set(factors.map(([name]) => name));
  const value = (name: Name) => (has.has(name) ? `$${name}` : axes[name].levels[0]);
  return stringify({
    seedbed: 2,
    ...{ name: 'generated', title: 'Generated', question: 'What comes out?', seed: 7, replicates },
    data: { fashion: { plugin: 'fashionmnist', classes: { source: 4, target: 4 } } },
    model: {
      layers: [
        { widen: { by: value('width'), layers: [{ conv: 4 }, 'relu', { dense: 8 }] } },
        { dropout: value('dropped') },
        'classifier',
      ],
    },
    training: { optimizer: { sgd: { momentum: 0.9 } }, learningRate: value('rate'), batchSize: 8, steps: 10 },
    stages: {
      source: { learn: { data: 'fashion', classes: 'source', perClass: 30 } },
      target: {
        learn: {
          data: 'fashion',
          classes: 'target',
          perClass: value('size'),
          transforms: [{ randomLabels: value('noise') }],
        },
        measure: ['test'],
      },
    },
    factors: Object.fromEntries(factors.map(([name, count]) => [name, axes[name].factor(axes[name].levels.slice(0, count))])), // prettier-ignore
    ...extra,
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-properties-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function planOf(generated: Generated) {
  const path = join(folder, 'experiment.yaml');
  writeFileSync(path, specOf(generated));
  return planExperiment(readExperiment(path, knownComponents));
}

const idsOf = (generated: Generated) => planOf(generated).runs.map(({ configId }) => configId);

const generated: fc.Arbitrary<Generated> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.shuffledSubarray(names, { minLength: 1, maxLength: 3 }))
  .chain(([replicates, chosen]) =>
    fc.tuple(...chosen.map((name) => fc.integer({ min: 2, max: axes[name].levels.length }))).map((counts) => ({
      replicates,
      factors: chosen.map((name, index) => [name, counts[index] as number] as const),
      extra: {},
    })),
  );

const holds = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, property), { numRuns: 40, seed: 1 });

/** Every id that was there is there still. */
function keepsIds(before: Generated, after: Generated): string[] {
  const [ids, more] = [idsOf(before), idsOf(after)];
  expect(ids.filter((id) => !more.includes(id))).toEqual([]);
  return more.filter((id) => !ids.includes(id));
}

describe('over generated specs', () => {
  it('one more replicate moves no id', () => {
    holds(generated, (spec) => {
      const added = keepsIds(spec, { ...spec, replicates: spec.replicates + 1 });
      expect(added).toHaveLength(idsOf(spec).length / spec.replicates);
    });
  });

  it('one more level moves no id', () => {
    holds(generated, (spec) => {
      const fuller = spec.factors.map(
        ([name, count]) => [name, Math.min(count + 1, axes[name].levels.length)] as const,
      );
      keepsIds(spec, { ...spec, factors: fuller });
    });
  });

  it('one more factor, whose first level changes nothing, moves no id', () => {
    holds(fc.tuple(generated, fc.constantFrom(...names)), ([spec, name]) => {
      if (spec.factors.some(([there]) => there === name)) return;
      keepsIds(spec, { ...spec, factors: [...spec.factors, [name, 2]] });
    });
  });

  it('metrics, measurements, figures and words move no id', () => {
    const extra = {
      title: 'Another title',
      metrics: { top: { topK: 2 }, gap: { difference: { of: 'test.accuracy', minus: 'test.loss' } } },
      figures: [{ lines: { y: 'test.accuracy', x: 'size' } }],
    };
    holds(generated, (spec) => {
      expect(keepsIds(spec, { ...spec, extra })).toEqual([]);
    });
  });

  it('the order of factors does not matter', () => {
    holds(generated, (spec) => {
      expect(keepsIds(spec, { ...spec, factors: [...spec.factors].reverse() })).toEqual([]);
    });
  });

  it('equal trainings are one run, and no two runs have one label', () => {
    holds(generated, (spec) => {
      const { runs, results, idOf } = planOf(spec);
      expect(new Set(runs.map(({ configId }) => configId)).size).toBe(runs.length);
      expect(new Set(runs.map(({ label }) => label)).size).toBe(runs.length);
      const asked = new Set(results.map((result) => idOf(result, 0)));
      const measured = runs.filter(({ replicate, measure }) => replicate === 0 && measure.length > 0);
      expect(new Set(measured.map(({ configId }) => configId))).toEqual(asked);
    });
  });

  it('what a run needs comes before it', () => {
    holds(generated, (spec) => {
      const seen = new Set<string>();
      for (const { configId, needs } of planOf(spec).runs) {
        expect(needs.filter((id) => !seen.has(id))).toEqual([]);
        seen.add(configId);
      }
    });
  });
});
