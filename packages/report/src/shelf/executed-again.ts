import { isProgram } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { verifiedIn } from '../data/verified.js';
import { count, list } from '../text/format.js';

/** What a record says of the runs as they are now. */
export interface ExecutedAgain {
  /** "2026-11-30". */
  readonly day: string;
  /** Whether every run came out as promised, and is still what was executed again. */
  readonly holds: boolean;
  readonly words: string;
}

/** Null where no run of these was executed again. */
export function executedAgain(model: ReportModel): ExecutedAgain | null {
  const verified = verifiedIn(model);
  if (!verified) return null;
  const { verification, now, runs } = verified;
  const { backend, cpu, verifiedAt } = verification;
  const tried = now.same.map(({ verified }) => verified);
  const differing = tried.filter(({ holds }) => !holds).length;
  const equal = tried.filter(({ equal: same }) => same).length;
  const outcome =
    tried.length === 0
      ? []
      : differing > 0
        ? [`${differing} ${differing === 1 ? 'differs' : 'differ'}`]
        : [equal === tried.length ? 'all equal bit for bit' : `all as promised, ${equal} of them equal bit for bit`];
  const changed = now.changed.length > 0 ? [`${count(now.changed.length, 'run')} changed since`] : [];
  const part = tried.length === runs.length ? `all ${count(runs.length, 'run')}` : `${tried.length} of ${count(runs.length, 'run')}`; // prettier-ignore
  const by = isProgram(backend) ? ` by ${backend.name}` : '';
  const recorded = [...new Set(runs.map(({ environment }) => environment.cpu.model))].sort();
  const day = verifiedAt.slice(0, 10);
  return {
    day,
    holds: differing === 0 && changed.length === 0,
    words: `${day}: ${[part, ...outcome, ...changed].join(', ')}. On ${cpu.model}${by}; recorded on ${list(recorded)}.`,
  };
}
