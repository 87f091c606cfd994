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
  setKeyOf,
} from '@seedbed/core';
import { count } from '@seedbed/core/words';
import { progressBar } from '../progress/bar.js';
import type { Terminal } from '../progress/terminal.js';
import { identitiesOf } from '../workspace/data-sets.js';
import { readEnvironment } from '../workspace/environment.js';
import type { Experiment } from '../workspace/experiment.js';
import { withUpstream } from './chosen-runs.js';
import { moreOnDevice } from './device-jobs.js';
import { hire } from './hire.js';
import { sayWhatFits, sideBySide } from './jobs.js';
import type { Setup } from './messages.js';
import { refuseOtherData } from './other-data.js';
import type { Trouble } from './ledger.js';
import { trainAll } from './pool.js';
import { prepare } from './prepare.js';
import type { RunOptions } from './run-options.js';
import { workerEnvironment } from './worker-environment.js';

/** A recorded run beside the same run, executed again. */
export interface Verified {
  readonly run: PlannedRun;
  readonly comparison: Comparison;
  readonly judged: DeterminismClass;
  readonly reasons: readonly Reason[];
  /** Why it is not what its class promises, in sentences; none when it is. */
  readonly objections: readonly string[];
}

/** With what runs were executed here. */
export type Here = Omit<Circumstances, 'data'>;

export interface VerifyResult {
  readonly verified: readonly Verified[];
  /** What was trained here, by config id. */
  readonly ours: ReadonlyMap<string, Manifest>;
  readonly troubles: readonly Trouble[];
  readonly here: Here;
  readonly setup: Setup;
  /** Whether runs can be looked into, step by step. */
  readonly traces: boolean;
  /** Folder with the store of the executions; it is gone when the process ends. */
  readonly scratch: string;
  readonly seconds: number;
}

/**
 * Executes runs again, each in a process of its own and in a store that nothing was in before, and compares them.
 * @param recorded by config id: the runs to verify. Runs that they start from are trained too.
 * @param onJudgeable gets, before anything is trained, what can be judged.
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
  const runs = withUpstream(experiment.runs.filter(({ configId }) => recorded.has(configId)), experiment.runs); // prettier-ignore
  const store = new RunStore(join(scratch, 'store'));
  const {
    states,
    setup,
    worker,
    computing,
    traces,
    data,
    deviceBefore: before,
  } = await prepare(
    experiment,
    runs,
    { ...options, store: store.folder, onData: (opened) => refuseOtherData([...recorded.values()], opened) },
    terminal,
  );
  const environment = readEnvironment({}, setup.switches, workerEnvironment(process.env, setup.switches).variables);
  const { backend: identity } = computing;
  const here: Here = { ...computing, environment };
  const sets = identitiesOf(data);
  const judge = (manifest: Manifest) => {
    const ours = { ...here, data: sets[setKeyOf(manifest.config.learn.data)] as Circumstances['data'] };
    const reasons = differingCircumstances(manifest, ours);
    return { reasons, judged: judgeableClass(reasons, experiment.loaded.experiment.head.determinism) };
  };
  onJudgeable([...recorded.values()].map(judge));
  const beside = sideBySide(options, identity);
  const { jobs } = beside;
  terminal.say(`executing ${count(runs.length, 'run')} again, ${Math.min(jobs, runs.length)} at a time, each in a process of its own`); // prettier-ignore
  sayWhatFits(terminal, states, beside);
  const bar = progressBar(terminal, 'verifying');
  const result = await trainAll(states, new Map(), {
    ...beside,
    ...moreOnDevice(options.jobs, { backend: identity.name, before, due: states }, terminal),
    ...{ store, bar },
    first: worker,
    fresh: true,
    failFast: false,
    retries: 0,
    hire: () => hire(setup, computing),
    onNote: (text, run) => terminal.say(`${run.label} ${text}`),
    onDone: () => {},
  }).finally(() => bar.stop());
  const ours = new Map(result.trained.map((manifest) => [manifest.configId, manifest]));
  const verified = runs.flatMap((run) => {
    const [before, after] = [recorded.get(run.configId), ours.get(run.configId)];
    if (!before || !after) return [];
    const comparison = compareRuns(before, after);
    const { judged, reasons } = judge(before);
    return [{ run, comparison, judged, reasons, objections: objectionsTo(comparison, judged) }];
  });
  return {
    verified,
    ours,
    troubles: result.troubles,
    here,
    setup,
    traces,
    scratch,
    seconds: (Date.now() - started) / 1000,
  };
}

function objectionsTo(comparison: Comparison, judged: DeterminismClass): string[] {
  if (comparison.bitwise || judged === 'statistical') return [];
  if (judged === 'tolerance') return outsideBand(comparison);
  const differing = comparison.checks.filter(({ equal }) => !equal).map(({ name, detail }) => `${name}: ${detail}`);
  return differing.length > 0 ? differing : ['its seeds differ'];
}
