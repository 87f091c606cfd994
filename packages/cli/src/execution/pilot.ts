import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellSpec, costOf, type ImageShape, type Manifest } from '@seedbed/core';
import { isGpu } from './jobs.js';
import type { Setup } from './messages.js';
import type { RunState } from './state.js';
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

/** Seconds that the timed steps should take in all: long enough to tell, short enough to wait for. */
const wanted = 15;
/** Steps of the shorter training. */
const few = 2;
const fewest = 4;
const most = 300;

/** The costliest run with few images and two classes: what a step costs is the same, and little comes on top. */
function pilotCell({ cell }: RunState['run'], steps: number): CellSpec {
  const two = (side: number | readonly string[]) => (typeof side === 'number' ? 2 : side.slice(0, 2));
  const { source, target } = cell.classes;
  const { batch } = cell.training;
  return {
    ...cell,
    classes: { source: two(source), target: two(target) },
    images: Math.min(cell.images, Math.ceil(batch / 2)),
    training: { ...cell.training, steps, evaluations: 1 },
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
  { image, testImages }: { readonly image: ImageShape; readonly testImages: number },
  setup: Setup,
  guess: number,
): Promise<Pilot> {
  const alone = states.filter(({ run }) => run.needs === null).sort((a, b) => b.cost - a.cost)[0]!;
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-pilot-'));
  const { worker } = await WorkerProcess.start({ ...setup, store: join(folder, 'store') });
  try {
    const train = async (steps: number): Promise<Manifest & { readonly multiplyAdds: number }> => {
      const cell = pilotCell(alone.run, steps);
      // A run id of its own: the second training must not be taken for the first.
      const runId = `${alone.runId.slice(0, 60)}${String(steps).padStart(4, '0')}`;
      const { cellId } = alone.run;
      const order = { type: 'train', runId, cellId, cell, condition: null, source: null } as const;
      const manifest = await worker.train(order, {});
      return { ...manifest, multiplyAdds: costOf(cell, image, testImages) };
    };
    const aStep = (costOf(pilotCell(alone.run, 2), image, testImages) - costOf(pilotCell(alone.run, 1), image, testImages)) / guess; // prettier-ignore
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
