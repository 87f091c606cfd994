import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest/schema.js';
import { readResults } from '../store/results.js';
import { exampleConfig, exampleManifest, examplePart, lossOf } from '../testing/manifests.js';
import { notLearned } from './not-learned.js';

const classes = ['Bag', 'Boot', 'Coat', 'Dress'];
const rows = (...confusion: number[][]) => confusion;
const learnedSome = classes.map((_, truth) => classes.map((__, said) => (said === truth ? 40 : 20)));

/** A run on four classes that learned, changed. @param validation how many of 100 of each class are right. */
function run({ losses = [1.2, 0.4], validation, confusion = learnedSome, perClass = 100, ...changes }: {
  losses?: number[];
  validation?: number;
  confusion?: number[][];
  /** Validation examples of each class. */
  perClass?: number;
} & Partial<Manifest>): Manifest {
  const { data } = exampleManifest();
  const validated = (right: number) => classes.map((_, truth) => classes.map((__, said) => (said === truth ? right : (perClass - right) / 3))); // prettier-ignore
  return exampleManifest({
    data: { ...data, classes },
    loss: lossOf(losses),
    measured: { test: examplePart(confusion), ...(validation === undefined ? {} : { validation: examplePart(validated(validation)) }) }, // prettier-ignore
    ...changes,
  });
} // prettier-ignore
const signs = (manifest: Manifest) => notLearned([manifest]).flatMap((found) => found.signs);

describe('a run that did not learn', () => {
  it('is no run that learned, or that diverged', () => {
    expect(signs(run({}))).toEqual([]);
    expect(signs(run({ outcome: { status: 'diverged', step: 2, reason: 'x' }, losses: [9, 9] }))).toEqual([]);
    expect(signs(exampleManifest())).toEqual([]);
    expect(notLearned([run({}), run({ losses: [1.386], confusion: classes.map(() => [5, 5, 5, 5]) })])).toHaveLength(1);
  });

  it('takes every test example for one class', () => {
    const dead = rows([0, 0, 9, 0], [0, 0, 9, 0], [0, 0, 9, 0], [0, 0, 9, 0]);
    expect(signs(run({ confusion: dead }))).toEqual(['it takes every test example for "Coat"']);
    // A test set of one class may be right about all of them.
    expect(signs(run({ confusion: rows([0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 9, 0], [0, 0, 0, 0]) }))).toEqual([]);
  });

  it('has a loss that never fell far below ln(classes)', () => {
    const stuck = 'its training loss never fell far below ln 4 = 1.39 (1.39 at the end)';
    const confusion = classes.map(() => classes.map(() => 5));
    expect(signs(run({ losses: [1.399, 1.388, 1.387], confusion }))).toEqual([stuck]);
    expect(signs(run({ losses: [2.7, 1.386], confusion }))).toEqual([stuck]);
    expect(signs(run({ losses: [1.387, 1.36], confusion }))).toEqual([]);
    expect(signs(run({ losses: [1.2, 1.387], confusion }))).toEqual([]);
    expect(signs(run({ losses: [], confusion }))).toEqual([]);
    // A few small steps: the loss hardly moved, and yet test examples are recognized.
    expect(signs(run({ losses: [1.38] }))).toEqual([]);
  });

  it('is seen in the means of tenths of the steps: single batches may have less', () => {
    const confusion = classes.map(() => classes.map(() => 5));
    const noisy = Array.from({ length: 100 }, (_, step) => (step % 2 === 0 ? 1.2 : 1.58));
    expect(signs(run({ losses: noisy, confusion }))).toHaveLength(1);
    const late = noisy.map((loss, step) => (step < 90 ? loss : 1.3));
    expect(signs(run({ losses: late, confusion }))).toEqual([]);
  });

  it('is not seen in a loss whose start is not ln(classes): another loss, other labels, uneven examples', () => {
    const stuck = { losses: [1.387, 1.387], confusion: classes.map(() => classes.map(() => 5)) };
    expect(signs(run(stuck))).toHaveLength(1);
    const { learn, training } = exampleConfig;
    const { perClass, ...all } = learn;
    expect(perClass).toBeDefined();
    for (const config of [
      { ...exampleConfig, training: { ...training!, loss: { crossEntropy: { smoothing: 0.1 } } } },
      { ...exampleConfig, learn: { ...learn, transforms: ['shuffleLabels'] } },
      { ...exampleConfig, learn: all },
    ]) {
      expect(signs(run({ ...stuck, config }))).toEqual([]);
    }
  });

  it('is further below chance than chance explains: on validation examples', () => {
    expect(signs(run({ validation: 10 }))).toEqual(['its validation accuracy of 10.0 % is below chance (25.0 %), further than chance explains']); // prettier-ignore
    expect(signs(run({ validation: 22 }))).toEqual([]);
    expect(signs(run({ validation: 0, perClass: 3 }))).toEqual([]);
    // What validation says counts, also where the test examples say otherwise.
    const wrong = classes.map((_, truth) => classes.map((__, said) => (said === (truth + 1) % 4 ? 100 : 0)));
    expect(signs(run({ validation: 25, confusion: wrong }))).toEqual([]);
  });

  it('and on test examples where there are no others, each class counting alike', () => {
    const wrong = (each: number) => classes.map((_, truth) => classes.map((__, said) => (said === (truth + 1) % 4 ? each : 0))); // prettier-ignore
    expect(signs(run({ confusion: wrong(100) }))).toEqual(['its test accuracy of 0.0 % is below chance (25.0 %), further than chance explains']); // prettier-ignore
    expect(signs(run({ confusion: wrong(2) }))).toEqual([]);
    // Few examples of the large class are recognized, all of the small ones are: that is more than guessing.
    expect(signs(run({ confusion: rows([5, 95, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]) }))).toEqual([]);
  });

  it('is none of the recorded ones', () => {
    for (const name of ['fashion-mnist', 'miniplaces-16', 'smoke', 'tinyimagenet-40', 'yosinski']) {
      const file = fileURLToPath(new URL(`../../../../experiments/${name}/results.jsonl`, import.meta.url));
      expect(notLearned(readResults(file)).map(({ manifest }) => manifest.id)).toEqual([]);
    }
  });
});
