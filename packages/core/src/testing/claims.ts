import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Claim } from '../claims/model/claim.js';
import type { Values } from '../claims/model/values.js';
import { knownComponents } from '../components/registry.js';
import { claimsOf } from '../claims/reading/claims.js';
import { type Experiment, readExperiment } from '../spec/experiment.js';
import { levelsAt } from '../spec/grid.js';
import { type Plan, planExperiment } from '../plan/planned.js';

/** What a small study varies: sizes, and conditions, of which `{depth}` in a name makes a family. */
export interface StudyOf {
  readonly sizes: readonly number[];
  readonly conditions: readonly string[];
  readonly depths?: readonly number[];
  readonly scale?: string;
  readonly skip?: readonly unknown[];
  /** Each without what all have: id, statement, origin, margin. */
  readonly claims: readonly Readonly<Record<string, unknown>>[];
}

export interface Study {
  readonly experiment: Experiment;
  readonly plan: Plan;
  readonly claims: readonly Claim[];
}

/** An experiment with these factors and claims, read and planned as any other. */
export function studyOf({ sizes, conditions, depths = [1], scale = 'log2', skip = [], claims }: StudyOf): Study {
  const level = (name: string) => ({
    ...(name.includes('{depth}') ? { for: { depth: depths } } : {}),
    'stages.net.streams': { init: name.replaceAll(/[^a-zA-Z]/g, ''), order: name.includes('{depth}') ? '$depth' : 'one' }, // prettier-ignore
  });
  const spec = {
    ...{ seedbed: 2, name: 'study', title: 'A study', question: 'Does it help?', seed: 1, replicates: 2 },
    data: { fashion: { plugin: 'fashionmnist', validation: { perClass: 5 } } },
    model: { layers: [{ dense: 4 }, 'relu', 'classifier'] },
    training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 4 },
    stages: { net: { learn: { data: 'fashion', perClass: '$size' }, steps: 10, measure: ['train', 'validation', 'test'] } }, // prettier-ignore
    factors: {
      size: { levels: sizes, scale, unit: 'images per class' },
      condition: Object.fromEntries(conditions.map((name) => [name, level(name)])),
    },
    ...(skip.length > 0 ? { skip } : {}),
    metrics: {
      stepsToLearn: { stepsTo: { metric: 'validation.accuracy', value: 80 } },
      gap: { difference: { of: 'train.accuracy', minus: 'test.accuracy' } },
    },
    claims: claims.map((claim, index) => ({ id: `C${index + 1}`, statement: 'It helps.', origin: 'ours', margin: 1, ...claim })), // prettier-ignore
  };
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-study-'));
  try {
    const path = join(folder, 'experiment.yaml');
    writeFileSync(path, JSON.stringify(spec));
    const experiment = readExperiment(path, knownComponents);
    const plan = planExperiment(experiment);
    return { experiment, plan, claims: claimsOf(experiment, plan) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Levels by the names of their factors. */
export type LevelNames = Readonly<Record<string, string>>;

/** Values by levels and replicate; undefined for a run that is missing, NaN for one that is there without a value. */
export const valuesBy = (
  { factors }: Pick<Experiment, 'factors'>,
  replicates: readonly number[],
  valueOf: (levels: LevelNames, replicate: number) => number | undefined,
): Values => {
  const at: Values['at'] = (_, point, replicate) =>
    valueOf(Object.fromEntries(levelsAt(point, factors).map(({ name }, index) => [factors[index]?.name, name])), replicate); // prettier-ignore
  const runAt: Values['runAt'] = (_, point, replicate) => `${replicate} ${point.join()}`;
  return { factors, replicates, runAt, at, hasRun: (...place) => at(...place) !== undefined };
};
