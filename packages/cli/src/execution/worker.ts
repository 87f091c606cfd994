import { type Dataset, exitCodes, frozenBounds, otherSet, RunStore, SeedbedError } from '@seedbed/core';
import { chooseBackend, openBackend, SharedRows, trainCell } from '@seedbed/engine';
import { registerInstalled } from '../workspace/backends.js';
import { readEnvironment } from '../workspace/environment.js';
import { findDataset } from '../workspace/plugins.js';
import { type Equipment, sourceWeights } from './equipment.js';
import { circumstancesOf, RunCheckpoints } from './checkpoints.js';
import { every } from './every.js';
import type { Failure, FromWorker, Order, Setup, ToWorker } from './messages.js';
import { checkLoadedSources } from './loaded-sources.js';
import { recordRun } from './record.js';
import { traceRun } from './trace-run.js';

/*
 * A worker process: loads one backend and one data set, then trains run after run. It writes each manifest itself, so a
 * run is safe before anyone hears of it.
 */

/** Milliseconds. */
const tellEvery = 200;
let current: Equipment | undefined;

const tell = (message: FromWorker) => process.send?.(message);

const scheduler = process.ppid;

// Ctrl-C in a terminal reaches workers too, and ends them; what is stored is whole. They handle no signal: a handler may
// overwrite what oneDNN computes (docs/decisions/kernels.md).
process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => {
  answer(message).catch((error: unknown) => {
    tell({ type: 'failed', failure: failureOf(error, message.type === 'setup') });
  });
});

async function answer(message: ToWorker): Promise<void> {
  if (message.type === 'setup') return prepare(message);
  if (!current) throw new Error('the worker was not set up');
  if (message.type === 'train') return train(message, current);
  tell(await traceRun(message, current));
}

function failureOf(error: unknown, settingUp: boolean): Failure {
  if (error instanceof SeedbedError) {
    const { code, message, hint, exitCode } = error;
    const hopeless = settingUp || exitCode === exitCodes.environmentLacks;
    return { code, message, hint, hopeless, ...(exitCode === exitCodes.checkFailed && { exitCode }) };
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const text = process.env['SEEDBED_DEBUG'] ? (stack ?? message) : message;
  return { code: 'SB_RUN_FAILED', message: text, hopeless: settingUp };
}

async function prepare(setup: Setup): Promise<void> {
  registerInstalled([setup.backend], setup.specFolder);
  const { provider } = chooseBackend(setup.backend);
  const backend = await openBackend(provider, { threads: setup.threads, isa: setup.isa });
  checkLoadedSources(setup);
  const plugin = findDataset(setup.plugin, setup.specFolder);
  const { cacheDir, dataDir, skipDamaged } = setup;
  const dataset = await plugin.open(setup.options, {
    cacheDir,
    skipDamaged,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  checkSame(setup, dataset);
  current = { setup, backend, dataset, plugin, shared: new SharedRows(frozenBounds) };
  tell({ type: 'ready', identity: backend.identity, packages: { ...backend.packages } });
}

/** @throws SeedbedError SB_DATA_UNSTABLE where the scheduler opened another set. */
function checkSame({ opened, plugin }: Setup, dataset: Dataset): void {
  const other = opened && otherSet(opened, dataset);
  if (!other) return;
  const message = `data set "${plugin}" is another one in each process that opens it: in a worker ${other}`;
  throw new SeedbedError('SB_DATA_UNSTABLE', message, {
    hint: 'Nothing of a set may depend on time, place or process; "seedbed data check" opens it under other ones.',
    exitCode: exitCodes.checkFailed,
  });
}

async function train(order: Order, { setup, backend, dataset, plugin, shared }: Equipment): Promise<void> {
  const store = new RunStore(setup.store);
  const source = sourceWeights(store, order.source?.weights ?? null);
  const environment = readEnvironment(backend.packages, setup.switches);
  const circumstances = circumstancesOf(environment, setup.code.engine);
  const checkpoints = new RunCheckpoints(store, order.runId, circumstances, setup.checkpointSeconds);
  const resume = checkpoints.resume((text) => tell({ type: 'note', text }));
  if (resume) tell({ type: 'resumed', step: resume.step, steps: order.cell.training.steps });
  const isTimeToTell = every(tellEvery);
  const trained = await trainCell(order.cell, dataset, backend, {
    shared,
    ...(source ? { source } : {}),
    ...(resume ? { resume } : {}),
    keepsState: checkpoints.due,
    keepState: checkpoints.keep,
    onStep(step, steps) {
      if (!isTimeToTell()) return;
      // Training leaves no time for events: that the scheduler was killed is seen here.
      if (process.ppid !== scheduler) process.exit(0);
      tell({ type: 'step', step, steps });
    },
  });
  const { wallSeconds, cpuSeconds, resumedAt } = checkpoints.spent();
  const manifest = recordRun(order, trained, {
    setup,
    backend,
    data: { plugin: setup.plugin, version: plugin.version, fingerprint: dataset.fingerprint },
    environment,
    cost: {
      wallSeconds,
      cpuSeconds,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      finishedAt: new Date().toISOString(),
      ...(resumedAt.length > 0 ? { resumedAt: [...resumedAt] } : {}),
    },
  });
  // Weights first: a manifest in the store never refers to weights that are not there.
  if (order.cell.role === 'source') store.writeWeights(trained.parameters);
  store.write(manifest);
  store.removeCheckpoint(order.runId);
  tell({ type: 'done', manifest });
}
