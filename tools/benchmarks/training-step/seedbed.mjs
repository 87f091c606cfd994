/*
 * One training step in Seedbed, as a run computes it. node seedbed.mjs NETWORK THREADS [--unpinned] [--backend BACKEND]:
 * milliseconds a step, as JSON; on TensorFlow, where no backend is named, also those of its convolutions alone.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

const engine = new URL('../../../packages/engine/dist/', import.meta.url);
const { chooseBackend } = await import(new URL('backends/choose.js', engine).href);
const { layersOf, parameterCount } = await import(new URL('network/layers.js', engine).href);
const { compiledStep } = await import(new URL('training/compiled-step.js', engine).href);
const { engineConfigOf } = await import(new URL('config/engine-config.js', engine).href);
const { unitSizes } = await import(new URL('../../core/dist/index.js', engine).href);
const tf = createRequire(engine)('@tensorflow/tfjs-core');

const networks = JSON.parse(readFileSync(new URL('networks.json', import.meta.url), 'utf8'));
const { values, positionals } = parseArgs({
  options: { unpinned: { type: 'boolean', default: false }, backend: { type: 'string' } },
  allowPositionals: true,
});
const [name, threads] = positionals;
const asked = values.backend;
const network = networks[name];
const { provider } = chooseBackend(asked ?? 'tensorflow');
const backend = await provider.open({ threads: Number(threads), ...(values.unpinned ? {} : { isa: 'AVX2' }) });
const [height, width, channels] = network.image;
const image = { height, width, channels };
const convolution = ({ filters, pool }) => [{ conv: { filters } }, 'relu', ...(pool > 1 ? [{ maxPool: { poolSize: pool } }] : [])]; // prettier-ignore
const model = {
  layers: [...network.convolutions.flatMap(convolution), { dense: { units: network.dense } }, 'relu', 'classifier'],
};
const sgd = { momentum: 0.9, nesterov: true, weightDecay: 5e-4, clipNorm: 1 };
const asTrained = { optimizer: { sgd }, learningRate: 0.01, batchSize: network.batch, steps: network.steps };
const { units, training } = engineConfigOf({ stage: 'step', learn: {}, model, training: asTrained });
const layers = layersOf(units, image, network.classes);
const step = compiledStep({ kernels: backend.kernels, layers, frozen: 0, training }, null);

const count = parameterCount(layers);
let state = { parameters: tf.randomNormal([count], 0, 0.05, 'float32', 1), velocity: tf.zeros([count]) };
const batch = {
  inputs: tf.randomNormal([network.batch, height * width * channels], 0, 1, 'float32', 2),
  labels: tf.tensor1d(
    Int32Array.from({ length: network.batch }, (_, row) => row % network.classes),
    'int32',
  ),
  masks: {},
};

const milliseconds = [];
for (let index = 0; index < network.steps; index++) {
  const started = performance.now();
  const next = step(state, batch, 0.01);
  await next.loss.data();
  tf.dispose([state.parameters, state.velocity, next.loss]);
  state = { parameters: next.parameters, velocity: next.velocity };
  milliseconds.push(performance.now() - started);
}

const memory = process.resourceUsage().maxRSS * 1024;

/** Milliseconds of what the machine's library has to compute in a step anyway: every convolution and its gradients. */
async function convolutionTimes(times = network.steps) {
  const { convolve, convolveFilterGradient, convolveInputGradient, compile } = backend.kernels;
  const convolved = layers.filter(({ kind }) => kind === 'convolution');
  const normal = (shape) => tf.randomNormal(shape, 0, 0.05, 'float32', 3);
  const wide = ({ input, stride, weights }) => [...input.slice(0, 2).map((extent) => Math.ceil(extent / stride)), weights[3]]; // prettier-ignore
  const inputs = Object.fromEntries(
    convolved.flatMap((layer) => [
      [`x/${layer.name}`, normal([network.batch, ...layer.input])],
      [`w/${layer.name}`, normal(layer.weights)],
      [`dy/${layer.name}`, normal([network.batch, ...wide(layer)])],
    ]),
  );
  const compute = compile('convolutions', (given) =>
    Object.fromEntries(
      convolved.flatMap(({ name: of, stride, weights }, index) => {
        const [x, w, dy] = ['x', 'w', 'dy'].map((what) => given[`${what}/${of}`]);
        return [
          [`forward/${of}`, convolve(x, w, stride)],
          [`filter/${of}`, convolveFilterGradient(dy, x, weights, stride)],
          ...(index > 0 ? [[`input/${of}`, convolveInputGradient(dy, w, x.shape, stride)]] : []),
        ];
      }),
    ),
  );
  const taken = [];
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    const outputs = Object.values(compute(inputs));
    await tf.slice(outputs.at(-1), [0, 0, 0, 0], [1, 1, 1, 1]).data();
    taken.push(performance.now() - started);
    tf.dispose(outputs);
  }
  return taken;
}

/** Multiply-adds a second of a large matrix product: what the machine can do at best, in this very run. */
async function peakRate(extent = 2048, times = 8) {
  const [a, b] = [1, 2].map((seed) => tf.randomNormal([extent, extent], 0, 1, 'float32', seed));
  const seconds = [];
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    const product = backend.kernels.multiply(a, b, false, false);
    await tf.slice(product, [0, 0], [1, 1]).data();
    seconds.push((performance.now() - started) / 1000);
    product.dispose();
  }
  return extent ** 3 / Math.min(...seconds);
}

// Forward, and both gradients; images need no gradient.
const costs = unitSizes(model.layers, image, network.classes).map(({ cost }) => cost);
const multiplyAdds = network.batch * (3 * costs.reduce((sum, cost) => sum + cost, 0) - costs[0]);
const version = `Seedbed on ${backend.identity.library}`;
const peak = await peakRate();
const convolving = asked ? undefined : await convolutionTimes();
console.log(JSON.stringify({ version, milliseconds, convolving, memory, multiplyAdds, peak }));
