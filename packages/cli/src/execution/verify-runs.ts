import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Circumstances,
  type Comparison,
  compareRuns,
  type DeterminismClass,
  differingCircumstances,
  judgeableClass,
  type Manifest,
  outsideBand,
  type PlannedRun,
  type Reason,
  RunStore,
} from '@seedbed/core';
import { numericsVersion } from '@seedbed/engine/numerics';
import { progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import { count } from '../progress/words.js';
import { readEnvironment } from '../workspace/environment.js';
import type { Experiment, OpenedData } from '../workspace/experiment.js';
import { sayWhatFits, sideBySide } from './jobs.js';
import type { Setup } from './messages.js';
import { refuseOtherData } from './other-data.js';
import { type Trouble, trainAll } from './pool.js';
import { prepare } from './run-experiment.js';
import type { RunOptions } from './run-options.js';
import { workerEnvironment } from './worker-environment.js';
import { WorkerProcess } from './worker-process.js';

/** A recorded run beside the same run, executed again. */
export interface Verified {
  readonly run: PlannedRun;
  readonly comparison: Comparison;
  readonly judged: DeterminismClass;
  readonly reasons: readonly Reason[];
  /** Why it is not what its class promises, in sentences; none when it is. */
  readonly objections: readonly string[];
}

export interface VerifyResult {
  readonly verified: readonly Verified[];
  /** What was trained here, by cell id. */
  readonly ours: ReadonlyMap<string, Manifest>;
  readonly troubles: readonly Trouble[];
  readonly here: Circumstances;
  readonly setup: Setup;
  /** Folder with the store of the executions; it is gone when the process ends. */
  readonly scratch: string;
  readonly seconds: number;
}

/**
 * Executes runs again, each in a process of its own and in a store that nothing was in before, and compares them.
 * @param recorded by cell id: the runs to verify. Source networks that they start from are trained too.
 * @param onJudgeable told, before anything is trained, what can be judged.
 */
export async function verifyRuns(
  experiment: Experiment,
  recorded: ReadonlyMap<string, Manifest>,
  options: Omit<RunOptions, 'store'>,
  terminal: Terminal,
  onJudgeable: (judgeable: readonly { judged: DeterminismClass; reasons: readonly Reason[] }[]) => void,
): Promise<VerifyResult> {
  const started = Date.now();
  const scratch = mkdtempSync(join(tmpdir(), 'seedbed-verify-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const needed = new Set(experiment.runs.flatMap((run) => (recorded.has(run.cellId) ? (run.needs ?? []) : [])));
  const runs = experiment.runs.filter((run) => recorded.has(run.cellId) || needed.has(run.cellId));
  const onData = (opened: OpenedData) => refuseOtherData([...recorded.values()], opened, experiment);
  const prepared = await prepare({ ...experiment, runs }, { ...options, onData, store: join(scratch, 'store') }, terminal); // prettier-ignore
  const { states, setup, worker, identity, data } = prepared;
  const { fingerprint } = data;
  const environment = readEnvironment({}, setup.switches, workerEnvironment(process.env, setup.switches).variables);
  const here: Circumstances = {
    backend: identity,
    numerics: numericsVersion,
    data: { fingerprint, version: experiment.plugin.version },
    environment,
  };
  const promised = experiment.parsed.spec.determinism;
  const judge = (manifest: Manifest) => {
    const reasons = differingCircumstances(manifest, here);
    return { reasons, judged: judgeableClass(reasons, promised) };
  };
  onJudgeable([...recorded.values()].map(judge));
  const beside = sideBySide(options, identity.name);
  const { jobs } = beside;
  terminal.say(`executing ${count(runs.length, 'run')} again, ${Math.min(jobs, runs.length)} at a time, each in a process of its own`); // prettier-ignore
  sayWhatFits(terminal, states, beside);
  const bar = progressBar(terminal, 'verifying');
  const store = new RunStore(setup.store);
  const result = await trainAll(states, new Map(), {
    ...beside,
    store,
    bar,
    first: worker,
    fresh: true,
    failFast: false,
    retries: 0,
    hire: async () => (await WorkerProcess.start(setup)).worker,
    onNote: (text, run) => terminal.say(`${run.label} ${text}`),
    onDone: () => {},
  }).finally(() => bar.stop());
  const ours = new Map(result.trained.map((manifest) => [manifest.cellId, manifest]));
  const verified = runs.flatMap((run) => {
    const [before, after] = [recorded.get(run.cellId), ours.get(run.cellId)];
    if (!before || !after) return [];
    const comparison = compareRuns(before, after);
    const { judged, reasons } = judge(before);
    return [{ run, comparison, judged, reasons, objections: objectionsTo(comparison, judged) }];
  });
  return { verified, ours, troubles: result.troubles, here, setup, scratch, seconds: (Date.now() - started) / 1000 };
}

function objectionsTo(comparison: Comparison, judged: DeterminismClass): string[] {
  if (comparison.bitwise || judged === 'statistical') return [];
  if (judged === 'tolerance') return outsideBand(comparison);
  const differing = comparison.checks.filter(({ equal }) => !equal).map(({ name, detail }) => `${name}: ${detail}`);
  return differing.length > 0 ? differing : ['its seeds differ'];
}
