import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest/schema.js';
import { readResults } from '../store/results.js';
import { exampleManifest } from '../testing/manifests.js';
import { notLearned } from './not-learned.js';

const classes = ['Bag', 'Boot', 'Coat', 'Dress'];
const rows = (...confusion: number[][]) => confusion;
/** A run on four classes that learned, changed. */
function run({ losses = [1.2, 0.4], validation = null, confusion = classes.map((_, truth) => classes.map((__, said) => (said === truth ? 40 : 20))), perClass = 10, status = 'ok' }: {
  losses?: number[];
  validation?: number | null;
  confusion?: number[][];
  perClass?: number;
  status?: Manifest['outcome']['status'];
}): Manifest {
  const base = exampleManifest();
  const images = confusion.flat().reduce((sum, each) => sum + each, 0);
  return exampleManifest({
    cell: { validation: perClass },
    data: { ...base.data, classes },
    outcome: { status, step: null, reason: null },
    evaluations: losses.map((trainLoss, at) => ({ step: at + 1, epoch: at, trainLoss, validationLoss: null, validationAccuracy: validation })), // prettier-ignore
    test: { images, accuracy: 0.25, loss: 1, confusion },
  });
} // prettier-ignore
const signs = (manifest: Manifest) => notLearned([manifest]).flatMap((found) => found.signs);

describe('a run that did not learn', () => {
  it('is no run that learned, or that diverged', () => {
    expect(signs(run({}))).toEqual([]);
    expect(signs(run({ status: 'diverged', losses: [9, 9] }))).toEqual([]);
    expect(signs(exampleManifest())).toEqual([]);
  });

  it('takes every test image for one class', () => {
    const dead = rows([0, 0, 9, 0], [0, 0, 9, 0], [0, 0, 9, 0], [0, 0, 9, 0]);
    expect(signs(run({ confusion: dead }))).toEqual(['it takes every test image for "Coat"']);
    // A test set of one class may be right about all of them.
    expect(signs(run({ confusion: rows([0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 9, 0], [0, 0, 0, 0]) }))).toEqual([]);
  });

  it('has a loss that never left ln(classes)', () => {
    const stuck = 'its training loss never left ln 4 = 1.39 (1.39 at the end)';
    const confusion = classes.map(() => classes.map(() => 5));
    expect(signs(run({ losses: [1.399, 1.388, 1.387], confusion }))).toEqual([stuck]);
    expect(signs(run({ losses: [2.7, 1.386], confusion }))).toEqual([stuck]);
    expect(signs(run({ losses: [1.387, 1.36], confusion }))).toEqual([]);
    expect(signs(run({ losses: [1.2, 1.387], confusion }))).toEqual([]);
    expect(signs(run({ losses: [], confusion }))).toEqual([]);
    // A few small steps: the loss hardly moved, and yet test images are recognized.
    expect(signs(run({ losses: [1.38] }))).toEqual([]);
  });

  it('is further below chance than chance explains: on validation images', () => {
    expect(signs(run({ validation: 0 }))).toEqual([]);
    expect(signs(run({ validation: 0.1, perClass: 100 }))).toEqual(['its validation accuracy of 10.0 % is below chance (25.0 %), further than chance explains']); // prettier-ignore
    expect(signs(run({ validation: 0.22, perClass: 100 }))).toEqual([]);
  });

  it('and on test images where there are no others, each class counting alike', () => {
    const wrong = (each: number) => classes.map((_, truth) => classes.map((__, said) => (said === (truth + 1) % 4 ? each : 0))); // prettier-ignore
    expect(signs(run({ confusion: wrong(100) }))).toEqual(['its test accuracy of 0.0 % is below chance (25.0 %), further than chance explains']); // prettier-ignore
    expect(signs(run({ confusion: wrong(2) }))).toEqual([]);
    // Few images of the large class are recognized, all of the small ones are: that is more than guessing.
    expect(signs(run({ confusion: rows([5, 95, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]) }))).toEqual([]);
  });

  it('is none of the recorded ones', () => {
    for (const name of ['fashion-mnist', 'miniplaces-16', 'smoke', 'tinyimagenet-40', 'yosinski']) {
      const folder = fileURLToPath(new URL(`../../../../experiments/${name}/results`, import.meta.url));
      expect(notLearned(readResults(folder)).map(({ manifest }) => manifest.id)).toEqual([]);
    }
  });
});
