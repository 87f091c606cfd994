import { knownComponents, type ComponentKind, type Configured, configured, nameOf, optionsOf, placeNetwork, type PlacedLayer, type RunConfig, sizeOf, storedCount } from '@seedbed/core'; // prettier-ignore
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { engineConfigOf, type Training } from '../config/engine-config.js';
import type { Tensors } from '../graph/computation.js';
import type { Kernels } from '../kernels/kernels.js';
import { slicesOf, storedTensor, trainedOf } from '../network/layout.js';
import { handedOver } from '../data/source.js';
import { passStored } from '../network/pass-stored.js';
import type { State } from '../training/state.js';
import { type StepInputs, type StepProgram, stepProgram } from '../training/step-program.js';
import { numbersOf } from '../training/steps.js';
import { gradientName, slotsOf } from '../training/update.js';
import { requestOf } from './configs.js';
import type { CaseBatch, Outcome, PyTorchCase } from './pytorch-cases.js';

const anotherRun = { run: 'f'.repeat(64) };

/** The run that a component looks at, where one does; a case gives what the run would. */
function referring(kind: ComponentKind, asked: Configured): Configured {
  const names = knownComponents.find(kind, nameOf(asked))?.references ?? [];
  return configured(nameOf(asked), { ...optionsOf(asked), ...Object.fromEntries(names.map((name) => [name, anotherRun])) }); // prettier-ignore
}

/** A run that asks for what a case says. */
export function configOf({ layers, recipe, batches, methods }: PyTorchCase): RunConfig {
  const training = {
    ...recipe,
    loss: referring('loss', recipe.loss),
    steps: batches.length,
    ...(methods.length > 0 && { methods: methods.map((method) => referring('method', method)) }),
  };
  return { ...requestOf().config, model: { layers: [...layers] }, training };
}

/** A case as the engine trains it. */
interface Laid {
  readonly asked: PyTorchCase;
  readonly kernels: Kernels;
  readonly training: Training;
  readonly layers: readonly PlacedLayer[];
  /** Those above the frozen ones. */
  readonly trained: readonly PlacedLayer[];
  /** Stored numbers of the frozen ones. */
  readonly fixed: Float32Array;
  readonly teacher?: readonly PlacedLayer[];
}

function laid(kernels: Kernels, asked: PyTorchCase): Laid {
  const { shape, outputs, frozen, start, teacher } = asked;
  const layers = placeNetwork(asked.layers, shape, outputs, knownComponents);
  return {
    ...{ asked, kernels, layers, training: engineConfigOf(configOf(asked)).training as Training },
    trained: layers.slice(frozen),
    fixed: start.subarray(0, storedCount(layers.slice(0, frozen))),
    ...(teacher && { teacher: placeNetwork(teacher.layers, shape, outputs, knownComponents) }),
  };
}

/** What the engine computes for a case, by the steps of a run. */
export async function executed(kernels: Kernels, asked: PyTorchCase): Promise<Outcome> {
  const network = laid(kernels, asked);
  const evaluation = evaluated(network);
  const first = await looked(network);
  const program = await programOf(network);
  try {
    const losses: number[] = [];
    for (const [number, batch] of asked.batches.entries()) {
      const given = givenOf(network, batch, number);
      program.run(given, number);
      losses.push(...(await program.losses()));
      tf.dispose([{ ...given.rows }, given.labels, given.targets ?? [], given.drawn]);
    }
    return { evaluation, ...first, losses: Float32Array.from(losses), ...endOf(network, program.state()) };
  } finally {
    program.dispose();
  }
}

async function constantsOf({ asked, training }: Laid): Promise<Tensors> {
  const { mask, teacher, neighbor, importance } = asked;
  const vectors: Record<string, Float32Array> = { ...(mask && { mask }), ...(teacher && { teacher: teacher.weights }) };
  for (const { key, code, options } of training.methods) {
    if (!neighbor || !code.constants) continue;
    const upstream = { parameters: neighbor, fisher: async () => importance as Float32Array };
    for (const [name, values] of Object.entries(await code.constants(options, upstream))) vectors[`${key}/${name}`] = values; // prettier-ignore
  }
  return Object.fromEntries(Object.entries(vectors).map(([name, values]) => [name, tf.tensor1d(values)]));
}

function startOf({ asked, training, layers }: Laid): State {
  const { parameters, buffers } = trainedOf({ layers, frozen: asked.frozen }, asked.start);
  const slots = slotsOf(training);
  return {
    parameters: tf.tensor1d(parameters),
    ...Object.fromEntries(slots.optimizer.map((name) => [`slot/${name}`, tf.zeros<tf.Rank.R1>([parameters.length])])),
    ...Object.fromEntries(slots.methods.map((name) => [`slot/${name}`, tf.tensor1d(parameters)])),
    ...(buffers.length > 0 && { buffers: tf.tensor1d(buffers) }),
  };
}

async function programOf(network: Laid): Promise<StepProgram> {
  const { asked, kernels, training, layers, trained, fixed, teacher } = network;
  const { recipe, shape, outputs, frozen } = asked;
  const [height = 1, width = 1, channels = 1] = shape;
  const batchShape = { rows: recipe.batchSize, input: [height, width, channels], classes: outputs };
  return stepProgram({
    ...{ kernels, layers: trained, training, teacher, shape: batchShape },
    constants: await constantsOf(network),
    state: startOf(network),
    source: handedOver,
    // A case brings its own numbers.
    draws: {},
    below: frozen > 0 ? { layers: layers.slice(0, frozen), vector: tf.tensor1d(fixed) } : null,
  });
}

function givenOf({ asked, training }: Laid, batch: CaseBatch, step: number): StepInputs {
  const drawn = Object.entries(batch.drawn).map(([name, { values, shape }]) => [name, tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32')]); // prettier-ignore
  return {
    rows: { rows: inputsOf(asked, batch) },
    labels: tf.tensor1d([...batch.labels], 'int32'),
    ...(predictsNumbers(asked) && { targets: tf.tensor2d(batch.values, [batch.labels.length, asked.outputs]) }),
    drawn: Object.fromEntries(drawn),
    numbers: numbersOf(training, step, asked.batches.length),
  };
}

const predictsNumbers = ({ recipe }: PyTorchCase) =>
  knownComponents.find('loss', nameOf(recipe.loss))?.predicts === 'numbers';

/** As batches bring them: a row an example. */
const inputsOf = ({ shape }: PyTorchCase, { inputs, labels }: CaseBatch): Tensor => tf.tensor2d(inputs, [labels.length, sizeOf(shape)]); // prettier-ignore

function evaluated({ asked, kernels, layers }: Laid): Float32Array {
  return tf.tidy(() => {
    const rows = inputsOf(asked, asked.batches[0] as CaseBatch);
    return passStored(kernels, layers, tf.tensor1d(asked.start), rows).dataSync() as Float32Array;
  });
}

/** Outputs and gradients of the first step. */
async function looked(network: Laid): Promise<Pick<Outcome, 'training' | 'gradient'>> {
  const seen = new Map<string, Float32Array>();
  const given = givenOf(network, network.asked.batches[0] as CaseBatch, 0);
  const program = await programOf(network);
  program.run(given, 0, (name, tensor) => seen.set(name, tensor.dataSync() as Float32Array));
  tf.dispose([{ ...given.rows }, given.labels, given.targets ?? [], given.drawn]);
  program.dispose();
  return {
    training: seen.get(`forward activation of ${network.trained.at(-1)?.name}`) as Float32Array,
    gradient: seen.get(gradientName) as Float32Array,
  };
}

/** @param state disposed. */
function endOf({ training, trained, fixed }: Laid, state: State): Pick<Outcome, 'stored' | 'average'> {
  const valuesOf = (vector: Tensor1D | undefined) => (vector?.dataSync() ?? new Float32Array()) as Float32Array;
  const above = tf.tidy(() => valuesOf(storedTensor(slicesOf(trained), state.parameters, state['buffers'])));
  const measured = training.methods.find(({ code }) => code.measured !== undefined);
  const outcome = {
    stored: Float32Array.of(...fixed, ...above),
    ...(measured && { average: valuesOf(state[`slot/${measured.key}/${measured.code.measured}`]) }),
  };
  tf.dispose(state);
  return outcome;
}
