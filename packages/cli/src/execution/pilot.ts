import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askedOf, costOf, type DatasetIdentity, exampleCounts, type LearnConfig, type Manifest, type PlannedRun, type TrainingConfig } from '@seedbed/core'; // prettier-ignore
import type { OpenedData } from '../workspace/data-sets.js';
import { isGpu } from './jobs.js';
import type { Setup } from './messages.js';
import { type RunState, setOf } from './state.js';
import { WorkerProcess } from './worker-process.js';

/** What a few steps of an experiment's own network showed. */
export interface Pilot {
  /** Multiply-adds a second of processor time, one run on one thread; on a GPU of all time. */
  readonly rate: number;
  /** Peak memory of the worker process, bytes. */
  readonly memoryBytes: number;
  /** Steps that were timed. */
  readonly steps: number;
}

/** Seconds that the timed steps should take in all: long enough to measure, short enough to wait for. */
const wanted = 15;
/** Steps of the shorter training. */
const few = 2;
const fewest = 4;
const most = 300;

/** The same training of few examples and two classes: what a step costs is the same, and little comes on top. */
function pilotRun(run: PlannedRun, steps: number, set: DatasetIdentity): PlannedRun {
  const { learn, training } = run.config;
  const { epochs, ...rest } = training as TrainingConfig;
  void epochs;
  const batchSize = rest.batchSize ?? 2;
  // Half of them are there, however many go with their groups.
  const examples = Math.max(1, Math.min(batchSize, Math.floor(exampleCounts(run.config, set).train / 2)));
  return {
    ...run,
    config: { ...run.config, learn: set.targets === 'class' ? ofTwoClasses(learn, batchSize) : withoutClasses(learn, examples), training: { ...rest, steps } }, // prettier-ignore
    measure: run.measure.filter((part) => part !== 'validation'),
    evaluations: 1,
  };
}

/** So many examples of a set without classes. */
function withoutClasses(learn: LearnConfig, examples: number): LearnConfig {
  const { perClass, examples: all, share, data, ...rest } = learn;
  void [perClass, all, share];
  const { validation, ...set } = data;
  void validation;
  return { ...rest, data: set, examples };
}

/** Enough examples for a batch. */
function ofTwoClasses(learn: LearnConfig, batchSize: number): LearnConfig {
  const { data, classes: group } = learn;
  const two = (classes: number | readonly string[]) => (typeof classes === 'number' ? 2 : classes.slice(0, 2));
  const { validation, ...set } = data;
  void validation;
  const groups = Object.entries(data.classes ?? {}) as [string, number | readonly string[]][];
  const classes = group === undefined ? two(askedOf(learn) ?? 2) : Object.fromEntries(groups.map(([name, each]) => [name, two(each)])); // prettier-ignore
  return {
    data: { ...set, classes },
    ...(group === undefined ? {} : { classes: group }),
    perClass: { atMost: Math.ceil(batchSize / 2) },
  };
}

/**
 * Trains the network of the costliest run for a few steps, twice: what both have in common (start, first steps, test)
 * drops out of the difference. A step before them both makes what is made once a process, such as graphs. Processor
 * time is counted, so that what else the machine does makes no difference: a run computes on one thread; on a GPU all
 * time is. Nothing of it is kept.
 * @param guess multiply-adds a second, to choose the number of steps.
 */
export async function measurePilot(
  states: readonly RunState[],
  data: OpenedData,
  setup: Setup,
  guess: number,
): Promise<Pilot> {
  const alone = states.filter(({ run }) => run.needs.length === 0 && run.config.training).sort((a, b) => b.cost - a.cost)[0]!; // prettier-ignore
  const set = setOf(data, alone.run).identity;
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-pilot-'));
  const { worker } = await WorkerProcess.start({ ...setup, store: join(folder, 'store') });
  try {
    const pilot = (steps: number) => pilotRun(alone.run, steps, set);
    const costing = (steps: number) => costOf(pilot(steps), set);
    const train = async (steps: number): Promise<Manifest & { readonly multiplyAdds: number }> => {
      const run = pilot(steps);
      // A run id of its own: the second training must not be taken for the first.
      const runId = `${alone.runId.slice(0, 60)}${String(steps).padStart(4, '0')}`;
      const nothing = { keepsWeights: false, keepsPredictions: false };
      const manifest = await worker.train({ type: 'train', runId, run, upstream: {}, ...nothing }, {});
      return { ...manifest, multiplyAdds: costing(steps) };
    };
    const aStep = (costing(2) - costing(1)) / guess;
    const steps = Math.max(fewest, Math.min(most, Math.round(wanted / aStep)));
    await train(1);
    const short = await train(few);
    const long = await train(few + steps);
    // A processor may wait for a GPU without using any of its own time.
    const spent = ({ cost }: Manifest) => (isGpu(setup.backend) ? cost.wallSeconds : cost.cpuSeconds);
    const seconds = Math.max(1e-3, spent(long) - spent(short));
    return {
      rate: (long.multiplyAdds - short.multiplyAdds) / seconds,
      memoryBytes: long.cost.peakMemoryBytes,
      steps,
    };
  } finally {
    worker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
