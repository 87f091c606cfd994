/* What one scheduler alone takes for a run, without any store. */
import { spent } from './campaign.mjs';
import { core } from '../built.mjs';
import { planOf } from './seedbed.mjs';

/** @returns microseconds for a run to be planned, and to be handed out and taken back, with 1,000 in hand. */
export function picks(wanted) {
  const started = spent();
  const runs = planOf(wanted);
  const planned = spent();
  const costs = new Map(runs.map((run) => [run.cellId, run.cell.training.steps]));
  const schedule = new core.Schedule(runs, costs);
  const hand = [];
  for (let left = runs.length; left > 0; left--) {
    for (let next; hand.length < 1000 && (next = schedule.next({ source: hand.at(-1)?.needs ?? null }));)
      hand.push(next);
    schedule.done(hand.shift(), true);
  }
  const ended = spent();
  const microseconds = (milliseconds) => (1000 * milliseconds) / runs.length;
  return { runs: runs.length, planning: microseconds(planned - started), picking: microseconds(ended - planned) };
}
