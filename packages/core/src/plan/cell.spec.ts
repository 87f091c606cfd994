import { describe, expect, it, test } from 'vitest';
import type { Spec } from '../spec/schema.js';
import { edited, specOf } from '../testing/specs.js';
import { parse } from 'yaml';
import { digestOf } from '../digest/canonical.js';
import { type CellSpec, cellIdOf } from './cell.js';
import { planRuns } from './plan.js';
import { type RunContext, runIdOf } from './run-id.js';

const specFrom = (text: string): Spec => specOf(parse(text));
const complete = edited(
  'batch: 8',
  'batch: 8\n  schedule: cosine\n  evaluations: 10\n  augmentation: { flip: false, shift: 0 }',
  edited(
    '{ name: sgd }',
    '{ name: sgd, momentum: 0.9, nesterov: true, weightDecay: 0, clipNorm: 1 }',
    edited('dense: [6]', 'dense: [6]\n  dropout: 0\n  input: { mean: [0.5], deviation: [0.25] }'),
  ),
);
const before = planRuns(specFrom(complete));
const all = before.map((run) => run.label);
const cellsOnly = all.filter((label) => !label.endsWith('source'));
const withSource = all.filter((label) => !label.includes('base'));

/** A field, and the runs whose numbers it can change; all of them unless told. */
const changes: readonly (readonly [from: string, to: string, changed?: readonly string[]])[] = [
  ['plugin: fashionmnist', 'plugin: other'],
  ['plugin: fashionmnist', 'plugin: fashionmnist\n  options: { a: 1 }'],
  ['seed: 2016', 'seed: 2017'],
  ['{ classes: 3', '{ classes: 4'],
  ['{ classes: 2', '{ classes: 3'],
  ['{ classes: 2', '{ classes: [a, b]'],
  ['images: 20', 'images: 21', withSource],
  ['validation: 4', 'validation: 5'],
  ['filters: 4', 'filters: 5'],
  ['{ filters: 4, pool: 2 }', '{ filters: 4, pool: 2, kernel: 5 }'],
  ['{ filters: 4, pool: 2 }', '{ filters: 4, pool: 2, stride: 2 }'],
  ['{ filters: 4, pool: 2 }', '{ filters: 4, pool: 3 }'],
  ['    - { filters: 8 }', '    - { filters: 8 }\n    - { filters: 8 }'],
  ['dense: [6]', 'dense: [7]'],
  ['dense: [6]', 'dense: [6, 6]'],
  ['dropout: 0', 'dropout: 0.1'],
  ['mean: [0.5]', 'mean: [0.4]'],
  ['deviation: [0.25]', 'deviation: [0.26]'],
  ['momentum: 0.9', 'momentum: 0.8'],
  ['nesterov: true', 'nesterov: false'],
  ['weightDecay: 0', 'weightDecay: 0.1'],
  ['clipNorm: 1', 'clipNorm: 2'],
  [', clipNorm: 1', ''],
  ['rate: 0.02', 'rate: 0.03'],
  ['rates: { FTall: 0.01 }', 'rates: { FTall: 0.03 }', all.filter((label) => / FTall /.test(label))],
  ['rates: { FTall: 0.01 }', 'rates: { FTall: 0.01, source: 0.03 }', withSource],
  ['schedule: cosine', 'schedule: constant'],
  ['batch: 8', 'batch: 9'],
  ['source: 40', 'source: 41', withSource],
  ['5: 20', '5: 21', all.filter((label) => label.endsWith(' 5'))],
  ['evaluations: 10', 'evaluations: 11'],
  ['flip: false', 'flip: true'],
  ['shift: 0', 'shift: 1'],
];

describe('a cell id changes with', () => {
  test.each(changes.map(([from, to, changed = all]) => ({ from, to, changed })))(
    '$from -> $to',
    ({ from, to, changed }) => {
      const after = new Map(planRuns(specFrom(edited(from, to, complete))).map((run) => [run.label, run.cellId]));
      const differing = before.filter((run) => after.get(run.label) !== run.cellId).map((run) => run.label);
      expect(differing).toEqual(changed);
    },
  );

  it('replicate, condition and size', () => {
    expect(new Set(before.map((run) => run.cellId)).size).toBe(all.length);
    expect(cellsOnly).toHaveLength(16);
  });
});

test('cell ids and run ids stay what they were: recorded results depend on them', () => {
  const cell: CellSpec = before[0]!.cell;
  expect(digestOf(before.map((run) => run.cellId))).toMatchInlineSnapshot(
    `"de185547830af02b29b272c8ace334b90c5aee27619d667c6717afabd3ac0652"`,
  );
  expect(runIdOf(cell, context)).toMatchInlineSnapshot(
    `"52fa8f41159e6ec7a33957d2cdfcb1777c5ea8dcb5093c46ef2edf95a2126af7"`,
  );
});

const context: RunContext = {
  fingerprint: 'f',
  pluginVersion: '1',
  numerics: 1,
  backend: { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' },
};

describe('a run id', () => {
  const cell = before[0]!.cell;

  it('changes with the cell and with each member of the context', () => {
    const contexts: RunContext[] = [
      context,
      { ...context, fingerprint: 'g' },
      { ...context, pluginVersion: '2' },
      { ...context, numerics: 2 },
      ...(['name', 'library', 'isa'] as const).map((key) => ({
        ...context,
        backend: { ...context.backend, [key]: 'x' },
      })),
      { ...context, backend: { ...context.backend, threads: 2 } },
    ];
    const ids = [...contexts.map((each) => runIdOf(cell, each)), runIdOf(before[1]!.cell, context)];
    expect(new Set(ids).size).toBe(9);
    expect(ids).not.toContain(cellIdOf(cell));
  });

  it('does not change with the order in which its parts are written', () => {
    const { backend, ...rest } = context;
    expect(runIdOf(cell, { backend, ...rest })).toBe(runIdOf(cell, context));
  });
});
