/* What the machine's library needs for parts of a step by themselves. */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { core } from '../../built.mjs';

const engine = new URL('../../../packages/engine/dist/', import.meta.url);
const tf = createRequire(engine)('@tensorflow/tfjs-core');

/** Milliseconds of every convolution and its gradients, time after time; undefined for a network without. */
export async function convolutionTimes(
  { convolve, convolveFilterGradient, convolveInputGradient, compile },
  layers,
  batch,
  times,
) {
  // prettier-ignore
  const convolved = core.allLayers(layers).filter(({ kind }) => kind === 'conv');
  if (convolved.length === 0) return undefined;
  const normal = (shape) => tf.randomNormal(shape, 0, 0.05, 'float32', 3);
  const weightsOf = ({ parameters }) => parameters[0].shape;
  const inputs = Object.fromEntries(
    convolved.flatMap((layer) => [
      [`x/${layer.name}`, normal([batch, ...layer.input])],
      [`w/${layer.name}`, normal(weightsOf(layer))],
      [`dy/${layer.name}`, normal([batch, ...layer.output])],
    ]),
  );
  const compute = compile('convolutions', (given) =>
    Object.fromEntries(
      convolved.flatMap((layer, index) => {
        const { name, options } = layer;
        const { stride, padding } = options;
        const [x, w, dy] = ['x', 'w', 'dy'].map((what) => given[`${what}/${name}`]);
        return [
          [`forward/${name}`, convolve(x, w, stride, padding)],
          [`filter/${name}`, convolveFilterGradient(dy, x, weightsOf(layer), stride, padding)],
          ...(index > 0 ? [[`input/${name}`, convolveInputGradient(dy, w, x.shape, stride, padding)]] : []),
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

/** Multiply-adds a second of a large matrix product: what the machine can do at best, in this very process. */
export async function peakRate({ multiply }, extent = 2048, times = 8) {
  const [a, b] = [1, 2].map((seed) => tf.randomNormal([extent, extent], 0, 1, 'float32', seed));
  const seconds = [];
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    const product = multiply(a, b, false, false);
    await tf.slice(product, [0, 0], [1, 1]).data();
    seconds.push((performance.now() - started) / 1000);
    product.dispose();
  }
  return extent ** 3 / Math.min(...seconds);
}
