import { meanClassAccuracyOf } from '../../metrics/classification.js';
import type { Manifest, MeasuredPart } from '../../manifest/schema.js';
import type { Measured } from '../../spec/parts.js';
import { checkMetrics, checkValues, isShare } from './values.js';

/** What was measured at the end must follow from its confusion counts, and be what was asked for. */
export function* checkMeasured(manifest: Manifest): Generator<string> {
  yield* checkMetrics(manifest);
  const { measured, measure, data, metrics } = manifest;
  if (!measured) return;
  const parts = Object.keys(measured) as Measured[];
  if ([...parts].sort().join() !== [...measure].sort().join()) yield `measured holds ${parts.join(', ') || 'nothing'}, but ${measure.join(', ') || 'nothing'} was asked for`; // prettier-ignore
  for (const part of parts) {
    const of = measured[part] as MeasuredPart;
    const lost = Object.keys(metrics).find((name) => !(name in of.values));
    if (lost !== undefined) yield `measured.${part} has no value of ${lost}`;
    for (const what of checkValues(of.values, metrics, of.examples)) yield `measured.${part}.values.${what}`;
    for (const what of checkErrors(of)) yield `measured.${part}.errors.${what}`;
    if (data.targets) for (const what of checkNumbers(of)) yield `measured.${part}.${what}`;
    for (const what of checkConfusion(of, data.classes.length)) yield `measured.${part}.${what}`;
  }
}

/** Numbers that were added in another order agree to the last bits. */
const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** The standard error of a share of n examples follows from it. */
function* checkErrors({ values, errors, examples }: MeasuredPart): Generator<string> {
  for (const [name, error] of Object.entries(errors)) {
    const value = values[name];
    if (value === undefined) yield `${name} is of no value`;
    else if (error < 0) yield `${name} is ${error}, which is no standard error`;
    else if (isShare(name)) {
      const expected = Math.sqrt((value * (100 - value)) / (examples - 1));
      if (!isNear(error, expected))
        yield `${name} is ${error}, but ${value} % of ${examples} examples give ${expected}`;
    }
  }
  const without = Object.keys(values).find((name) => isShare(name) && examples > 1 && !(name in errors));
  if (without !== undefined) yield `${without} is not there`;
}

/** Of numeric targets: the root of the mean squared error is what the mean squared error says. */
function* checkNumbers({ confusion, values: { rmse, loss } }: MeasuredPart): Generator<string> {
  if (confusion) yield 'confusion is there, but no classes were told apart';
  if (rmse !== undefined && loss !== undefined && rmse !== Math.sqrt(loss)) yield `values.rmse is ${rmse}, but the loss gives ${Math.sqrt(loss)}`; // prettier-ignore
}

function* checkConfusion({ confusion, examples, values, errors }: MeasuredPart, classes: number): Generator<string> {
  if (!confusion) return;
  const square = confusion.length === classes && confusion.every((row) => row.length === classes);
  const counts = confusion.flat();
  if (!square || counts.some((count) => count < 0)) {
    yield `confusion is not a table of counts of ${classes} by ${classes} classes`;
    return;
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum !== examples) yield `confusion holds ${sum} examples, but ${examples} were measured`;
  const right = confusion.reduce((total, row, label) => total + (row[label] as number), 0);
  const { accuracy, meanClassAccuracy } = values;
  const given = 100 * (right / sum);
  if (accuracy !== undefined && accuracy !== given) yield `values.accuracy is ${accuracy}, but the confusion counts give ${given}`; // prettier-ignore
  const mean = meanClassAccuracyOf(confusion);
  if (meanClassAccuracy !== undefined && meanClassAccuracy !== mean.value) yield `values.meanClassAccuracy is ${meanClassAccuracy}, but the confusion counts give ${mean.value}`; // prettier-ignore
  if (meanClassAccuracy !== undefined && (errors['meanClassAccuracy'] ?? null) !== mean.standardError) yield `errors.meanClassAccuracy is not what the confusion counts give`; // prettier-ignore
}
