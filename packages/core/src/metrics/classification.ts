import { type ClassPredictions, meanOf, type Measurement, mostLikely, perExample } from '../components/measured.js';

/** Share of the examples whose most likely class is the true one, in percent. */
export function accuracy(predictions: ClassPredictions): Measurement {
  const { labels } = predictions;
  return meanOf(
    perExample(labels.length, (each) => Number(mostLikely(predictions, each) === labels[each])),
    100,
  );
}

/**
 * Share of the examples whose true class is among the k most likely ones, in percent. Of equally likely classes those
 * with the lower number come first.
 */
export function topK(predictions: ClassPredictions, k: number): Measurement {
  const { labels, classes, probabilities } = predictions;
  const among = (example: number) => {
    const label = labels[example] as number;
    const own = probabilities[example * classes + label] as number;
    let before = 0;
    for (let each = 0; each < classes; each++) {
      const other = probabilities[example * classes + each] as number;
      if (other > own || (other === own && each < label)) before++;
    }
    return Number(before < k);
  };
  return meanOf(perExample(labels.length, among), 100);
}

/**
 * Mean over the classes of the accuracy in each, in percent; classes without an example do not count. Its standard
 * error is that of a mean of independent shares.
 */
export const meanClassAccuracy = (predictions: ClassPredictions): Measurement =>
  meanClassAccuracyOf(confusion(predictions));

/** The same from counts: a row a true class, a column a predicted one. */
export function meanClassAccuracyOf(counts: readonly (readonly number[])[]): Measurement {
  const shares = counts.flatMap((row, label) => {
    const examples = row.reduce((sum, count) => sum + count, 0);
    return examples === 0 ? [] : [{ share: (row[label] as number) / examples, examples }];
  });
  const value = (100 * shares.reduce((sum, { share }) => sum + share, 0)) / shares.length;
  const single = shares.some(({ examples }) => examples < 2);
  const variance = shares.reduce((sum, { share, examples }) => sum + (share * (1 - share)) / (examples - 1), 0);
  return { value, standardError: single ? null : (100 * Math.sqrt(variance)) / shares.length };
}

/** Mean cross-entropy, in nats. A true class of probability 0 counts as the smallest positive number. */
export function crossEntropy({ labels, classes, probabilities }: ClassPredictions): Measurement {
  const own = (example: number) => probabilities[example * classes + (labels[example] as number)] as number;
  return meanOf(perExample(labels.length, (each) => -Math.log(Math.max(own(each), Number.MIN_VALUE))));
}

/**
 * Expected calibration error, in percent: over bins of equal width of the confidence, the mean distance between
 * accuracy and confidence, weighted by examples (Guo et al. 2017, equation 3; 15 bins there).
 * @returns value NaN where a probability is none, as of a run that diverges.
 */
export function calibrationError(predictions: ClassPredictions, bins: number): Measurement {
  const { labels, classes, probabilities } = predictions;
  const gaps: number[][] = Array.from({ length: bins }, () => []);
  for (const [example, label] of labels.entries()) {
    const guess = mostLikely(predictions, example);
    const confidence = probabilities[example * classes + guess] as number;
    if (Number.isNaN(confidence)) return { value: NaN, standardError: null };
    // Bins are open below and closed above, as in the paper: 0.2 of five bins is in the first.
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    (gaps[bin] as number[]).push(Number(guess === label) - confidence);
  }
  let value = 0;
  let variance = 0;
  for (const bin of gaps.filter(({ length }) => length > 0)) {
    const { value: gap, standardError } = meanOf(Float64Array.from(bin));
    const weight = bin.length / labels.length;
    value += weight * Math.abs(gap);
    variance += (weight * (standardError ?? 0)) ** 2;
  }
  return { value: 100 * value, standardError: labels.length > 1 ? 100 * Math.sqrt(variance) : null };
}

/** Counts of examples: a row a true class, a column a predicted one. */
export function confusion(predictions: ClassPredictions): number[][] {
  const { labels, classes } = predictions;
  const counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
  for (const [example, label] of labels.entries()) {
    const row = counts[label] as number[];
    const guess = mostLikely(predictions, example);
    row[guess] = (row[guess] as number) + 1;
  }
  return counts;
}
