import type { DeterminismClass, RunConfig } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import type { TrainedRun } from '@seedbed/engine';
import { difference } from './difference.js';
import { failed, type Finding, passed } from './finding.js';
import type { Subject, Trial } from './subject.js';

/** What checks work with. */
export interface Bench {
  readonly trial: Trial;
  /** The run's. */
  readonly config: RunConfig;
  /** A program, and the run as it trained it in a fresh process. */
  readonly first: Subject;
  readonly trained: TrainedRun;
  /** The same in another fresh process. */
  readonly second: Subject;
  readonly again: TrainedRun;
  /** Starts a program that is stopped when all is over. @param checkpointSeconds how often a checkpoint is welcome. */
  start(checkpointSeconds?: number): Promise<Subject>;
}

export interface Check {
  readonly name: string;
  /** What is asked, shown while it is tried. */
  readonly asks: string;
  try(bench: Bench): Promise<Finding> | Finding;
}

/** Whether the program repeats itself: else it cannot be seen what other changes of a run do. */
export const repeats = ({ trained, again }: Bench): boolean => difference(trained, again) === null;

/**
 * Judges an execution that has to be equal to the first one. A program that does not promise equal bits may differ.
 * @param todo where it has to be equal and is not.
 */
export function equalToFirst({ trained, first }: Bench, other: TrainedRun, how: string, todo: string): Finding {
  const { determinism } = first.trainer.ready;
  const differs = difference(trained, other);
  if (differs === null) return passed(`${how}equal bit for bit${sizes(trained)}`);
  if (determinism !== 'bitwise') return passed(`${how}${differs}; it promises ${promised[determinism]}`);
  return failed(`${how}${differs}`, todo);
}

const promised: Record<DeterminismClass, string> = {
  bitwise: 'equal bits',
  tolerance: 'no equal bits, but a tolerance, which seedbed verify judges',
  statistical: 'no equal bits',
};

/** What was compared, after a colon. */
function sizes({ loss, predictions, weights }: TrainedRun): string {
  const parts = Object.keys(predictions);
  const compared = [
    ...(loss.steps > 0 ? [count(loss.steps, 'loss', 'losses')] : []),
    ...(weights.length > 0 ? [count(weights.length, 'weight')] : []),
    ...(parts.length > 0 ? [`predictions of ${parts.join(', ')}`] : []),
  ];
  return compared.length > 0 ? `: ${compared.join(', ')}` : '';
}

/** A config whose numbers of these purposes are drawn from other streams. */
export function redrawn(config: RunConfig, purposes: readonly string[]): RunConfig {
  const { streams = {} } = config;
  const other = purposes.map((purpose) => [purpose, `${streams[purpose] ?? ''}trainer-check`] as const);
  return { ...config, streams: { ...streams, ...Object.fromEntries(other) } };
}
