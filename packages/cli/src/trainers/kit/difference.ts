import {
  canonicalJson,
  firstDifferentStep,
  lossAt,
  lossBitsOf,
  lossSteps,
  type Measured,
  tensorDifference,
} from '@seedbed/core';
import type { TrainedRun } from '@seedbed/engine';

/** What two executions of a run are compared in. */
export type Compared = Pick<TrainedRun, 'loss' | 'curve' | 'outcome' | 'weights' | 'predictions' | 'digests'>;

const lossOf = ({ loss }: Compared, step: number): string => {
  const bits = lossBitsOf(loss);
  return bits && step <= lossSteps(bits) ? String(lossAt(bits, step)) : 'not there';
};

/**
 * Where two executions of a run part first, in words without a full stop: their losses step by step, then what they
 * predict, then their weights. Null where all bits are equal.
 */
export function difference(first: Compared, second: Compared): string | null {
  if (first.digests.before !== second.digests.before) return 'the weights before the first step differ';
  const step = firstDifferentStep(first, second);
  if (step !== null)
    return `the losses differ from step ${step} on: ${lossOf(first, step)}, then ${lossOf(second, step)}`;
  if (first.outcome.status !== second.outcome.status) return `one is ${first.outcome.status}, the other ${second.outcome.status}`; // prettier-ignore
  const evaluation = first.curve.findIndex((each, index) => canonicalJson(each) !== canonicalJson(second.curve[index] ?? null)); // prettier-ignore
  if (evaluation >= 0) return `the predictions after step ${first.curve[evaluation]?.step} differ`;
  const part = (Object.keys(first.predictions) as Measured[]).find((each) => otherNumbers(first.predictions[each], second.predictions[each]) !== null); // prettier-ignore
  if (part) return `the predictions of ${part} at the end differ ${otherNumbers(first.predictions[part], second.predictions[part])}`; // prettier-ignore
  const weights = otherNumbers(first.weights, second.weights);
  return weights === null ? null : `the weights at the end differ ${weights}`;
}

function otherNumbers(first: ArrayLike<number> = [], second: ArrayLike<number> = []): string | null {
  if (first.length !== second.length) return `in their count: ${first.length}, then ${second.length}`;
  const found = tensorDifference(Float32Array.from(first), Float32Array.from(second));
  return found && `in ${found.differing} of ${found.values} numbers, by ${found.largest.toPrecision(2)} at most`;
}
