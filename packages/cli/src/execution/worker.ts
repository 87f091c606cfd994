import { join } from 'node:path';
import { type Dataset, exitCodes, otherSet, RunStore, SeedbedError, setKeyOf, wayOut } from '@seedbed/core';
import { chooseBackend, openBackend } from '@seedbed/engine';
import { registerInstalled } from '../workspace/backends.js';
import { registerEngines } from '../workspace/components.js';
import { engineTrainer } from '../trainers/engine.js';
import { programTrainer } from '../trainers/program/program-trainer.js';
import type { Trainer } from '../trainers/trainer.js';
import { readEnvironment } from '../workspace/environment.js';
import { openPlugin } from '../workspace/open-plugin.js';
import { findDataset } from '../workspace/plugins.js';
import { type Equipment, readUpstream } from './equipment.js';
import type { WorkerSet } from './worker-set.js';
import { circumstancesOf, RunCheckpoints } from './checkpoints.js';
import { every } from './every.js';
import type { Failure, FromWorker, Order, Setup, SetupSet, ToWorker } from './messages.js';
import { checkLoadedSources } from './loaded-sources.js';
import { recordRun } from './record.js';

/*
 * A worker process: loads one backend and opens each data set once, then trains run after run. It writes each manifest
 * itself, so a run is safe before anyone knows of it.
 */

/** Milliseconds. */
const reportEvery = 200;
let current: Equipment | undefined;

const send = (message: FromWorker) => process.send?.(message);

const scheduler = process.ppid;

// Ctrl-C in a terminal reaches workers too, and ends them; what is stored is complete. They handle no signal: a handler
// may overwrite what oneDNN computes (docs/decisions/kernels.md).
process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => {
  answer(message).catch((error: unknown) => {
    send({ type: 'failed', failure: failureOf(error, message.type === 'setup') });
  });
});

async function answer(message: ToWorker): Promise<void> {
  if (message.type === 'setup') return prepare(message);
  if (!current) throw new Error('the worker was not set up');
  if (message.type === 'train') return train(message, current);
  const { setup, sets, trainer } = current;
  const upstream = readUpstream(new RunStore(setup.store), message.upstream, sets);
  send(await trainer.trace(message, sets.get(setKeyOf(message.config.learn.data)) as WorkerSet, upstream));
}

function failureOf(error: unknown, settingUp: boolean): Failure {
  if (error instanceof SeedbedError) {
    const { code, message, hint, exitCode } = error;
    const hopeless = settingUp || exitCode === exitCodes.environmentLacks;
    return { code, message, hint, hopeless, ...(exitCode === exitCodes.checkFailed && { exitCode }) };
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const text = process.env['SEEDBED_DEBUG'] ? (stack ?? message) : message;
  // Full disks and missing permissions are no defects of a run.
  const bySystem = error instanceof Error && 'syscall' in error;
  return { code: bySystem ? 'SB_SYSTEM' : 'SB_RUN_FAILED', message: text, ...(bySystem && { hint: wayOut(error) }), hopeless: settingUp }; // prettier-ignore
}

async function prepare(setup: Setup): Promise<void> {
  const trainer = await opening(setup);
  await registerEngines(Object.keys(setup.packages), setup.specFolder);
  checkLoadedSources(setup);
  const sets = new Map<string, WorkerSet>();
  for (const set of setup.sets) sets.set(set.key, await opened(set, setup));
  const { identity, numerics, reads, packages, traces } = trainer;
  current = { setup, trainer, environment: readEnvironment(packages, setup.switches), sets };
  send({ type: 'ready', identity, numerics, reads, traces });
}

async function opening(setup: Setup): Promise<Trainer> {
  const { program, scratch, threads, isa, precision, specFolder, cacheDir, checkpointSeconds } = setup;
  if (program)
    return programTrainer({
      ...program,
      scratch: join(scratch as string, String(process.pid)),
      threads,
      cacheDir,
      checkpointSeconds,
      onStart: (pid, mark) => send({ type: 'program', pid, mark }),
    });
  registerInstalled([setup.backend], specFolder);
  return engineTrainer(await openBackend(chooseBackend(setup.backend).provider, { threads, isa, precision }));
}

async function opened(set: SetupSet, { specFolder, cacheDir }: Setup): Promise<WorkerSet> {
  const plugin = findDataset(set.plugin, specFolder);
  const { dataDir, skipDamaged } = set;
  const dataset = await openPlugin(plugin, set.options, {
    cacheDir,
    skipDamaged,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  checkSame(set, dataset);
  return { dataset, plugin, asked: set.plugin };
}

/** @throws SeedbedError SB_DATA_UNSTABLE where the scheduler opened another set. */
function checkSame({ opened: expected, plugin }: SetupSet, dataset: Dataset): void {
  const other = expected && otherSet(expected, dataset);
  if (!other) return;
  const message = `data set "${plugin}" is another one in each process that opens it: in a worker ${other}`;
  throw new SeedbedError('SB_DATA_UNSTABLE', message, {
    hint: 'Nothing of a set may depend on time, place or process; "seedbed data check" opens it under other ones.',
  });
}

async function train(order: Order, { setup, trainer, environment, sets }: Equipment): Promise<void> {
  const { run, runId } = order;
  const store = new RunStore(setup.store);
  const set = sets.get(setKeyOf(run.config.learn.data)) as WorkerSet;
  const upstream = readUpstream(store, order.upstream, sets);
  const sources = trainer.program?.sources ?? setup.code.engine;
  const checkpoints = new RunCheckpoints(store, runId, circumstancesOf(environment, sources), setup.checkpointSeconds);
  let resumed: number | undefined;
  const before = trainer.beside();
  const isTimeToReport = every(reportEvery);
  const trained = await trainer.train({
    ...{ run, runId, set, upstream, checkpoints },
    onNote: (text) => send({ type: 'note', text }),
    onResume: (step) => (resumed = step),
    onStep(step, steps) {
      // How many steps there are in all is known once the examples are drawn.
      if (resumed !== undefined) send({ type: 'resumed', step: resumed, steps });
      resumed = undefined;
      if (!isTimeToReport()) return;
      // Training leaves no time for events: that the scheduler was killed is seen here.
      if (process.ppid !== scheduler) process.exit(0);
      send({ type: 'step', step, steps });
    },
  });
  const { wallSeconds, cpuSeconds, resumedAt } = checkpoints.spent();
  const { dataset, plugin, asked } = set;
  const beside = trainer.beside();
  const manifest = recordRun(order, trained, {
    ...{ setup, trainer, environment },
    data: { plugin: asked, version: plugin.version, dataset },
    cost: {
      wallSeconds,
      cpuSeconds: cpuSeconds + Math.max(0, beside.cpuSeconds - before.cpuSeconds),
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024 + beside.peakMemoryBytes,
      finishedAt: new Date().toISOString(),
      ...(resumedAt.length > 0 ? { resumedAt: [...resumedAt] } : {}),
    },
  });
  // These first: a manifest in the store never refers to weights or predictions that are not there.
  if (order.keepsWeights) store.writeWeights(trained.weights);
  const { test } = trained.predictions;
  if (order.keepsPredictions && test) store.writePredictions(test);
  store.write(manifest);
  store.removeCheckpoint(runId);
  send({ type: 'done', manifest });
}
