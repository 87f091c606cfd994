import type { BackendIdentity, Context, Manifest, PlannedRun } from '@seedbed/core';
import { rateOf } from '../../execution/estimate.js';
import { sideBySide } from '../../execution/jobs.js';
import { measurePilot, type Pilot } from '../../execution/pilot.js';
import { prepare } from '../../execution/prepare.js';
import { type Price, priceOf } from '../../execution/price.js';
import type { RunOptions } from '../../execution/run-options.js';
import { sayNotes } from '../../execution/say.js';
import type { RunState } from '../../execution/state.js';
import type { Terminal } from '../../progress/terminal.js';
import { contextHere, identitiesOf, type OpenedData } from '../../workspace/data-sets.js';
import type { Experiment } from '../../workspace/experiment.js';
import type { PlanFlags } from './flags.js';

/** What is known of runs that can be trained here. */
export interface Estimate {
  readonly states: readonly RunState[];
  readonly stored: readonly Manifest[];
  readonly atHand: Omit<Context, 'variables'>;
  readonly backend: BackendIdentity;
  readonly data: OpenedData;
  readonly price: Price;
  readonly jobs: number;
  readonly pilot: Pilot | undefined;
}

/** Looks up runs in the store, and estimates what the rest will take. */
export async function estimated(
  experiment: Experiment,
  runs: readonly PlannedRun[],
  options: RunOptions,
  flags: Pick<PlanFlags, 'pilot' | 'gpuFactor'>,
  terminal: Terminal,
): Promise<Estimate> {
  const { states, data, computing, worker, setup } = await prepare(experiment, runs, options, terminal);
  worker.stop();
  const { backend: identity } = computing;
  sayNotes(data, terminal);
  const { jobs } = sideBySide(options, identity);
  if (flags.pilot) terminal.say('pilot: training a few steps of the costliest network');
  const pilot = flags.pilot ? await measurePilot(states, data, setup, rateOf([], states, identity).rate) : undefined;
  const gpu = flags.gpuFactor === undefined ? {} : { gpuFactor: flags.gpuFactor };
  return {
    states,
    stored: states.flatMap((state) => state.stored ?? []),
    atHand: contextHere(experiment, identitiesOf(data), computing),
    backend: identity,
    ...{ data, jobs, pilot },
    price: priceOf(states, data, identity, { jobs, pilot, ...gpu }),
  };
}
