import { lossAt, lossSteps } from '../../manifest/loss-chain.js';
import type { Evaluation, Manifest } from '../../manifest/schema.js';
import type { Measured } from '../../spec/parts.js';
import { checkValues } from './values.js';

interface Course {
  readonly bits: Buffer;
  /** How many examples are learned, where that is known. */
  readonly examples: number | undefined;
  /** The steps after which the whole run is evaluated, where their number is known. */
  readonly at: readonly number[] | undefined;
}

/** The evaluations must be where they were asked for, follow from the losses, and end in what was measured at the end. */
export function* checkCurve(manifest: Manifest, { bits, examples, at }: Course): Generator<string> {
  const { curve, config, measure, measured } = manifest;
  const steps = curve.map(({ step }) => step);
  if (!isCourse(steps, manifest, lossSteps(bits), at)) {
    yield `the evaluations after steps ${steps.join(', ') || 'none'} are not those that were asked for`;
    return;
  }
  const wanted = measure.filter((part) => part !== 'test');
  let before = 0;
  for (const evaluation of curve) {
    const { step, epoch, trainLoss } = evaluation;
    const where = `the evaluation after step ${step}`;
    // In the order of the steps, as the engine adds: the same sum, bit for bit.
    let sum = 0;
    for (let each = before + 1; each <= step; each++) sum += lossAt(bits, each);
    if (trainLoss !== sum / (step - before)) yield `${where}: trainLoss is not the mean of the losses`;
    if (examples === undefined || epoch !== (step * (config.training?.batchSize ?? 0)) / examples)
      yield `${where}: epoch does not follow from the step`;
    yield* checkParts(evaluation, wanted, manifest, where);
    before = step;
  }
  const last = curve.at(-1);
  if (!measured || last?.step !== lossSteps(bits)) return;
  // The same weights on the same examples.
  for (const part of wanted)
    for (const [name, value] of Object.entries(last.measured[part] ?? {}))
      if (measured[part]?.values[name] !== value)
        yield `the last evaluation: ${part}.${name} is ${value}, but ${measured[part]?.values[name]} was measured at the end`;
}

/** A run that diverged has none after the step at which it was seen. */
function isCourse(
  steps: readonly number[],
  { outcome }: Manifest,
  trained: number,
  at: readonly number[] | undefined,
): boolean {
  if (at === undefined) return steps.every((step, index) => step > (steps[index - 1] ?? 0) && step <= trained);
  const reached = at.filter((step) => step <= trained);
  const seen = outcome.status === 'ok' ? reached : reached.filter((step) => step < trained);
  return [reached, seen].some((some) => some.join() === steps.join());
}

function* checkParts(
  { measured }: Evaluation,
  wanted: readonly Measured[],
  { curve, metrics, measured: atEnd }: Manifest,
  where: string,
): Generator<string> {
  const parts = Object.keys(measured) as Measured[];
  if ([...parts].sort().join() !== [...wanted].sort().join()) yield `${where}: it measured ${parts.join(', ') || 'nothing'}, but ${wanted.join(', ') || 'nothing'} was asked for`; // prettier-ignore
  for (const part of parts) {
    const values = measured[part] as Readonly<Record<string, number>>;
    const first = curve[0]?.measured[part] ?? {};
    if (Object.keys(values).sort().join() !== Object.keys(first).sort().join()) yield `${where}: it measured other metrics of ${part} than the first`; // prettier-ignore
    for (const what of checkValues(values, metrics, atEnd?.[part]?.examples)) yield `${where}: ${part}.${what}`;
  }
}
