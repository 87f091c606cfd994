import type { Manifest } from '../manifest/schema.js';

/** A run that ended well and learned nothing. */
export interface NotLearned {
  readonly manifest: Manifest;
  /** By what that is seen, in sentences without a full stop; at least one. */
  readonly signs: readonly string[];
}

/** A loss that stayed above this share of ln(classes) knows no more than that there are classes. */
const left = 0.99;

/** Standard errors below chance: further than one run in thirty thousand that guesses. */
const beyondChance = 4;

/** The finished runs that show no sign of having learned, in their order. */
export const notLearned = (manifests: readonly Manifest[]): NotLearned[] =>
  manifests.map((manifest) => ({ manifest, signs: signsOf(manifest) })).filter(({ signs }) => signs.length > 0);

/** @returns none for a run that learned something, or that did not finish. */
function signsOf(manifest: Manifest): string[] {
  if (manifest.outcome.status !== 'ok') return [];
  return [singleClass(manifest), constantLoss(manifest), belowChance(manifest)].filter((sign) => sign !== null);
}

/** Every test image is taken for one class, though there are several. */
function singleClass({ test, data }: Manifest): string | null {
  if (!test || test.confusion.filter((row) => sum(row) > 0).length < 2) return null;
  const predicted = test.confusion.map((_, column) => sum(test.confusion.map((row) => row[column] ?? 0)));
  const called = predicted.flatMap((images, index) => (images > 0 ? [index] : []));
  if (called.length !== 1) return null;
  return `it takes every test image for "${data.classes[called[0] as number]}"`;
}

/**
 * The loss of not knowing anything is ln(classes), since training images are drawn evenly. Where so few steps moved it too little
 * to be seen, test images may show that something was learned all the same.
 */
function constantLoss(manifest: Manifest): string | null {
  const { evaluations, data } = manifest;
  const chance = Math.log(data.classes.length);
  const last = evaluations.at(-1);
  if (!last || data.classes.length < 2) return null;
  if (evaluations.some(({ trainLoss }) => !(trainLoss >= left * chance))) return null;
  const tested = onTest(manifest);
  if (tested && errorsAbove(tested, data.classes.length) > beyondChance) return null;
  return `its training loss never left ln ${data.classes.length} = ${chance.toFixed(2)} (${last.trainLoss.toFixed(2)} at the end)`;
}

/** Worse than guessing: on validation images where there are any, else on test images. */
function belowChance(manifest: Manifest): string | null {
  const classes = manifest.data.classes.length;
  if (classes < 2) return null;
  const measured = onValidation(manifest) ?? onTest(manifest);
  if (!measured || errorsAbove(measured, classes) > -beyondChance) return null;
  const [accuracy, chance] = [measured.accuracy, 1 / classes].map((share) => `${(100 * share).toFixed(1)} %`);
  return `its ${measured.part} accuracy of ${accuracy} is below chance (${chance}), further than chance explains`;
}

interface Measured {
  readonly part: 'validation' | 'test';
  /** Each class counting alike, 0 to 1. */
  readonly accuracy: number;
  /** One over the number of images, or what takes its place where classes are uneven. */
  readonly spread: number;
}

function onValidation({ evaluations, data, cell }: Manifest): Measured | null {
  const accuracy = evaluations.at(-1)?.validationAccuracy ?? null;
  const each = cell['validation'];
  if (accuracy === null || typeof each !== 'number' || each <= 0) return null;
  return { part: 'validation', accuracy, spread: 1 / (data.classes.length * each) };
}

/** Null where a class has no test image: guesses are then right less often than one in so many classes. */
function onTest({ test, data }: Manifest): Measured | null {
  const classes = data.classes.length;
  const rows = (test?.confusion ?? []).map((row, index) => ({ images: sum(row), hits: row[index] ?? 0 }));
  if (rows.length < classes || rows.some(({ images }) => images === 0)) return null;
  return {
    part: 'test',
    accuracy: sum(rows.map(({ images, hits }) => hits / images)) / classes,
    spread: sum(rows.map(({ images }) => 1 / images)) / classes ** 2,
  };
}

/** By how many standard errors of guessing an accuracy is above chance. */
function errorsAbove({ accuracy, spread }: Measured, classes: number): number {
  const chance = 1 / classes;
  return (accuracy - chance) / Math.sqrt(chance * (1 - chance) * spread);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
