import {
  checkNames,
  unsaid,
  type DeterminismClass,
  determinismClasses,
  type Reason,
  type TensorDifference,
} from '@seedbed/core';
import { count, duration } from '@seedbed/core/words';
import type { Verified } from '../../execution/verify-runs.js';
import { table } from '../../progress/table.js';
import type { TracedRun } from './trace.js';

/** What can be judged, said before anything is trained. */
export function judgeableWords(
  judgeable: readonly { judged: DeterminismClass; reasons: readonly Reason[] }[],
): string[] {
  return determinismClasses.flatMap((judged) => {
    const those = judgeable.filter((each) => each.judged === judged);
    if (those.length === 0) return [];
    const reasons = [...new Set(those.flatMap((each) => each.reasons.map(({ text }) => text)))];
    return [`${count(those.length, 'run')}: ${meanings[judged]}`, ...reasons.map((reason) => `  since ${reason}`)];
  });
}

const meanings: Record<DeterminismClass, string> = {
  bitwise: 'equal bits are expected',
  tolerance: 'equal bits cannot be expected; judged are an equal start and curves within the band',
  statistical:
    'neither equal bits nor equal draws can be expected; only the verdicts could be compared (seedbed reproduce)',
};

/** A line a run, a column a check. */
export function verifiedTable(verified: readonly Verified[]): string {
  const shown = checkNames.filter((name) => name !== 'curves' && name !== 'outcome');
  const rows = verified.map(({ run, comparison, judged, objections }) => {
    const cells = shown.map((name) => {
      const check = comparison.checks.find((each) => each.name === name);
      return check?.equal ? (check.detail === unsaid ? unsaid : 'equal') : (check?.detail ?? '-');
    });
    const word = comparison.bitwise ? 'equal bit for bit' : objections.length > 0 ? 'DIFFERS' : judged === 'statistical' ? 'not judged' : 'within the band'; // prettier-ignore
    return [run.label, ...cells, word];
  });
  return table([['run', ...shown, ''], ...rows]);
}

/** The answer in a few lines. */
export function summary(verified: readonly Verified[], seconds: number): string[] {
  const equal = verified.filter(({ comparison }) => comparison.bitwise).length;
  const wrong = verified.filter(({ objections }) => objections.length > 0);
  const steps = verified.reduce((sum, { comparison }) => sum + comparison.ours.loss.steps, 0);
  return [
    `${equal} of ${count(verified.length, 'run')} equal bit for bit, ${count(steps, 'step')} (${duration(seconds)})`,
    ...wrong.flatMap(({ run, objections }) => objections.map((objection) => `${run.label}: ${objection}`)),
  ];
}

/** Where a run parts from the recorded one, in words. */
export function mismatchWords({ label, program, firstLoss, search, alone }: TracedRun): string[] {
  const head = firstLoss === null ? `${label}: every loss is equal` : `${label}: the first loss that differs is that of step ${firstLoss}`; // prettier-ignore
  if (!search)
    return [head, '  the program that trains offers no trace, so that no tensor can be named (docs/trainers.md)'];
  const { mismatch, notRepeated, seconds } = search;
  const times = (seconds / Math.max(alone, 1e-3)).toFixed(1);
  // Of a program most of it is its start.
  const cost = `  traced in ${seconds.toFixed(1)} s${program ? '' : `, ${times} times the training of these steps on both sides`}`;
  if (notRepeated !== null && program)
    return [
      head,
      `  two fresh executions agree with each other, and not with what is recorded, from step ${notRepeated} on: did the program keep something of the run that its process had trained before? It has to seed in each run, not once`,
      cost,
    ];
  if (notRepeated !== null)
    return [
      head,
      `  the recorded side does not come out again here: its loss is another one at step ${notRepeated}, so the tensor cannot be named`,
      '  if it was made with variables that its manifest does not hold, name them with --recorded-env NAME=VALUE',
      cost,
    ];
  if (!mismatch)
    return [head, '  both sides, executed again, are equal: what differed was not part of the training', cost];
  const { step, tensor, shape, difference, equalBefore } = mismatch;
  return [
    head,
    `  first mismatch: step ${step}, ${tensor} [${shape.join(' x ')}]`,
    `  ${difference ? sizeWords(difference) : 'only one side has it'}`,
    `  equal before it in this step: ${equalBefore.length > 0 ? equalBefore.slice(-4).join(', ') : 'nothing, it is the first tensor'}`,
    cost,
  ];
}

const sizeWords = ({ values, differing, first, largest, relative }: TensorDifference) =>
  `${differing} of ${count(values, 'value')} differ, the first at index ${first}; by ${largest.toPrecision(3)} at most, ${(100 * relative).toPrecision(3)} % of the largest value`; // prettier-ignore
