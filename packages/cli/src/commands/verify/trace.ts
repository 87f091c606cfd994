import { join } from 'node:path';
import type { Manifest } from '@seedbed/core';
import { findFirstMismatch, type MismatchSearch, type Side } from '../../execution/first-mismatch.js';
import { sourcesOf } from '../../execution/loaded-sources.js';
import type { Verified, VerifyResult } from '../../execution/verify-runs.js';
import { workerEnvironment } from '../../execution/worker-environment.js';
import type { Terminal } from '../../progress/terminal.js';
import { dataCache } from '../../workspace/dataset.js';
import type { Experiment } from '../../workspace/experiment.js';

export interface TracedRun {
  readonly label: string;
  /** Whether a program trains it. */
  readonly program: boolean;
  /** First step whose loss differs, 1-based; null where only what came after the losses does. */
  readonly firstLoss: number | null;
  /** Null where the program that trains offers no trace. */
  readonly search: MismatchSearch | null;
  /** Seconds that training the same steps took on both sides, when nobody looked. */
  readonly alone: number;
}

/** Looks for the first differing tensor in up to `most` of the runs that differ, upstream runs first. */
export async function traceDifferences(
  { loaded }: Experiment,
  { verified, ours: trained, setup, scratch, traces }: VerifyResult,
  most: number,
  recordedEnvironment: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<TracedRun[]> {
  const differing = new Set(verified.filter(({ comparison }) => !comparison.bitwise).map(({ run }) => run.configId));
  // A run of which an upstream run differs differs for that reason alone.
  const causes = verified.filter(
    ({ run }) => differing.has(run.configId) && !run.needs.some((id) => differing.has(id)),
  );
  const traced: TracedRun[] = [];
  for (const { run, comparison } of causes.slice(0, most)) {
    const { recorded, ours, firstStep } = comparison;
    const upTo = Math.min(firstStep ?? ours.loss.steps, ours.loss.steps, recorded.loss.steps);
    const about = { label: run.label, program: setup.program !== null, firstLoss: firstStep };
    if (!traces) {
      traced.push({ ...about, search: null, alone: 0 });
      continue;
    }
    terminal.say(`looking for the first tensor that differs in ${run.label}, up to step ${upTo}`);
    const upstream = Object.fromEntries(
      run.needs.flatMap((id) => {
        const of = trained.get(id);
        return of ? [[id, { config: of.config, weights: of.weights.after }]] : [];
      }),
    );
    const suspect = { config: run.config, upstream, upTo, recordedLosses: recorded.loss.bits };
    const here: Side = { setup, environment: workerEnvironment(process.env, setup.switches).variables };
    // A program is the same on both sides: what it does not repeat shows in any two executions.
    const there = setup.program ? here : recordedSide(recorded, here, recordedEnvironment);
    const search = await findFirstMismatch(suspect, there, here, join(scratch, `trace-${traced.length}`));
    traced.push({ ...about, search, alone: aloneSeconds(comparison, upTo) });
  }
  if (loaded.experiment.head.determinism === 'statistical' && causes.length > 0 && most > 0)
    terminal.say('the spec promises equal verdicts, not equal bits');
  return traced;
}

/** The recorded run's backend, threads and variables, as its manifest holds them, and those that somebody remembers. */
function recordedSide(
  { backend, environment }: Manifest,
  here: Side,
  remembered: Readonly<Record<string, string>>,
): Side {
  const own = Object.entries(here.environment).filter(([name]) => !here.setup.switches.includes(name));
  const variables = { ...Object.fromEntries(own), ...environment.variables, ...backend.switches, ...remembered };
  const { name, threads } = backend;
  return {
    setup: { ...here.setup, ...sourcesOf(name), backend: name, threads, cacheDir: dataCache(variables) },
    environment: variables,
  };
}

function aloneSeconds({ recorded, ours }: Verified['comparison'], upTo: number): number {
  const perStep = ({ cost, loss }: Manifest) => cost.wallSeconds / Math.max(loss.steps, 1);
  return upTo * Math.max(perStep(recorded), perStep(ours));
}
