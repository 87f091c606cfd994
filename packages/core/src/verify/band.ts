import type { Manifest } from '../manifest/schema.js';
import { type Measured, parts } from '../spec/parts.js';
import type { Comparison } from './compare.js';

/** Points that rounding alone may move an accuracy by, on top of its sampling error (docs/determinism.md). */
export const bandPoints = 1;
/** Standard errors of the difference of two accuracies on as many examples, as if they were independent. */
export const bandErrors = 3;
/** Share by which the loss of the first step may differ, where both runs start from the same weights. */
export const bandFirstLoss = 1e-4;

/** Half-width of the band around an accuracy (0 to 1) on so many examples, in points. */
export function bandAround(accuracy: number, examples: number): number {
  const error = examples > 0 ? Math.sqrt((2 * accuracy * (1 - accuracy)) / examples) : 1;
  return bandPoints + bandErrors * 100 * error;
}

/**
 * Why a run lies outside of what another backend or processor may change, in sentences; none when it lies within: the
 * same start bit for bit, the first loss within `bandFirstLoss`, every accuracy of the curve and on the test images
 * within `bandAround`. A run that copies layers of an upstream run with other weights starts as another network, so
 * its accuracies have no band (with 5 images a class 4.3 points apart were seen); its source network is judged itself.
 */
export function outsideBand({ recorded, ours, sameStart }: Comparison): string[] {
  const outside: string[] = [];
  if (!sameStart) outside.push('split, subset, batch order or initial weights differ, which no backend may change');
  if (recorded.outcome.status !== ours.outcome.status)
    outside.push(`it ended ${ours.outcome.status}, ${recorded.outcome.status} as recorded`);
  const [before, after] = [firstLoss(recorded), firstLoss(ours)];
  if (recorded.weights.before !== ours.weights.before) return outside;
  if (Math.abs(after - before) > bandFirstLoss * Math.abs(before))
    outside.push(`the first loss is ${after}, ${before} as recorded`);
  const compare = (what: string, then: number, now: number, examples: number) => {
    const band = bandAround(then / 100, examples);
    const apart = now - then;
    if (Math.abs(apart) > band)
      outside.push(`${what} is ${apart.toFixed(2)} points apart, more than ${band.toFixed(2)}`);
  };
  const examplesOf = (part: Measured) => recorded.measured?.[part]?.examples ?? 0;
  for (const part of parts) {
    const [then, now] = [recorded, ours].map(({ measured }) => measured?.[part]?.values['accuracy']);
    if (then !== undefined && now !== undefined) compare(`the ${part} accuracy`, then, now, examplesOf(part));
  }
  for (const [index, { step, measured }] of recorded.curve.entries()) {
    for (const part of parts) {
      const [then, now] = [measured[part], ours.curve[index]?.measured[part]].map((values) => values?.['accuracy']);
      if (then !== undefined && now !== undefined)
        compare(`the ${part} accuracy after step ${step}`, then, now, examplesOf(part));
    }
  }
  return outside;
}

const firstLoss = ({ loss }: Manifest) => (loss.steps > 0 ? Buffer.from(loss.bits, 'base64').readFloatLE(0) : NaN);
