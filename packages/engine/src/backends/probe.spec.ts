import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import type { Kernels } from '../kernels/kernels.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { probeKernels } from './probe.js';

describeBackends([...everyBackend, 'webgpu'], (backend) => {
  it('can compute every kernel, and probing leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    await probeKernels(backend());
    expect(tf.memory().numTensors).toBe(before);
  });
});

describeBackends(['cpu'], (backend) => {
  const without = (kernels: Partial<Kernels>) => ({ ...backend(), kernels: { ...backend().kernels, ...kernels } });

  it('names a kernel that is missing', async () => {
    const relu = () => {
      throw new Error("Kernel 'Relu' not registered");
    };
    await expect(probeKernels(without({ relu }))).rejects.toMatchObject({
      code: 'SB_BACKEND_KERNEL',
      exitCode: 4,
      message: `the backend "cpu" cannot compute relu: Kernel 'Relu' not registered`,
    });
  });

  it('names a kernel that gives no numbers', async () => {
    const multiply = () => tf.fill([2, 2], NaN) as tf.Tensor2D;
    await expect(probeKernels(without({ multiply }))).rejects.toThrow('cannot compute multiply: it gives NaN');
  });
});
