import { type BackendIdentity, knownComponents, type PlannedRun, RunStore } from '@seedbed/core';
import type { DeviceMemory } from '@seedbed/engine/backends';
import type { Terminal } from '../progress/terminal.js';
import { placesForRun } from '../workspace/at-hand.js';
import { rememberIdentity } from '../workspace/backend-identity.js';
import { backendFor } from '../workspace/backends.js';
import { refuseStaleBuild } from '../workspace/build.js';
import { registerEngines } from '../workspace/components.js';
import type { OpenedData, Places } from '../workspace/data-sets.js';
import { dataCache } from '../workspace/dataset.js';
import type { Experiment } from '../workspace/experiment.js';
import { openData } from '../workspace/open-data.js';
import { upstreamIds } from './chosen-runs.js';
import { deviceMemory } from './device-jobs.js';
import { sourcesOf } from './loaded-sources.js';
import type { Setup } from './messages.js';
import { lacksOf, refuseComponents } from './refuse-components.js';
import type { RunOptions } from './run-options.js';
import { sayWhatIsUsed } from './say.js';
import { lookUp, type RunState } from './state.js';
import { environmentWords, workerEnvironment } from './worker-environment.js';
import { WorkerProcess } from './worker-process.js';

/** All that training needs. */
export interface Prepared {
  readonly experiment: Experiment;
  readonly states: readonly RunState[];
  readonly data: OpenedData;
  /** Where the data lie. */
  readonly places: Places;
  readonly identity: BackendIdentity;
  readonly setup: Setup;
  readonly worker: WorkerProcess;
  /** Memory of the device before any worker was there. */
  readonly deviceBefore: DeviceMemory | null;
}

/**
 * Refuses runs that the engine cannot train, opens their data, starts a worker, and looks up every run. The caller stops
 * `worker` or passes it on.
 * @param runs upstream runs before those that need them.
 * @throws SeedbedError SB_ENGINE_COMPONENT, and what data and backends throw.
 */
export async function prepare(
  experiment: Experiment,
  runs: readonly PlannedRun[],
  options: RunOptions,
  terminal: Terminal,
): Promise<Prepared> {
  refuseStaleBuild();
  await registerEngines(experiment.packages, experiment.folder);
  const { engineRuns } = await import('@seedbed/engine/config');
  refuseComponents(runs, lacksOf(experiment.loaded.experiment, engineRuns));
  const { provider, reason } = backendFor(experiment, options.backend);
  const places = placesForRun(options.store, experiment, options, terminal);
  const data = await openData(experiment, runs, terminal, places);
  options.onData?.(data);
  const { isa, precision } = experiment.backend;
  const setup: Setup = {
    type: 'setup',
    backend: provider.name,
    specFolder: experiment.folder,
    packages: Object.fromEntries(
      experiment.packages.map((name) => [name, knownComponents.identityOf(name)?.digest ?? '']),
    ),
    sets: [...data.values()].map(({ key, asked, options: settings, identity }) => {
      const { data: dataDir, skipDamaged = false } = places.get(key) ?? {};
      return { key, plugin: asked, options: settings, dataDir, skipDamaged, opened: identity };
    }),
    cacheDir: dataCache(),
    store: options.store,
    experiment: experiment.name,
    ...sourcesOf(provider.name),
    threads: options.threads ?? 1,
    isa,
    precision,
    switches: provider.switches?.({ isa }) ?? [],
    checkpointSeconds: options.checkpointSeconds ?? 60,
    hangTimeout: options.hangTimeout ?? 300,
  };
  const environment = workerEnvironment(process.env, setup.switches);
  for (const words of environmentWords(environment)) terminal.say(`environment: ${words}`);
  const deviceBefore = deviceMemory(provider.name);
  const { worker, identity } = await WorkerProcess.start(setup, environment.variables);
  rememberIdentity(provider, { isa, precision, threads: setup.threads, variables: environment.variables }, identity);
  sayWhatIsUsed(terminal, identity, reason, data.values());
  const context = { data, identity, upstream: upstreamIds(experiment.runs), compared: experiment.loaded.compared };
  const states = lookUp(runs, context, new RunStore(options.store), options.counts);
  return { experiment, states, data, places, identity, setup, worker, deviceBefore };
}
