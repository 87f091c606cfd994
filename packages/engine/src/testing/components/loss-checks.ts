import assert from 'node:assert/strict';
import { type Component, type Configured, optionsOf, versionedName } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { codeOf } from '../../config/codes.js';
import type { Kernels } from '../../kernels/kernels.js';
import type { Targets } from '../../losses/loss.js';
import { numbers } from '../numbers.js';
import { disagreement } from './quotients.js';

const [rows, units] = [4, 3];

/** Targets that a loss may get, by what they are. */
function targetsOf(predicts: Component['predicts']): Record<string, () => Targets> {
  const labels = () => tf.tensor1d([0, 2, 1, 2], 'int32') as Tensor1D;
  const teacher = () => tf.tensor2d(numbers('teacher', rows * units, 2), [rows, units]);
  const shares = () => tf.softmax(tf.tensor2d(numbers('shares', rows * units), [rows, units])) as Tensor2D;
  if (predicts === 'numbers') return { numbers: () => ({ labels: labels(), numbers: teacher() }) };
  return {
    labels: () => ({ labels: labels(), teacher: teacher() }),
    'mixed labels': () => ({ labels: labels(), shares: shares(), teacher: teacher() }),
  };
}

/** A loss says what it is of; its gradient is that of what it computes. */
export async function checkLoss(
  { name: title, predicts, options: schema }: Component,
  configured: Configured,
  kernels: Kernels,
): Promise<void> {
  // prettier-ignore
  assert.notEqual(predicts, undefined, `${title} does not say what it is of: predicts: 'classes' or 'numbers'`);
  const { name, version } = versionedName(configured);
  const code = codeOf('loss', name, version);
  const options = schema.parse(optionsOf(configured));
  for (const [what, targets] of Object.entries(targetsOf(predicts))) {
    const computed = async (values: Float32Array) => {
      const { mean, gradient } = tf.tidy(() => {
        const result = code.of({ kernels, outputs: tf.tensor2d(values, [rows, units]), targets: targets() }, options);
        assert.equal(result.mean.size, 1, 'its mean is one number');
        assert.deepEqual(result.gradient.shape, [rows, units], 'its gradient has the shape of the outputs');
        return { mean: tf.clone(result.mean) as Tensor, gradient: tf.clone(result.gradient) as Tensor };
      });
      const result = {
        mean: (await mean.data())[0] as number,
        gradient: (await gradient.data()).slice() as Float32Array,
      };
      tf.dispose([mean, gradient]);
      return result;
    };
    const outputs = numbers('outputs', rows * units, 2);
    const { mean, gradient } = await computed(outputs);
    assert.ok(Number.isFinite(mean), `its value is ${mean}`);
    const wrong = await disagreement(`the outputs (${what})`, gradient, outputs, async (values) => (await computed(values)).mean); // prettier-ignore
    assert.equal(wrong, null, wrong ?? undefined);
  }
}
