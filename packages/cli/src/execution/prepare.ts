import { type BackendIdentity, knownComponents, type PlannedRun, RunStore, SeedbedError } from '@seedbed/core';
import type { DeviceMemory } from '@seedbed/engine/backends';
import type { Terminal } from '../progress/terminal.js';
import { checkCommand, commandWords } from '../trainers/program/command.js';
import { askConsent } from '../trainers/program/consent.js';
import { programLacks } from '../trainers/program/lacks.js';
import { scratchFolder } from '../trainers/program/scratch.js';
import { placesForRun } from '../workspace/at-hand.js';
import { rememberIdentity } from '../workspace/backend-identity.js';
import { backendFor } from '../workspace/backends.js';
import { refuseStaleBuild } from '../workspace/build.js';
import { registerEngines } from '../workspace/components.js';
import type { Computing, OpenedData, Places } from '../workspace/data-sets.js';
import { dataCache } from '../workspace/dataset.js';
import type { Experiment } from '../workspace/experiment.js';
import { homeOf, type Program, programOf } from '../workspace/program.js';
import { openData } from '../workspace/open-data.js';
import { upstreamIds } from './chosen-runs.js';
import { deviceMemory } from './device-jobs.js';
import { sourcesOf } from './loaded-sources.js';
import type { Setup } from './messages.js';
import { refuseComponents } from './refuse-components.js';
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
  readonly computing: Computing;
  /** Whether runs can be looked into, step by step. */
  readonly traces: boolean;
  readonly setup: Setup;
  readonly worker: WorkerProcess;
  /** Memory of the device before any worker was there. */
  readonly deviceBefore: DeviceMemory | null;
}

/**
 * Refuses runs that whoever trains them cannot train, opens their data, starts a worker, and looks up every run. The
 * caller stops `worker` or passes it on.
 * @param runs upstream runs before those that need them.
 * @throws SeedbedError SB_ENGINE_COMPONENT, SB_TRAINER_READS, and what data, backends and programs throw.
 */
export async function prepare(
  experiment: Experiment,
  runs: readonly PlannedRun[],
  options: RunOptions,
  terminal: Terminal,
): Promise<Prepared> {
  refuseStaleBuild();
  await registerEngines(experiment.packages, experiment.folder);
  const program = programOf(experiment);
  const chosen = program
    ? await chosenProgram(program, experiment.backend, options, terminal)
    : await chosenBackend(experiment, runs, options);
  const { setup: ofTrainer, reason } = chosen;
  const places = placesForRun(options.store, experiment, options, terminal);
  const data = await openData(experiment, runs, terminal, places);
  options.onData?.(data);
  const setup: Setup = {
    type: 'setup',
    ...ofTrainer,
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
    threads: options.threads ?? 1,
    checkpointSeconds: options.checkpointSeconds ?? 60,
    hangTimeout: options.hangTimeout ?? 300,
  };
  const environment = workerEnvironment(process.env, setup.switches);
  for (const words of environmentWords(environment)) terminal.say(`environment: ${words}`);
  const deviceBefore = deviceMemory(setup.backend);
  const { worker, identity, numerics, reads, traces } = await WorkerProcess.start(setup, environment.variables);
  try {
    chosen.onOpened?.(identity, environment.variables);
    if (reads) refuseComponents(runs, programLacks(reads));
  } catch (error) {
    worker.stop();
    throw error;
  }
  sayWhatIsUsed(terminal, identity, reason, data.values());
  const computing: Computing = { backend: identity, numerics };
  const context = { data, computing, upstream: upstreamIds(experiment.runs), compared: experiment.loaded.compared };
  const states = lookUp(runs, context, new RunStore(options.store), options.counts);
  return { experiment, states, data, places, computing, traces, setup, worker, deviceBefore };
}

/** What was chosen to train, before it is opened. */
interface Chosen {
  readonly setup: Pick<
    Setup,
    'backend' | 'program' | 'scratch' | 'isa' | 'precision' | 'switches' | 'code' | 'engineBytes'
  >;
  /** Why it was chosen. */
  readonly reason: string;
  readonly onOpened?: (identity: BackendIdentity, variables: Readonly<Record<string, string>>) => void;
}

async function chosenBackend(
  experiment: Experiment,
  runs: readonly PlannedRun[],
  options: RunOptions,
): Promise<Chosen> {
  const { engineRuns } = await import('@seedbed/engine/config');
  refuseComponents(runs, engineRuns);
  const { provider, reason } = backendFor(experiment, options.backend);
  const { isa, precision } = experiment.backend;
  const { name: backend } = provider;
  const switches = provider.switches?.({ isa }) ?? [];
  return {
    setup: { backend, program: null, scratch: null, isa, precision, switches, ...sourcesOf(backend) },
    reason,
    onOpened: (identity, variables) =>
      rememberIdentity(provider, { isa, precision, threads: options.threads ?? 1, variables }, identity),
  };
}

async function chosenProgram(
  program: Program,
  { precision }: Experiment['backend'],
  options: RunOptions,
  terminal: Terminal,
): Promise<Chosen> {
  if (options.backend !== undefined) {
    throw new SeedbedError('SB_OPTION', '--backend chooses where the engine computes, and a program trains these runs', { hint: 'leave it out; where the program computes, it says itself' }); // prettier-ignore
  }
  const { command, folder } = program;
  checkCommand(command, folder, homeOf(program));
  await askConsent(command, folder, options, terminal);
  const scratch = scratchFolder();
  const setup = { backend: 'program', program, scratch, isa: undefined, precision, switches: [], ...sourcesOf(null) };
  return { setup, reason: `started as ${commandWords(command)} in ${folder}` };
}
