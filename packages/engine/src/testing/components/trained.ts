import type { RunRequest, Upstream } from '../../training/run.js';
import type { Backend } from '../../backends/backend.js';
import { uncompiled } from '../../graph/computation.js';
import { loadTensors } from '../../graph/program.js';
import { type TrainedRun, trainRun, type TrainOptions } from '../../training/train.js';
import { syntheticDataset } from '../synthetic-dataset.js';
import { upstreamRun } from './cases.js';
import { referred } from './setup.js';

/** Trains a run, and before it the one that references lead to. */
export async function trained(request: RunRequest, backend: Backend, options: TrainOptions = {}): Promise<TrainedRun> {
  return trainRun(request, syntheticDataset(), backend, { upstream: await upstreamFor(request, backend), ...options });
}

async function upstreamFor(request: RunRequest, backend: Backend): Promise<Upstream> {
  if (!JSON.stringify(request.config).includes(referred)) return {};
  const before = upstreamRun();
  const { weights } = await trainRun(before, syntheticDataset(), backend);
  return { [referred]: { config: before.config, weights } };
}

/** The same backend, operation by operation. */
export const oneByOne = (backend: Backend): Backend => ({
  ...backend,
  kernels: { ...backend.kernels, compile: uncompiled, load: loadTensors(uncompiled) },
});
