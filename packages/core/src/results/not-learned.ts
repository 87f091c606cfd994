import type { Measured } from '../spec/parts.js';
import { lossAt, lossBitsOf, lossSteps } from '../manifest/loss-chain.js';
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

/** Every test example is taken for one class, though there are several. */
function singleClass({ measured, data }: Manifest): string | null {
  const confusion = measured?.test?.confusion;
  if (!confusion || confusion.filter((row) => sum(row) > 0).length < 2) return null;
  const predicted = confusion.map((_, column) => sum(confusion.map((row) => row[column] ?? 0)));
  const called = predicted.flatMap((examples, index) => (examples > 0 ? [index] : []));
  if (called.length !== 1) return null;
  return `it takes every test example for "${data.classes[called[0] as number]}"`;
}

/**
 * The loss of not knowing anything is ln(classes), where training examples are drawn evenly. Where so few steps moved it
 * too little to be seen, test examples may show that something was learned all the same.
 */
function constantLoss(manifest: Manifest): string | null {
  const { data, loss, config } = manifest;
  const [chance, classes] = [Math.log(data.classes.length), data.classes.length];
  const bits = lossBitsOf(loss);
  const isPlain = config.training?.loss === undefined && config.learn.transforms === undefined;
  if (!bits || classes < 2 || !isPlain || typeof config.learn.perClass !== 'number') return null;
  const means = tenths(bits);
  if (means.length === 0 || means.some((mean) => !(mean >= left * chance))) return null;
  const tested = onTest(manifest);
  if (tested && errorsAbove(tested, classes) > beyondChance) return null;
  return `its training loss never fell far below ln ${classes} = ${chance.toFixed(2)} (${(means.at(-1) as number).toFixed(2)} at the end)`;
}

/** Mean losses of a tenth of the steps each. */
function tenths(bits: Buffer): number[] {
  const steps = lossSteps(bits);
  const parts = Math.min(10, steps);
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part, part + 1].map((each) => Math.floor((each * steps) / parts)) as [number, number];
    let total = 0;
    for (let step = from + 1; step <= to; step++) total += lossAt(bits, step);
    return total / (to - from);
  });
}

/** Worse than guessing: on validation examples where there are any, else on test examples. */
function belowChance(manifest: Manifest): string | null {
  const classes = manifest.data.classes.length;
  const found = partOf(manifest, 'validation') ?? onTest(manifest);
  if (classes < 2 || !found || errorsAbove(found, classes) > -beyondChance) return null;
  const [accuracy, chance] = [found.accuracy, 1 / classes].map((share) => `${(100 * share).toFixed(1)} %`);
  return `its ${found.part} accuracy of ${accuracy} is below chance (${chance}), further than chance explains`;
}

interface Found {
  readonly part: Measured;
  /** Each class counting alike, 0 to 1. */
  readonly accuracy: number;
  /** One over the number of examples, or what takes its place where classes are uneven. */
  readonly spread: number;
}

const onTest = (manifest: Manifest) => partOf(manifest, 'test');

/** Null where a class has no example: guesses are then right less often than one in so many classes. */
function partOf({ measured, data }: Manifest, part: Measured): Found | null {
  const classes = data.classes.length;
  const rows = (measured?.[part]?.confusion ?? []).map((row, index) => ({ examples: sum(row), hits: row[index] ?? 0 }));
  if (rows.length < classes || rows.some(({ examples }) => examples === 0)) return null;
  return {
    part,
    accuracy: sum(rows.map(({ examples, hits }) => hits / examples)) / classes,
    spread: sum(rows.map(({ examples }) => 1 / examples)) / classes ** 2,
  };
}

/** By how many standard errors of guessing an accuracy is above chance. */
function errorsAbove({ accuracy, spread }: Found, classes: number): number {
  const chance = 1 / classes;
  return (accuracy - chance) / Math.sqrt(chance * (1 - chance) * spread);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
