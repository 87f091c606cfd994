/* The parts of Seedbed that are driven, as they are built, and a plan of any size. */
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { core, fromDist, root } from '../built.mjs';

export const { trainAll } = await fromDist('cli', 'execution/pool.js');
export const { RunFailure } = await fromDist('cli', 'execution/worker-process.js');
export const { lookUp } = await fromDist('cli', 'execution/state.js');
export const { packsOf } = await fromDist('cli', 'slurm/packs.js');

const models = core.readResults(join(root, 'experiments/smoke/results'));
const modelOf = (role) => models.find((manifest) => manifest.role === role);

/** The paper's experiment on Tiny ImageNet, with as many replicates as make about so many runs. */
export function planOf(wanted) {
  const { spec } = core.parseSpec(join(root, 'experiments/tinyimagenet/paper.yaml'));
  const ofOne = core.planRuns({ ...spec, replicates: 1 }).length;
  return core.planRuns({ ...spec, replicates: Math.max(1, Math.round(wanted / ofOne)) });
}

/** What a run id depends on beside the run: the circumstances of the manifests that stand for all others. */
export const context = {
  data: {
    fingerprint: modelOf('cell').data.fingerprint,
    image: { height: 64, width: 64, channels: 3 },
    testImages: 50,
  },
  pluginVersion: modelOf('cell').data.version,
  identity: modelOf('cell').backend,
};

/** Stores what a worker would: the weights of a source network, then its manifest. The numbers in it are a model's. */
export function storeRun(store, { runId, cellId, cell, condition, source }) {
  if (source && !store.readWeights(source.weights)) throw new Error(`the weights for ${runId} are not there`);
  const model = modelOf(cell.role);
  const weights = Float32Array.from({ length: 8 }, (_, index) => Number.parseInt(runId.slice(index, index + 6), 16));
  const after = core.sha256(Buffer.from(weights.buffer));
  const { replicate, images, role } = cell;
  const manifest = core.seal({
    ...{ ...model, id: runId, cellId, cell, role, replicate, condition, images },
    ...{ sourceRun: source?.runId ?? null, weights: { ...model.weights, after } },
  });
  if (role === 'source') store.writeWeights(weights);
  store.write(manifest);
  store.removeCheckpoint(runId);
  return manifest;
}
