import { setKeyOf } from '../plan/data-set.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { Experiment } from '../spec/experiment.js';
import { unmetAmounts } from './amounts.js';
import { unmetBatch } from './batches.js';
import { unmetClasses } from './classes.js';
import { type KnownData, refusal, type Unmet } from './demand.js';
import { unmetInput, unmetShape } from './inputs.js';
import { unmetKinds } from './kinds.js';
import { unmetKept } from './kept.js';
import { placesOf } from './places.js';

/**
 * What the runs of a plan ask of their data: classes that are there, enough examples, inputs that fit the network.
 * @param known by the sets' keys; a set that is not there is not looked at.
 * @throws SeedbedError SB_DATA_CLASS, SB_DATA_CLASSES, SB_DATA_TOO_FEW, SB_DATA_NO_TEST, SB_DATA_KIND, SB_DATA_CHANNELS, SB_SPEC_SHAPE,
 * SB_SPEC_BATCH where the value was written that asks for too much, with the first run that does and how many there are.
 */
export function checkAgainstData(
  experiment: Experiment,
  runs: readonly PlannedRun[],
  known: ReadonlyMap<string, KnownData>,
): void {
  const found = new Map<string, Unmet | undefined>();
  let first: { readonly unmet: Unmet; readonly label: string; more: number } | undefined;
  for (const run of runs) {
    const { learn, model, training, stage, freeze } = run.config;
    const data = known.get(setKeyOf(learn.data));
    if (!data) continue;
    const asked = JSON.stringify([learn, model, stage, run.measure, training?.batchSize, training?.methods, freeze]);
    if (!found.has(asked)) found.set(asked, unmetBy(experiment, run, data));
    const unmet = found.get(asked);
    if (!unmet) continue;
    first ??= { unmet, label: run.label, more: -1 };
    if (first.unmet.message === unmet.message) first.more++;
  }
  if (first) throw refusal(first.unmet, first.more > 0 ? `${first.label} and ${first.more} more` : first.label);
}

function unmetBy(experiment: Experiment, run: PlannedRun, data: KnownData): Unmet | undefined {
  const { learn } = run.config;
  const places = placesOf(experiment, run);
  return (
    unmetClasses(learn, data, places) ??
    unmetKept(learn, data, places) ??
    unmetAmounts(run, data, places) ??
    unmetKinds(run.config, data, places) ??
    unmetInput(run.config, data, places) ??
    unmetShape(run.config, data, places) ??
    unmetBatch(run.config, data, places)
  );
}
