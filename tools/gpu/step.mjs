/*
 * Steps of a run as a worker trains it, on images in memory. node step.mjs BACKEND PRECISION NETWORK [KEPT], the third as
 * JSON, the last how many losses stay on the device (default: as the backend has it): as JSON, milliseconds a step, each
 * over the steps between two times that losses are read, and what came of the run.
 */
import { performance } from 'node:perf_hooks';
import { fromDist } from '../built.mjs';

const { chooseBackend, openBackend, trainRun } = await fromDist('engine');
const [name, precision, json, asked] = process.argv.slice(2);
const { image, layers, training, classes, batch, steps: least } = JSON.parse(json);

const names = Array.from({ length: classes }, (_, index) => `class ${index}`);
const perClass = Math.ceil((4 * batch) / classes);
const counts = { train: names.map(() => perClass), test: names.map(() => 1), validation: names.map(() => 0) };
const pixels = image.height * image.width * image.channels;
const dataset = {
  inputs: { shape: [image.height, image.width, image.channels], type: 'uint8' },
  ...{ classes: names, targets: 'class', grouped: false, counts, fingerprint: '0'.repeat(64), notes: [] },
  ...{ readTargets() {}, groupOf: () => 0, close() {} },
  readInputs(_, classIndex, item, target, offset) {
    for (let index = 0; index < pixels; index++)
      target[offset + index] = (index * (2 * classIndex + 3) + item * 41) % 256;
  },
};
// Where each loss is read, TensorFlow waits for the card after each call, as it does by itself.
if (asked === '1') process.env.TF_SYNC_ON_FINISH = '1';
const { provider } = chooseBackend(name, { precision });
const opened = await openBackend(provider, { threads: 1, precision });
const kept = asked === undefined ? (opened.kernels.lossesKept ?? 1) : Number(asked);
const backend = { ...opened, kernels: { ...opened.kernels, lossesKept: kept } };
/** Of three rings at least, the first of which warms up. */
const steps = kept * Math.max(kept > 1 ? 3 : 1, Math.ceil(least / kept));
const config = {
  ...{ seed: 1, replicate: 0, stage: 'step' },
  learn: { data: { plugin: 'in-memory', classes: { all: classes } }, classes: 'all', perClass },
  model: { layers },
  training: { ...training, batchSize: batch, steps },
};

const times = [performance.now()];
const onStep = () => times.push(performance.now());
const { outcome, loss, digests } = await trainRun({ config, measure: [], evaluations: 0 }, dataset, backend, {
  onStep,
});
const known = times.filter((_, step) => step % kept === 0);
const milliseconds = known.slice(1).map((time, index) => (time - known[index]) / kept);
const version = `Seedbed on ${backend.identity.library}`;
const result = { status: outcome.status, steps: loss.steps, losses: loss.chain, weights: digests.after };
const printed = { version, identity: backend.identity, kept, steps, milliseconds, result };
process.stdout.write(`${JSON.stringify(printed)}\n`, () => process.exit(0));
