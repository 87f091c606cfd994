import { type ErrorCode, SeedbedError } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Backend } from '../backends/backend.js';
import type { Kernels } from '../kernels/kernels.js';
import { trainingStep } from '../training/step.js';
import { applications } from './apply.js';
import { type KernelCase, kernelCases, type Operand } from './cases.js';
import { firstWrong } from './compare.js';
import { notNumbers } from './edge-cases.js';
import { everyCase, nameOf } from './every-case.js';
import { knownAnswers, knownStep, type KnownAnswer } from './known-answers.js';
import { stepInputs, stepLabels, stepLayers, stepParameters, stepRate, stepTraining, stepUniforms, stepVelocity } from './step-case.js'; // prettier-ignore

/** Something to compute, and what must come out. */
interface Attempt {
  /** A kernel, or what several make together. */
  readonly name: string;
  readonly about: string;
  compute(): readonly Tensor[];
  readonly expected: readonly KnownAnswer[];
}

const tensorOf = ({ shape, values }: Operand) =>
  tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');

function kernelAttempt(kernels: Kernels, each: KernelCase): Attempt {
  const compute = () => {
    const operands = each.operands.map(tensorOf);
    const outputs = [applications[each.kernel](kernels, operands, each.settings)].flat();
    if (operands.some(({ isDisposed }) => isDisposed)) throw new Error('it disposes its inputs');
    return outputs;
  };
  return { name: each.kernel, about: each.about, compute, expected: knownAnswers[nameOf(each)] ?? [] };
}

/** Those whose shaders may make a number of NaN, which WGSL allows: docs/backends.md. */
const shaders = ['webgpu'];

/** A case of NaN; of shaders only the loss is asked, by which a run is called diverged. */
function notNumberAttempts(kernels: Kernels, name: string): readonly Attempt[] {
  const all = notNumbers.map((each) => kernelAttempt(kernels, each));
  if (!shaders.includes(name)) return all;
  return all.filter(({ name }) => name === 'crossEntropy').map((attempt) => ({ ...attempt, compute: () => attempt.compute().slice(0, 1), expected: attempt.expected.slice(0, 1) })); // prettier-ignore
}

/** Products with other numbers than those it was compiled with: what was compiled must not have kept the first. */
function compileAttempt(kernels: Kernels): Attempt {
  const [first, each] = kernelCases.filter(({ kernel, settings }) => kernel === 'multiply' && !settings.includes(1)).slice(0, 2) as [KernelCase, KernelCase]; // prettier-ignore
  const compute = () => {
    const product = kernels.compile('probe', ({ a, b }: { a: Tensor2D; b: Tensor2D }) => ({
      output: kernels.multiply(a, b, false, false),
    }));
    const on = (operands: readonly Operand[]) => {
      const [a, b] = operands.map(tensorOf) as [Tensor2D, Tensor2D];
      return product({ a, b }).output;
    };
    on(first.operands);
    on(first.operands.map(({ shape, values }) => ({ shape, values: values.map((value) => 1 - value) })));
    return [on(first.operands), on(each.operands)];
  };
  const expected = [first, each].flatMap((product) => knownAnswers[nameOf(product)] ?? []);
  return { name: 'compile', about: 'a product, of other numbers each time', compute, expected };
}

function stepAttempt(kernels: Kernels): Attempt {
  const rows = stepLabels.length;
  const compute = () => {
    const given = {
      inputs: tf.tensor2d(stepInputs, [rows, stepInputs.length / rows]),
      labels: tf.tensor1d(stepLabels, 'int32'),
      drawn: { 'dropout1/uniforms': tf.tensor2d(stepUniforms, [rows, stepUniforms.length / rows]) },
      constants: {},
      numbers: { rate: tf.scalar(stepRate) },
    };
    const velocity: Tensor1D = tf.tensor1d(stepVelocity);
    const before = { parameters: tf.tensor1d(stepParameters), 'slot/velocity': velocity };
    const shape = { rows, input: [5, 4, 2], classes: 3 };
    const { state, loss } = trainingStep({ kernels, layers: stepLayers, training: stepTraining, shape }, before, given);
    return [loss, state.parameters, state['slot/velocity'] as Tensor1D];
  };
  return { name: 'a training step', about: 'loss, weights and velocity', compute, expected: knownStep };
}

/**
 * Computes everything that training is made of on cases with known answers, small and larger, NaN among them, before
 * anything trains: what a backend lacks, cannot do on this machine, or computes in another way than is said, is found in
 * the first second.
 * @throws SeedbedError SB_BACKEND_KERNEL (it cannot be computed), SB_BACKEND_WRONG (another number comes out), both exit
 * 4; they name kernel, case and difference.
 */
export async function probeKernels({ kernels, identity, precision }: Backend): Promise<void> {
  const refused = (code: ErrorCode, what: string, hint: string, cause?: unknown) =>
    new SeedbedError(code, `the backend "${identity.name}" ${what}`, { hint, cause });
  const plain = everyCase.filter((each) => !notNumbers.includes(each));
  const attempts = [...plain.map((each) => kernelAttempt(kernels, each)), ...notNumberAttempts(kernels, identity.name), compileAttempt(kernels), stepAttempt(kernels)]; // prettier-ignore
  tf.engine().startScope();
  try {
    for (const { name, about, compute, expected } of attempts) {
      let wrong: string | null;
      try {
        const outputs = compute();
        const values = await Promise.all(outputs.map((output) => output.data()));
        const got = outputs.map(({ shape }, at) => ({ shape, values: values[at] as ArrayLike<number> }));
        wrong = firstWrong(got, expected, precision);
      } catch (cause) {
        throw refused('SB_BACKEND_KERNEL', `cannot compute ${name} (${about}): ${(cause as Error).message}`, 'another --backend computes it', cause); // prettier-ignore
      }
      if (wrong) throw refused('SB_BACKEND_WRONG', `computes ${name} wrong (${about}): ${wrong}`, 'it would train something else than the experiment says; correct it, or choose another --backend'); // prettier-ignore
    }
  } finally {
    tf.engine().endScope();
  }
}
