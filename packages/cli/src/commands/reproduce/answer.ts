import { type ClaimResult, type Comparison, labelOf, type Manifest, reasonsToDiffer } from '@seedbed/core';
import { count, duration } from '@seedbed/core/words';

export interface AnswerInput {
  readonly recorded: readonly Manifest[];
  readonly comparisons: readonly Comparison[];
  readonly planned: number;
  readonly trained: number;
  readonly finished: number;
  readonly recordedClaims: readonly ClaimResult[];
  readonly ourClaims: readonly ClaimResult[];
  readonly report: string;
  readonly seconds: number;
}

export interface Answer {
  /** Nothing differs without a reason, and every verdict is the recorded one. */
  readonly holds: boolean;
  readonly text: string;
  readonly document: object;
}

/** What a reproducer came for, in a few lines: the digests, the distance where they differ, the verdicts, the report. */
export function answer(input: AnswerInput): Answer {
  const { comparisons, recorded } = input;
  const bitwise = comparisons.filter((each) => each.bitwise);
  const differing = comparisons.filter((each) => !each.bitwise);
  const reasons = [...new Set(differing.flatMap((each) => reasonsToDiffer(each.recorded, each.ours)))];
  const unexplained = differing.filter(withoutReason);
  const verdicts = input.ourClaims.map((claim) => {
    const before = input.recordedClaims.find((other) => other.id === claim.id);
    return { id: claim.id, verdict: claim.verdict, recorded: before?.verdict ?? null, statement: claim.statement };
  });
  const changed = recorded.length > 0 ? verdicts.filter((each) => each.verdict !== each.recorded) : [];
  const complete = input.finished === input.planned;
  const lines = [
    '',
    `runs      ${input.trained} executed now, ${input.finished - input.trained} earlier here by the same sources, of ${input.planned} planned (${duration(input.seconds)})`,
    ...bitLines(input, bitwise.length, differing, unexplained, reasons),
    ...verdicts.map(({ id, verdict, recorded: before, statement }) => {
      const agreement =
        recorded.length === 0 ? '' : verdict === before ? ', as recorded' : `, but ${before} as recorded`;
      return `${id.padEnd(9)} ${verdict}${agreement}: ${statement}`;
    }),
    `report    ${input.report}`,
  ];
  const holds = complete && unexplained.length === 0 && changed.length === 0;
  return {
    holds,
    text: lines.join('\n'),
    document: {
      holds,
      planned: input.planned,
      trained: input.trained,
      executedEarlier: input.finished - input.trained,
      compared: comparisons.length,
      bitwise: bitwise.length,
      unexplained: unexplained.map((each) => each.recorded.id),
      reasons,
      differences: differing.map(({ recorded: run, firstStep, difference, sameStart }) => ({
        configId: run.configId,
        label: labelOf(run),
        firstStep,
        difference,
        sameStart,
      })),
      verdicts,
      report: input.report,
    },
  };
}

/** No reason at all, or one that explains other rounding but not another draw of images, order or initial weights. */
function withoutReason({ recorded, ours, sameStart }: Comparison): boolean {
  const drawnAlike =
    recorded.numerics === ours.numerics &&
    recorded.data.fingerprint === ours.data.fingerprint &&
    recorded.data.version === ours.data.version;
  return reasonsToDiffer(recorded, ours).length === 0 || (!sameStart && drawnAlike);
}

function bitLines(
  { comparisons, recorded }: AnswerInput,
  bitwise: number,
  differing: readonly Comparison[],
  unexplained: readonly Comparison[],
  reasons: readonly string[],
): string[] {
  if (recorded.length === 0) return ['bits      there are no reference results to compare with'];
  const lines = [`bits      ${bitwise} of ${count(recorded.length, 'reference run')} came out again bit for bit`];
  const absent = recorded.length - comparisons.length;
  if (absent > 0)
    lines.push(`          ${count(absent, 'reference run')} ${absent === 1 ? 'was' : 'were'} not executed`);
  if (differing.length === 0) return lines;
  const steps = differing.flatMap((each) => each.firstStep ?? []);
  const first = steps.length > 0 ? `; the first loss differs at step ${Math.min(...steps)} at the earliest` : '';
  lines.push(`          ${differing.length} differ${distanceWords(differing)}${first}`);
  const started = differing.filter((each) => each.sameStart).length;
  lines.push(`          splits, subsets, batch order and initial weights agree bit for bit in ${started} of these`);
  for (const reason of reasons) lines.push(`          to be expected, since ${reason}`);
  if (unexplained.length > 0) {
    const differ = unexplained.length === 1 ? 'differs' : 'differ';
    const names = unexplained.slice(0, 5).map(({ ours }) => labelOf(ours));
    if (unexplained.length > 5) names.push(`and ${unexplained.length - 5} more`);
    lines.push(`          ${count(unexplained.length, 'run')} ${differ} without a reason that would explain it:`);
    lines.push(`          ${names.join(', ')}`);
  }
  return lines;
}

/** How far the main metric is off: ": test accuracy by 0.12 in the middle, 0.40 at most". */
function distanceWords(differing: readonly Comparison[]): string {
  const distances = differing.flatMap(({ difference }) => (difference === null ? [] : [Math.abs(difference)])).sort((a, b) => a - b); // prettier-ignore
  const [middle, most] = [distances[Math.floor(distances.length / 2)], distances.at(-1)];
  if (middle === undefined || most === undefined) return '';
  return `: the main metric by ${middle.toFixed(2)} in the middle, ${most.toFixed(2)} at most`;
}
