/*
 * Steps of a run as a worker trains it, on images in memory. node step.mjs BACKEND PRECISION NETWORK, the last as JSON:
 * milliseconds a step and losses, as JSON.
 */
import { performance } from 'node:perf_hooks';
import { fromDist } from '../built.mjs';

const { chooseBackend, openBackend, trainRun } = await fromDist('engine');
const [name, precision, json] = process.argv.slice(2);
const { image, layers, training, classes, batch, steps } = JSON.parse(json);

const names = Array.from({ length: classes }, (_, index) => `class ${index}`);
const perClass = Math.ceil((4 * batch) / classes);
const counts = { train: names.map(() => perClass), test: names.map(() => 1) };
const pixels = image.height * image.width * image.channels;
const dataset = {
  ...{ image, classes: names, counts, fingerprint: '0'.repeat(64), notes: [], close() {} },
  readImage(_, classIndex, item, target, offset) {
    for (let index = 0; index < pixels; index++)
      target[offset + index] = (index * (2 * classIndex + 3) + item * 41) % 256;
  },
};
const config = {
  ...{ seed: 1, replicate: 0, stage: 'step' },
  learn: { data: { plugin: 'in-memory', classes: { all: classes } }, classes: 'all', perClass },
  model: { layers },
  training: { ...training, batchSize: batch, steps: steps + 1 },
};

const { provider } = chooseBackend(name, { precision });
const backend = await openBackend(provider, { threads: 1, precision });
const stop = new globalThis.AbortController();
const times = [performance.now()];
const onStep = (step) => {
  times.push(performance.now());
  if (step === steps) stop.abort();
};
await trainRun({ config, measure: [], evaluations: 1 }, dataset, backend, { onStep, signal: stop.signal }).catch(
  (error) => {
    if (!stop.signal.aborted) throw error;
  },
);
const milliseconds = times.slice(1).map((time, index) => time - times[index]);
const version = `Seedbed on ${backend.identity.library}`;
process.stdout.write(`${JSON.stringify({ version, identity: backend.identity, milliseconds })}\n`, () =>
  process.exit(0),
);
