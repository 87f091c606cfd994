/**
 * Probabilities of the classes, an example a row: the softmax of logits, in double precision.
 * @param logits rows x classes. A row with one that is not finite becomes NaN.
 */
export function probabilitiesOf(logits: Float32Array, classes: number): Float64Array {
  const probabilities = new Float64Array(logits.length);
  for (let from = 0; from < logits.length; from += classes) {
    let highest = -Infinity;
    for (let at = from; at < from + classes; at++) highest = Math.max(highest, logits[at] as number);
    let sum = 0;
    for (let at = from; at < from + classes; at++) {
      probabilities[at] = Math.exp((logits[at] as number) - highest);
      sum += probabilities[at] as number;
    }
    for (let at = from; at < from + classes; at++) probabilities[at] = (probabilities[at] as number) / sum;
  }
  return probabilities;
}
