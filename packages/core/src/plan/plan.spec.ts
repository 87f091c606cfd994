import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { transferableLayers } from '../spec/model-schema.js';
import { conditionExamples, resolveCondition } from '../spec/conditions.js';
import type { Spec } from '../spec/schema.js';
import { temporaryFolders } from '../testing/caches.js';
import { edited, exampleSpecText, parseText, specOf } from '../testing/specs.js';
import { planRuns } from './plan.js';

const folders = temporaryFolders();
const folder = folders.make();
afterAll(() => folders.remove());

const idsOf = (spec: Spec) => planRuns(spec).map((run) => run.cellId);
const plannedFrom = (text: string) => idsOf(parseText(folder, text).spec);
const example = parseText(folder, exampleSpecText).spec;
const known = conditionExamples.filter((name) => resolveCondition(name, 3) && name !== 'S3T(reinitialised)');

/** Any spec over the example's model. */
const specs: fc.Arbitrary<Spec> = fc
  .record({
    sizes: fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 4 }),
    conditions: fc.shuffledSubarray(known, { minLength: 1, maxLength: 6 }),
    replicates: fc.record({ first: fc.nat(5), count: fc.integer({ min: 1, max: 3 }) }),
    seed: fc.nat(),
    rate: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ sizes, conditions, replicates, seed, rate }) => {
    const steps = { source: 40, target: Object.fromEntries(sizes.map((size) => [size, size + 3])) };
    const target = { classes: 2, images: sizes };
    return specOf({
      ...{ ...example, claims: [], seed, replicates, conditions, split: { ...example.split, target } },
      training: { ...example.training, rates: { [conditions[0]!]: rate / 100 }, steps },
    });
  });

/** Exactly the runs that were there, and `added` new ones. */
function expectGrowth(before: Spec, after: Spec, added: (role: 'source' | 'cell') => void) {
  const [old, grown] = [new Set(idsOf(before)), planRuns(after)];
  const ids = new Set(grown.map((run) => run.cellId));
  expect([...old].filter((id) => !ids.has(id))).toEqual([]);
  expect(ids.size).toBe(grown.length);
  grown.filter((run) => !old.has(run.cellId)).forEach((run) => added(run.role));
}

describe('a plan', () => {
  it('asks for frozen outputs of both orientations where images are mirrored and not shifted, and says it nowhere else', () => {
    const planned = (flip: boolean, shift: number) => {
      const training = { ...example.training, augmentation: { flip, shift } };
      const runs = planRuns(
        specOf({ ...example, claims: [], conditions: ['base', 'FTall', 'S1T', 'probeThenTune'], training }),
      );
      return runs.filter(({ cell }) => 'orientations' in cell.transfer).map(({ condition, cell }) => [condition, cell.transfer.orientations]); // prettier-ignore
    };
    const both = [['S1T', 2], ['probeThenTune', 2]]; // prettier-ignore
    const sizes = example.split.target.images.length * 2;
    expect(planned(true, 0)).toHaveLength(2 * sizes);
    expect(new Set(planned(true, 0).map(String))).toEqual(new Set(both.map(String)));
    for (const [flip, shift] of [[false, 0], [false, 1], [true, 1]] as const) expect(planned(flip, shift)).toEqual([]); // prettier-ignore
  });

  it('has a cell for each replicate, size and condition, after the source networks that cells share', () => {
    const runs = planRuns(example);
    expect(runs.map((run) => run.label)).toEqual([
      ...['r0 source', 'r1 source'],
      ...[0, 1].flatMap((r) =>
        [5, 10].flatMap((n) => ['base', 'FTall', 'S1T', 'S2T'].map((c) => `r${r} ${c} at ${n}`)),
      ),
    ]);
    const sourceOf = (replicate: number) => runs[replicate]!.cellId;
    for (const run of runs)
      expect(run.needs).toBe(run.condition && run.condition !== 'base' ? sourceOf(run.replicate) : null);
    expect(runs[3]!.cell.training).toMatchObject({ rate: 0.01, steps: 20, evaluations: 10 });
    expect(runs[2]!.cell.training.rate).toBe(0.02);
  });

  it('trains a source network for each kind that is asked for, once', () => {
    const conditions = ['FTall', 'S1T(reinitialised)', 'selffer1', 'selffer2', 'FTall(shuffled)', 'probeThenTune'];
    const runs = planRuns(specOf({ ...example, claims: [], conditions, replicates: 1 }));
    expect(runs.filter((run) => run.role === 'source').map((run) => run.label)).toEqual([
      'r0 source',
      'r0 source (target classes)',
      'r0 source (shuffled)',
    ]);
    expect(runs.filter((run) => run.needs === runs[1]!.cellId).map((run) => run.condition)).toEqual([
      'selffer1',
      'selffer2',
      'selffer1',
      'selffer2',
    ]);
  });

  it('never names two trainings alike, and names what a cell needs before the cell', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const runs = planRuns(spec);
        expect(new Set(runs.map((run) => run.cellId)).size).toBe(runs.length);
        expect(new Set(runs.map((run) => run.label)).size).toBe(runs.length);
        const seen = new Set<string | null>([null]);
        for (const run of runs) {
          expect(seen.has(run.needs)).toBe(true);
          seen.add(run.cellId);
        }
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('grows by exactly what is added', () => {
    fc.assert(
      fc.property(specs, fc.constantFrom(...known), fc.integer({ min: 501, max: 600 }), (spec, condition, size) => {
        const { first, count } = spec.replicates as { first: number; count: number };
        const { target } = spec.split;
        let sources = 0;
        let cells = 0;
        const counting = (role: 'source' | 'cell') => (role === 'source' ? sources++ : cells++);
        const more = { ...spec, replicates: { first, count: count + 1 } };
        expectGrowth(spec, more, counting);
        expect(cells).toBe(target.images.length * spec.conditions.length);
        expect(sources).toBe(idsOf(spec).length / count - cells);
        cells = sources = 0;
        const steps = { ...spec.training.steps, target: { ...spec.training.steps.target, [size]: 9 } };
        const training = { ...spec.training, steps };
        const larger = { ...target, images: [size, ...target.images] };
        expectGrowth(spec, { ...spec, training, split: { ...spec.split, target: larger } }, counting);
        expect([cells, sources]).toEqual([count * spec.conditions.length, 0]);
        cells = 0;
        if (spec.conditions.includes(condition)) return;
        expectGrowth(spec, { ...spec, conditions: [condition, ...spec.conditions] }, counting);
        expect(cells).toBe(count * target.images.length);
        expect([0, count]).toContain(sources);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it('is the same training by training, in whatever order things are written', () => {
    fc.assert(
      fc.property(specs, fc.func(fc.integer()), (spec, rank) => {
        const shuffled = <T>(items: readonly T[]) => [...items].sort((a, b) => rank(a) - rank(b));
        const reordered = (value: unknown): unknown =>
          typeof value !== 'object' || value === null || Array.isArray(value)
            ? value
            : Object.fromEntries(shuffled(Object.entries(value)).map(([key, child]) => [key, reordered(child)]));
        const target = { ...spec.split.target, images: shuffled(spec.split.target.images) };
        const other = { ...spec, conditions: shuffled(spec.conditions), split: { ...spec.split, target } };
        expect(idsOf(reordered(other) as Spec).sort()).toEqual(idsOf(spec).sort());
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it('does not change with what cannot change a number', () => {
    const before = plannedFrom(exampleSpecText);
    for (const [from, to] of [
      ['name: example', 'name: other # a comment'],
      ['title: An example', 'title: Another'],
      ['question: Does it help?', 'question: Does it?\ncitation: { text: A paper }'],
      ['The year of the paper.', 'Any number.'],
      ['It helps more when there is less.', 'It does not.'],
      ['direction: falling', 'direction: rising\n    alpha: 0.01\n    margin: 2'],
      ['batch: 8', 'batch: 0x8'],
      ['seed: 2016', 'backend: { allow: [wasm] }\ndeterminism: statistical\nseed: 2.016e3'],
      ['replicates: 2', 'replicates: { count: 2, first: 0 }'],
      ['    - { filters: 8 }', '    -\n      pool: 1\n      kernel: 3\n      "filters": 8'],
      ['{ 5: 20, 10: 30 }', '{ 10: 30, "5": 20, 7: 99 }'],
    ] as const) {
      expect(plannedFrom(edited(from, to)), to).toEqual(before);
    }
    expect(transferableLayers(example.model)).toBe(3);
  });
});
