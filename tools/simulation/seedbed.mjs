/* The parts of Seedbed that are driven, as they are built, and a plan of any size. */
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { core, fromDist, root } from '../built.mjs';
import { runsWith } from '../planned.mjs';

export const { trainAll } = await fromDist('cli', 'execution/pool.js');
export const { RunFailure } = await fromDist('cli', 'execution/worker-process.js');
export const { lookUp } = await fromDist('cli', 'execution/state.js');
export const { upstreamIds, withUpstream } = await fromDist('cli', 'execution/chosen-runs.js');
export const { packsOf } = await fromDist('cli', 'slurm/packs.js');

const models = core.readResults(join(root, 'experiments/smoke', core.resultsFile));
/** A manifest that stands for those of a stage. */
const modelOf = (stage) => models.find((manifest) => manifest.stage === stage);

/** The paper's experiment on Tiny ImageNet, with as many replicates as make about so many runs. */
export function planOf(wanted) {
  const paper = 'experiments/tinyimagenet/paper.yaml';
  const ofOne = runsWith(paper, 1).length;
  return runsWith(paper, Math.max(1, Math.round(wanted / ofOne)));
}

const { data, backend } = modelOf('target');
const classes = Array.from({ length: 200 }, (_, number) => `class ${number}`);
const counts = { train: classes.map(() => 500), test: classes.map(() => 50), validation: classes.map(() => 0) };
const inputs = { shape: [64, 64, 3], type: 'uint8' };
const identity = { fingerprint: data.fingerprint, inputs, classes, targets: 'class', grouped: false, counts };

/** What a run id depends on beside the run: the circumstances of the manifests that stand for all others. */
export const context = {
  // One set, whatever its key.
  data: { get: () => ({ ...identity, identity, plugin: { version: data.version } }) },
  identity: backend,
};

/** Stores what a worker would: the weights of an upstream run, then its manifest. The numbers in it are a model's. */
export function storeRun(store, { runId, run, upstream, keepsWeights }) {
  for (const { weights } of Object.values(upstream)) {
    if (!store.readWeights(weights)) throw new Error(`the weights for ${runId} are not there`);
  }
  const { configId, stage, replicate, at, config, measure, evaluations } = run;
  const model = modelOf(stage);
  const weights = Float32Array.from({ length: 8 }, (_, index) => Number.parseInt(runId.slice(index, index + 6), 16));
  const after = core.sha256(Buffer.from(weights.buffer));
  const manifest = core.seal({
    ...{ ...model, id: runId, configId, stage, replicate, at, config, measure, evaluations },
    upstream: Object.fromEntries(Object.entries(upstream).map(([id, { runId: of }]) => [id, of])),
    weights: { ...model.weights, after },
  });
  if (keepsWeights) store.writeWeights(weights);
  store.write(manifest);
  store.removeCheckpoint(runId);
  return manifest;
}
