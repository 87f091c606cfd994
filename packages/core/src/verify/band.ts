import type { Manifest } from '../manifest/schema.js';
import type { Comparison } from './compare.js';

/** Points that rounding alone may move an accuracy by, on top of its sampling error (docs/determinism.md). */
export const bandPoints = 1;
/** Standard errors of the difference of two accuracies on as many images, as if they were independent. */
export const bandErrors = 3;
/** Share by which the loss of the first step may differ, where both runs start from the same weights. */
export const bandFirstLoss = 1e-4;

/** Half-width of the band around an accuracy (0 to 1) on so many images, in points. */
export function bandAround(accuracy: number, images: number): number {
  const error = images > 0 ? Math.sqrt((2 * accuracy * (1 - accuracy)) / images) : 1;
  return bandPoints + bandErrors * 100 * error;
}

/**
 * Why a run lies outside of what another backend or processor may change, in sentences; none when it lies within: the
 * same start bit for bit, the first loss within `bandFirstLoss`, every accuracy of the curve and on the test images
 * within `bandAround`. A cell that copies layers of a source network with other weights starts as another network, so
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
  const compare = (what: string, then: number, now: number, images: number) => {
    const band = bandAround(then, images);
    const apart = 100 * (now - then);
    if (Math.abs(apart) > band)
      outside.push(`${what} is ${apart.toFixed(2)} points apart, more than ${band.toFixed(2)}`);
  };
  if (recorded.test && ours.test) compare('the test accuracy', recorded.test.accuracy, ours.test.accuracy, recorded.test.images); // prettier-ignore
  const validation = Number(recorded.cell['validation'] ?? 0) * recorded.data.classes.length;
  recorded.evaluations.forEach(({ step, validationAccuracy }, index) => {
    const now = ours.evaluations[index]?.validationAccuracy ?? null;
    if (validationAccuracy === null || now === null) return;
    compare(`the validation accuracy after step ${step}`, validationAccuracy, now, validation);
  });
  return outside;
}

const firstLoss = ({ loss }: Manifest) => (loss.steps > 0 ? Buffer.from(loss.bits, 'base64').readFloatLE(0) : NaN);
