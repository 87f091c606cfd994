import type { ExpectedRun } from '../input.js';
import { count } from '../text/format.js';
import type { Tally } from './tally.js';

/**
 * Says that the grid behind a plot is incomplete, and by how much.
 * @returns null when every run of that role finished.
 */
export function gapNote(role: ExpectedRun['role'], expected: readonly ExpectedRun[], tally: Tally): string | null {
  const total = new Set(expected.filter((run) => run.role === role).map((run) => run.cellId)).size;
  const missing = tally.missing.filter((run) => run.role === role).length;
  const ended = (status: string) =>
    tally.unfinished.filter((run) => run.role === role && run.outcome.status === status).length;
  const diverged = ended('diverged');
  const other = tally.unfinished.filter((run) => run.role === role).length - diverged;
  if (missing + diverged + other === 0) return null;
  const parts = [
    missing ? `${missing} missing` : '',
    diverged ? `${diverged} diverged` : '',
    other ? `${other} failed` : '',
  ].filter(Boolean);
  const noun = role === 'source' ? 'source network' : 'run';
  return `Incomplete: ${total - missing - diverged - other} of ${count(total, noun)} finished (${parts.join(', ')}).`;
}
