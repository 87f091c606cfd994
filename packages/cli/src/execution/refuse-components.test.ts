import type { PlannedRun, TrainingConfig } from '@seedbed/core';
import { engineRuns } from '@seedbed/engine/config';
import { expect, it } from 'vitest';
import { loadTiny } from '../testing/loaded.js';
import { neededBy, programLacks } from '../trainers/program/lacks.js';
import { refuseComponents, refusedBy } from './refuse-components.js';

const runs = loadTiny({}).plan.runs;
/** The same runs, of which those of a stage are trained in another way. */
const trained = (all: readonly PlannedRun[], stage: string, training: Partial<TrainingConfig>) =>
  all.map((run) => (run.stage === stage ? { ...run, config: { ...run.config, training: { ...run.config.training, ...training } as TrainingConfig } } : run)); // prettier-ignore
const special = trained(runs, 'source', { optimizer: 'somebody:special' });

it('what the engine can run is not refused', () => {
  expect(refusedBy(runs, engineRuns)).toEqual([]);
  expect(() => refuseComponents(runs, engineRuns)).not.toThrow();
});

it('what it cannot run is named once, with its stage and how many runs ask for it', () => {
  expect(() => refuseComponents(special, engineRuns)).toThrow(
    expect.objectContaining({ code: 'SB_ENGINE_COMPONENT', message: expect.stringMatching(/^[^;]*somebody:special[^;]*stage source[^;]*: 2 runs$/) }), // prettier-ignore
  );
});

it('several of them are named in one error', () => {
  expect(() => refuseComponents(trained(special, 'target', { schedule: 'linear@9' }), engineRuns)).toThrow(
    /linear@9 yet \(stage target\): 12 runs; .*somebody:special yet \(stage source\): 2 runs$/,
  );
});

it('a program is asked for what it says that it reads, and for no more', () => {
  const reading =
    (...reads: string[]) =>
    () =>
      refuseComponents(runs, programLacks(reads));
  const all = [...new Set(runs.flatMap(({ config }) => neededBy(config)))];
  expect(all).toEqual(expect.arrayContaining(['layer/conv', 'layer/classifier', 'optimizer/sgd', 'freeze']));
  expect(reading(...all)).not.toThrow();
  for (const left of all) {
    const [kind, name] = left.split('/');
    expect(reading(...all.filter((each) => each !== left))).toThrow(
      expect.objectContaining({ code: 'SB_TRAINER_READS', message: expect.stringContaining(`the program does not read ${name ? `the ${kind} ${name}` : kind}: `) }), // prettier-ignore
    );
  }
});
