/*
 * Training steps in Seedbed, as a run takes them. node seedbed.mjs NETWORK THREADS [--unpinned] [--backend BACKEND]
 * [--record FOLDER]: milliseconds a step and its loss, as JSON; on TensorFlow, where no backend is named, also those of
 * its convolutions alone. --record writes down what TensorFlow was asked for, for traced.py.
 */
import { Buffer } from 'node:buffer';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { core, fromDist } from '../../built.mjs';
import { convolutionTimes, peakRate } from './ceiling.mjs';
import { perClass, stripes } from './images.mjs';
import { networkOf } from './networks.mjs';
import { recorded } from './recording.mjs';

const { chooseBackend, openBackend } = await fromDist('engine');
const { prepareRun } = await fromDist('engine', 'training/run.js');
const { trainPrepared } = await fromDist('engine', 'training/train.js');

const { values, positionals } = parseArgs({
  options: { unpinned: { type: 'boolean', default: false }, backend: { type: 'string' }, record: { type: 'string' } },
  allowPositionals: true,
});
const [name, threads] = positionals;
const { image, classes, steps, layers, training } = networkOf(name);
const { provider } = chooseBackend(values.backend ?? 'tensorflow');
const backend = await openBackend(provider, { threads: Number(threads), ...(values.unpinned ? {} : { isa: 'AVX2' }) });
const config = {
  ...{ seed: 1, replicate: 0, stage: 'step' },
  learn: { data: { plugin: 'stripes' }, perClass: perClass(classes) },
  model: { input: { mean: [0.5], std: [0.25] }, layers },
  training: { ...training, steps },
};
const run = prepareRun({ config, measure: [], evaluations: 0 }, stripes(image, classes), backend.kernels);

if (values.record) await recorded(values.record);
const milliseconds = [];
// As a run it may read no clock: nothing but the guard against that is left out here.
let started = performance.now();
const { loss } = await trainPrepared(run, {
  onStep() {
    milliseconds.push(performance.now() - started);
    started = performance.now();
  },
});
const bits = Buffer.from(loss.bits, 'base64');
const losses = Array.from({ length: loss.steps }, (_, step) => bits.readFloatLE(4 * step));
const memory = process.resourceUsage().maxRSS * 1024;

// Forward, and both gradients; images need no gradient.
const costs = core.unitSizes(layers, run.dataset.inputs.shape, classes).map(({ cost }) => cost);
const multiplyAdds = training.batchSize * (3 * costs.reduce((sum, cost) => sum + cost, 0) - costs[0]);
const version = `Seedbed on ${backend.identity.library}`;
const peak = await peakRate(backend.kernels);
const convolving = values.backend ? undefined : await convolutionTimes(backend.kernels, run.layers, training.batchSize, steps); // prettier-ignore
console.log(JSON.stringify({ version, milliseconds, losses, convolving, memory, multiplyAdds, peak }));
