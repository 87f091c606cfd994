import { join } from 'node:path';
import { digestOf, sha256 } from '../digest/canonical.js';
import { drawExamples } from '../dataset/draw.js';
import { lossChainOf } from '../manifest/loss-chain.js';
import type { Manifest } from '../manifest/schema.js';
import { componentsOf } from '../language/components-of.js';
import type { PlannedRun } from '../language/planned-run.js';
import { type RunContext, runIdOf } from '../plan/run-id.js';
import { SeedStreams } from '../seeds/streams.js';
import { RunStore } from '../store/run-store.js';
import { writeWhole } from '../store/whole.js';
import { edited, loadText } from './experiments.js';
import { exampleManifest, examplePart } from './manifests.js';

const classes = ['Bag', 'Coat', 'Dress', 'Shirt', 'Träger'];
const counts = { train: classes.map(() => 40), test: classes.map(() => 3) };

export const exampleContext: RunContext = {
  fingerprint: digestOf('data'),
  pluginVersion: '1',
  numerics: 1,
  backend: { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'default' },
};

const exampleOf = edited('replicates: 2', 'replicates: 1', edited('[5, 10], scale', '[5], scale'));

/** An upstream run and four that are measured, of one replicate. */
export const exampleRuns = (): readonly PlannedRun[] => loadText(exampleOf).plan.runs;

/** The weights of an upstream run. */
export const weightsOf = ({ configId }: PlannedRun) => Float32Array.from([configId.length, Number.parseInt(configId.slice(0, 6), 16), 0.5]); // prettier-ignore

/** A manifest in which everything follows from everything as in a real one; only the losses are invented. */
export function storedManifest(run: PlannedRun): Manifest {
  const { config, configId, stage, replicate, at, measure, evaluations } = run;
  const streams = new SeedStreams(config.seed, config.replicate);
  const drawn = drawExamples(config, { classes, counts }, streams);
  for (const name of ['order', 'init/conv1']) streams.open(`${stage}/${name}`);
  const { batchSize, steps = 0 } = config.training as NonNullable<typeof config.training>;
  const losses = Float32Array.from({ length: steps }, (_, index) => 1 / (index + 1.3));
  const bits = Buffer.from(losses.buffer);
  const upstream = exampleRuns().filter((other) => run.needs.includes(other.configId));
  const { data } = exampleManifest();
  const half = steps / 2;
  const meanLoss = (from: number) => losses.subarray(from, from + half).reduce((sum, loss) => sum + loss, 0) / half;
  const isMeasured = measure.length > 0;
  return exampleManifest({
    id: runIdOf(run, exampleContext),
    ...{ configId, stage, replicate, at, config: config as Manifest['config'], measure: [...measure], evaluations },
    upstream: Object.fromEntries(upstream.map((other) => [other.configId, runIdOf(other, exampleContext)])),
    components: componentsOf(config),
    backend: exampleContext.backend,
    seeds: { ...streams.used },
    data: { ...data, fingerprint: exampleContext.fingerprint, classes: [...drawn.classes] },
    curve: [0, half].map((from) => ({
      step: from + half,
      epoch: ((from + half) * batchSize) / drawn.train.length,
      trainLoss: meanLoss(from),
      measured: isMeasured ? { validation: { accuracy: 62.5, loss: 0.7 } } : {},
    })),
    loss: { steps, bits: bits.toString('base64'), chain: lossChainOf(bits) },
    weights: {
      before: digestOf(`before ${configId}`),
      after: sha256(Buffer.from(weightsOf(run).buffer)),
    },
    measured: isMeasured
      ? { validation: examplePart([[3, 1], [2, 2]]), test: examplePart([[3, 0], [1, 2]]) } // prettier-ignore
      : {},
  });
}

/** As a worker keeps a run that is in progress. */
export function checkpointBytes(runId: string, step = 3): Uint8Array {
  const body = Buffer.concat([
    Buffer.from(`${JSON.stringify({ step, state: { losses: 'AAAA' }, lengths: [2] })}\n`),
    Buffer.from(Float32Array.of(1.5, -2).buffer),
  ]);
  const header = { format: 'seedbed-checkpoint/1', runId, step, sha256: sha256(body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** A store with the example's runs, and a checkpoint of a run that is not stored. */
export function fillStore(folder: string): { store: RunStore; manifests: Manifest[]; checkpoint: string } {
  const store = new RunStore(folder);
  const runs = exampleRuns();
  for (const run of runs) if (run.stage === 'source') store.writeWeights(weightsOf(run));
  const manifests = runs.map(storedManifest);
  for (const manifest of manifests) store.write(manifest);
  const inProgress = digestOf('a run in progress');
  const checkpoint = `checkpoints/${inProgress}.checkpoint`;
  writeWhole(join(folder, checkpoint), checkpointBytes(inProgress));
  return { store, manifests, checkpoint };
}
