import { join } from 'node:path';
import { digestOf, sha256 } from '../digest/canonical.js';
import { drawExamples } from '../dataset/draw.js';
import { lossChainOf } from '../manifest/loss-chain.js';
import type { Manifest } from '../manifest/schema.js';
import { type PlannedRun, planRuns } from '../plan/plan.js';
import { type RunContext, runIdOf } from '../plan/run-id.js';
import { SeedStreams } from '../seeds/streams.js';
import { RunStore } from '../store/run-store.js';
import { writeWhole } from '../store/whole.js';
import { exampleManifest } from './manifests.js';
import { specOf } from './specs.js';

const classes = ['Bag', 'Coat', 'Dress', 'Shirt', 'Träger'];
const counts = { train: classes.map(() => 40), test: classes.map(() => 3) };

export const exampleContext: RunContext = {
  fingerprint: digestOf('data'),
  pluginVersion: '1',
  numerics: 1,
  backend: { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'default' },
};

/** A source network and three cells, of one replicate. */
export const exampleRuns = (): PlannedRun[] =>
  planRuns(
    specOf({
      ...{ name: 'example', title: 'An example', question: 'Does it help?', seed: 7, replicates: 1, claims: [] },
      dataset: { plugin: 'fashionmnist', options: {} },
      split: { source: { classes: 2, images: 10 }, target: { classes: 2, images: [5] }, validation: 4 },
      model: { family: 'alexnet', convolutions: [{ filters: 2 }], dense: [3] },
      training: { optimiser: { name: 'sgd' }, rate: 0.1, batch: 4, steps: { source: 6, target: { 5: 4 } }, evaluations: 2 }, // prettier-ignore
      conditions: ['base', 'FTall', 'S1T'],
      provenance: {},
    }),
  );

/** The weights of a source network. */
export const weightsOf = ({ cellId }: PlannedRun) => Float32Array.from([cellId.length, Number.parseInt(cellId.slice(0, 6), 16), 0.5]); // prettier-ignore

/** A manifest in which everything follows from everything as in a real one; only the losses are invented. */
export function storedManifest(run: PlannedRun): Manifest {
  const { cell } = run;
  const streams = new SeedStreams(cell.seed, cell.replicate);
  const drawn = drawExamples(cell, { classes, counts }, streams);
  const side = cell.role === 'source' ? 'source' : 'target';
  for (const name of ['order', 'dropout', 'init/conv1']) streams.open(`${side}/${name}`);
  const { steps, batch } = cell.training;
  const losses = Float32Array.from({ length: steps }, (_, index) => 1 / (index + 1.3));
  const bits = Buffer.from(losses.buffer);
  const source = run.needs === null ? null : exampleRuns().find((other) => other.cellId === run.needs)!;
  const { data } = exampleManifest();
  const half = steps / 2;
  const meanLoss = (from: number) => losses.subarray(from, from + half).reduce((sum, loss) => sum + loss, 0) / half;
  return exampleManifest({
    id: runIdOf(cell, exampleContext),
    cellId: run.cellId,
    role: run.role,
    replicate: run.replicate,
    condition: run.condition,
    images: run.images,
    cell: cell as unknown as Record<string, unknown>,
    sourceRun: source && runIdOf(source.cell, exampleContext),
    backend: exampleContext.backend,
    seeds: { ...streams.used },
    data: { ...data, fingerprint: exampleContext.fingerprint, classes: [...drawn.classes] },
    evaluations: [0, half].map((from) => ({
      step: from + half,
      epoch: ((from + half) * batch) / drawn.train.length,
      trainLoss: meanLoss(from),
      validationLoss: 0.7,
      validationAccuracy: 5 / drawn.validation.length,
    })),
    loss: { steps, bits: bits.toString('base64'), chain: lossChainOf(bits) },
    weights: {
      before: digestOf(`before ${run.cellId}`),
      after: sha256(Buffer.from(weightsOf(run).buffer)),
    },
    test: { images: 6, accuracy: 5 / 6, loss: 0.5, confusion: [[3, 0], [1, 2]] }, // prettier-ignore
  });
}

/** As a worker keeps a run in hand. */
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
  for (const run of runs) if (run.role === 'source') store.writeWeights(weightsOf(run));
  const manifests = runs.map(storedManifest);
  for (const manifest of manifests) store.write(manifest);
  const inHand = digestOf('a run in hand');
  const checkpoint = `checkpoints/${inHand}.checkpoint`;
  writeWhole(join(folder, checkpoint), checkpointBytes(inHand));
  return { store, manifests, checkpoint };
}
