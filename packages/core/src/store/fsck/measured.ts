import type { Manifest } from '../../manifest/schema.js';

/** The test result must follow from its confusion counts. */
export function* checkMeasured({ test, data }: Manifest): Generator<string> {
  if (!test) return;
  const { confusion, images, accuracy } = test;
  const classes = data.classes.length;
  const square = confusion.length === classes && confusion.every((row) => row.length === classes);
  const counts = confusion.flat();
  if (!square || counts.some((count) => count < 0)) {
    yield `test.confusion is not a table of counts of ${classes} by ${classes} classes`;
    return;
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum !== images) yield `test.confusion holds ${sum} images, but test.images is ${images}`;
  const right = confusion.reduce((total, row, label) => total + (row[label] as number), 0);
  if (accuracy !== right / sum) yield `test.accuracy is ${accuracy}, but test.confusion gives ${right / sum}`;
}
