import { join } from 'node:path';
import { digestOf, sha256 } from '../digest/canonical.js';
import type { Configured } from '../components/component.js';
import { knownComponents } from '../components/registry.js';
import { drawExamples } from '../dataset/draw.js';
import { lossChainOf } from '../manifest/loss-chain.js';
import type { Manifest, MeasuredPart } from '../manifest/schema.js';
import type { ClassPredictions } from '../components/measured.js';
import { measuredOf, recordedMetrics } from '../metrics/recorded.js';
import { componentsOf } from '../plan/components-of.js';
import { evaluationSteps } from '../plan/evaluations.js';
import { layerNames, unitsOf } from '../components/units.js';
import type { PlannedRun } from '../plan/planned-run.js';
import { type RunContext, runIdOf } from '../manifest/run-id.js';
import { SeedStreams } from '../seeds/streams.js';
import { RunStore } from '../store/run-store.js';
import { writeWhole } from '../fs/whole.js';
import { edited, loadText } from './experiments.js';
import { exampleManifest } from './manifests.js';

const classes = ['Bag', 'Coat', 'Dress', 'Shirt', 'Träger'];
const counts = { train: classes.map(() => 40), test: classes.map(() => 3), validation: classes.map(() => 0) };

export const exampleContext: RunContext = {
  fingerprint: digestOf('data'),
  pluginVersion: '1',
  numerics: 1,
  backend: { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'default' },
};

const oneReplicate = edited('replicates: 2', 'replicates: 1', edited('[5, 10], scale', '[5], scale'));
let planned: readonly PlannedRun[] | undefined;

/** Of one replicate and one size: the upstream run, and those that are measured, the one from scratch first. */
export function exampleRuns(): readonly PlannedRun[] {
  planned ??= loadText(oneReplicate.slice(0, oneReplicate.indexOf('claims:'))).plan.runs;
  return [...planned].sort((a, b) => a.needs.length - b.needs.length || a.measure.length - b.measure.length);
}

/** The weights of an upstream run. */
export const weightsOf = ({ configId }: PlannedRun) => Float32Array.from([configId.length, Number.parseInt(configId.slice(0, 6), 16), 0.5]); // prettier-ignore

/** Invented probabilities of a run that is right about so many of the examples of each class. */
function predictionsOf(right: readonly number[], each: number): ClassPredictions & { probabilities: Float32Array } {
  const classes = right.length;
  const labels = Int32Array.from({ length: classes * each }, (_, index) => Math.floor(index / each));
  const probabilities = Float32Array.from({ length: labels.length * classes }, (_, at) => {
    const [example, column] = [Math.floor(at / classes), at % classes];
    const label = labels[example] as number;
    const isRight = example % each < (right[label] as number);
    const sure = 0.5 + 0.4 / (2 + (example % 3));
    return column === (isRight ? label : (label + 1) % classes) ? sure : (1 - sure) / (classes - 1);
  });
  return { classes, labels, probabilities };
}

/** What every measured run of the example predicts of the test part. */
export const examplePredictions = () => predictionsOf([3, 2], 3).probabilities;

function measuredPart(right: readonly number[], each: number): MeasuredPart {
  const { labels, probabilities, classes: told } = predictionsOf(right, each);
  const { values, errors, confusion } = measuredOf({ classes: told, labels, probabilities });
  const predictions = sha256(Buffer.from(probabilities.buffer));
  return { examples: labels.length, values: { ...values }, errors: { ...errors }, confusion, predictions };
}

/** The streams that a run opens: of its data, of the layers that no other run gives it, and of the order of batches. */
function openStreams({ config, stage }: PlannedRun, streams: SeedStreams): void {
  const units = unitsOf(config.model.layers, knownComponents);
  const copied = config.weights ? (config.weights.layers ?? units.length - 1) : 0;
  const kept = new Set(units.slice(0, copied).flat());
  const fresh = layerNames(config.model.layers, knownComponents).filter((name, index) => {
    const layer = config.model.layers[index] as Configured;
    return /conv|dense|classifier/.test(name) && !kept.has(layer);
  });
  for (const name of [...fresh.map((layer) => `init/${layer}`), 'order']) streams.open(`${stage}/${name}`);
}

/** A manifest in which everything follows from everything as in a real one; only losses and predictions are invented. */
export function storedManifest(run: PlannedRun): Manifest {
  const { config, configId, stage, replicate, at, measure, evaluations } = run;
  const streams = new SeedStreams(config.seed, config.replicate, config.streams);
  const drawn = drawExamples(config, { classes, counts }, streams);
  openStreams(run, streams);
  const { batchSize = 1, steps = 0 } = config.training as NonNullable<typeof config.training>;
  const losses = Float32Array.from({ length: steps }, (_, index) => 1 / (index + 1.3));
  const bits = Buffer.from(losses.buffer);
  const upstream = exampleRuns().filter((other) => run.needs.includes(other.configId));
  const { data } = exampleManifest();
  const parts = { validation: measuredPart([3, 2], 4), test: measuredPart([3, 2], 3) };
  const often = measuredPart([2, 2], 4).values;
  const isMeasured = measure.length > 0;
  const curve = evaluationSteps(evaluations, steps).map((step, index, all) => {
    const from = all[index - 1] ?? 0;
    const { accuracy, loss } = step === steps ? parts.validation.values : often;
    return {
      step,
      epoch: (step * batchSize) / drawn.train.length,
      trainLoss: losses.subarray(from, step).reduce((sum, each) => sum + each, 0) / (step - from),
      measured: { validation: { accuracy: accuracy as number, loss: loss as number } },
    };
  });
  return exampleManifest({
    id: runIdOf(run, exampleContext),
    ...{ configId, stage, replicate, at, config: config as Manifest['config'], measure: [...measure], evaluations },
    upstream: Object.fromEntries(upstream.map((other) => [other.configId, runIdOf(other, exampleContext)])),
    components: componentsOf(config),
    metrics: isMeasured ? recordedMetrics(drawn.classes.length) : {},
    backend: exampleContext.backend,
    seeds: { ...streams.used },
    data: { ...data, fingerprint: exampleContext.fingerprint, classes: [...drawn.classes] },
    curve,
    loss: { steps, bits: bits.toString('base64'), chain: lossChainOf(bits) },
    weights: {
      before: digestOf(`before ${configId}`),
      after: sha256(Buffer.from(weightsOf(run).buffer)),
    },
    measured: isMeasured ? parts : {},
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

/** A store with the example's runs, their predictions, and a checkpoint of a run that is not stored. */
export function fillStore(folder: string): { store: RunStore; manifests: Manifest[]; checkpoint: string } {
  const store = new RunStore(folder);
  const runs = exampleRuns();
  for (const run of runs) if (run.stage === 'source') store.writeWeights(weightsOf(run));
  store.writePredictions(examplePredictions());
  const manifests = runs.map(storedManifest);
  for (const manifest of manifests) store.write(manifest);
  const inProgress = digestOf('a run in progress');
  const checkpoint = `checkpoints/${inProgress}.checkpoint`;
  writeWhole(join(folder, checkpoint), checkpointBytes(inProgress));
  return { store, manifests, checkpoint };
}
