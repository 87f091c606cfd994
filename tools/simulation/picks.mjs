/* What one scheduler alone takes for a run, without any store. */
import { spent } from './campaign.mjs';
import { core } from '../built.mjs';
import { planOf } from './seedbed.mjs';

/** @returns microseconds for a run to be planned, and to be handed out and taken back, with 1,000 in progress. */
export function picks(wanted) {
  const started = spent();
  const runs = planOf(wanted);
  const planned = spent();
  const costs = new Map(runs.map((run) => [run.configId, run.config.training.steps]));
  const schedule = new core.Schedule(runs, costs);
  const busy = [];
  for (let left = runs.length; left > 0; left--) {
    for (let next; busy.length < 1000 && (next = schedule.next({ upstream: busy.at(-1)?.needs ?? [] }));)
      busy.push(next);
    schedule.done(busy.shift(), true);
  }
  const ended = spent();
  const microseconds = (milliseconds) => (1000 * milliseconds) / runs.length;
  return { runs: runs.length, planning: microseconds(planned - started), picking: microseconds(ended - planned) };
}
