import { type ClassPredictions, meanOf, type Measurement, mostLikely, perExample } from '../components/measured.js';

/** The class that each example gets: the most likely one, of several that are equally likely the first. */
export function predictedClasses(predictions: Omit<ClassPredictions, 'labels'>): Uint16Array {
  const examples = Math.floor(predictions.probabilities.length / predictions.classes);
  return Uint16Array.from({ length: examples }, (_, example) => mostLikely(predictions, example));
}

/**
 * Share of the examples that get different classes, in percent, with the standard error of a share.
 * @throws RangeError where the numbers of examples differ, or are 0.
 */
export function differingClasses(one: Uint16Array, other: Uint16Array): Measurement {
  if (one.length !== other.length) throw new RangeError('the two runs were measured on different examples');
  return meanOf(
    perExample(one.length, (each) => Number(one[each] !== other[each])),
    100,
  );
}

/**
 * Whether the classes that were predicted are those that confusion counts hold: as many of each as its column.
 * @returns a sentence that says what does not agree, or null.
 */
export function otherThanCounted(predicted: Uint16Array, confusion: readonly (readonly number[])[]): string | null {
  const counts = confusion.map(() => 0);
  for (const each of predicted) {
    if (each >= counts.length) return `class ${each} is predicted, of ${counts.length} classes`;
    counts[each] = (counts[each] as number) + 1;
  }
  for (const [index, count] of counts.entries()) {
    const counted = confusion.reduce((sum, row) => sum + (row[index] ?? 0), 0);
    if (count !== counted)
      return `class ${index} is predicted ${count} times, but the confusion counts give ${counted}`;
  }
  return null;
}
