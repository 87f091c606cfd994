import { exitCodes, RunStore, SeedbedError, type Dataset, type DatasetPlugin } from '@seedbed/core';
import { type Backend, chooseBackend, trainCell } from '@seedbed/engine';
import { readEnvironment } from '../workspace/environment.js';
import { findDataset } from '../workspace/plugins.js';
import type { Failure, FromWorker, Order, Setup, ToWorker } from './messages.js';
import { recordRun } from './record.js';

/*
 * A worker process: loads one backend and one data set, then trains run after run. It writes each manifest itself, so a
 * run is safe before anyone hears of it.
 */

const reportEvery = 200;
let current: { setup: Setup; backend: Backend; dataset: Dataset; plugin: DatasetPlugin } | undefined;

const tell = (message: FromWorker) => process.send?.(message);

const scheduler = process.ppid;

// Ctrl-C in a terminal reaches every process; the scheduler decides what happens to its workers.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => {
  const work = message.type === 'setup' ? prepare(message) : train(message);
  work.catch((error: unknown) => {
    tell({ type: 'failed', failure: failureOf(error, message.type === 'setup') });
  });
});

function failureOf(error: unknown, settingUp: boolean): Failure {
  if (error instanceof SeedbedError) {
    const { code, message, hint, exitCode } = error;
    return { code, message, hint, hopeless: settingUp || exitCode === exitCodes.environmentLacks };
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  const text = process.env['SEEDBED_DEBUG'] ? (stack ?? message) : message;
  return { code: 'SB_RUN_FAILED', message: text, hopeless: settingUp };
}

async function prepare(setup: Setup): Promise<void> {
  const backend = await chooseBackend(setup.backend).provider.open();
  const plugin = findDataset(setup.plugin, setup.specFolder);
  const { cacheDir, dataDir, skipDamaged } = setup;
  const dataset = await plugin.open(setup.options, {
    cacheDir,
    skipDamaged,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  current = { setup, backend, dataset, plugin };
  tell({ type: 'ready', identity: backend.identity, packages: { ...backend.packages } });
}

async function train(order: Order): Promise<void> {
  if (!current) throw new Error('the worker was not set up');
  const { setup, backend, dataset, plugin } = current;
  const store = new RunStore(setup.store);
  const source = order.source ? store.readWeights(order.source.weights) : undefined;
  if (source === null) {
    throw new SeedbedError(
      'SB_STORE_WEIGHTS',
      `the weights of source network ${order.source?.runId} are damaged or gone`,
      { hint: 'run again: the source network is then trained again' },
    );
  }
  const started = process.hrtime.bigint();
  const before = process.cpuUsage();
  let reported = 0;
  const trained = await trainCell(order.cell, dataset, backend, {
    ...(source ? { source } : {}),
    onStep(step, steps) {
      const now = Date.now();
      if (now - reported < reportEvery) return;
      reported = now;
      // Training leaves no time for events: that the scheduler was killed is seen here.
      if (process.ppid !== scheduler) process.exit(0);
      tell({ type: 'step', step, steps });
    },
  });
  const cpu = process.cpuUsage(before);
  const manifest = recordRun(order, trained, {
    setup,
    backend,
    data: { plugin: plugin.name, version: plugin.version, fingerprint: dataset.fingerprint },
    environment: readEnvironment(backend.packages),
    cost: {
      wallSeconds: Number(process.hrtime.bigint() - started) / 1e9,
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      finishedAt: new Date().toISOString(),
    },
  });
  // Weights first: a manifest in the store never refers to weights that are not there.
  if (order.cell.role === 'source') store.writeWeights(trained.parameters);
  store.write(manifest);
  tell({ type: 'done', manifest });
}
