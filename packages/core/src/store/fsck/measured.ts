import type { Manifest, MeasuredPart } from '../../manifest/schema.js';
import type { Measured } from '../../language/parts.js';

/** What was measured at the end must follow from its confusion counts, and be what was asked for. */
export function* checkMeasured({ measured, measure, data, metrics }: Manifest): Generator<string> {
  if (!measured) return;
  const parts = Object.keys(measured) as Measured[];
  if ([...parts].sort().join() !== [...measure].sort().join()) yield `measured holds ${parts.join(', ') || 'nothing'}, but ${measure.join(', ') || 'nothing'} was asked for`; // prettier-ignore
  for (const part of parts) {
    const of = measured[part] as MeasuredPart;
    const unknown = Object.keys(of.values).find((name) => !(name in metrics));
    if (unknown !== undefined)
      yield `measured.${part} has a value of "${unknown}", whose unit the manifest does not say`;
    yield* checkConfusion(part, of, data.classes.length);
  }
}

function* checkConfusion(part: Measured, { confusion, examples, values }: MeasuredPart, classes: number) {
  if (!confusion) return;
  const square = confusion.length === classes && confusion.every((row) => row.length === classes);
  const counts = confusion.flat();
  if (!square || counts.some((count) => count < 0)) {
    yield `measured.${part}.confusion is not a table of counts of ${classes} by ${classes} classes`;
    return;
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum !== examples) yield `measured.${part}.confusion holds ${sum} examples, but ${examples} were measured`;
  const right = confusion.reduce((total, row, label) => total + (row[label] as number), 0);
  const { accuracy } = values;
  // Both are percentages of whole counts: they agree to the last bits, whatever order they were added in.
  if (accuracy !== undefined && Math.abs(accuracy - (100 * right) / sum) > 1e-9)
    yield `measured.${part}.values.accuracy is ${accuracy}, but the confusion counts give ${(100 * right) / sum}`;
}
