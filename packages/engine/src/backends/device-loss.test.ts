import { setImmediate } from 'node:timers/promises';
import type { KernelBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { refuseAfterLoss } from './device-loss.js';

/** A backend whose device can be lost and can complain, as WebGPU's does. */
function fakeBackend() {
  let lose: (info: { reason: string; message: string }) => void = () => undefined;
  const listeners: ((event: { error: { message: string } }) => void)[] = [];
  const device = {
    lost: new Promise<{ reason: string; message: string }>((resolve) => (lose = resolve)),
    addEventListener: (_: string, listener: (typeof listeners)[number]) => void listeners.push(listener),
  };
  const backend = { device, read: async () => new Float32Array([1]) } as unknown as KernelBackend;
  refuseAfterLoss(backend);
  const complain = (message: string) => listeners.forEach((listener) => listener({ error: { message } }));
  return { backend, lose, complain };
}

describe('refuseAfterLoss', () => {
  it('reads as before while all is well', async () => {
    expect(await fakeBackend().backend.read({})).toEqual(new Float32Array([1]));
  });

  it('refuses every read once the device was lost', async () => {
    const { backend, lose } = fakeBackend();
    lose({ reason: 'unknown', message: 'the driver was reset' });
    await setImmediate();
    for (let time = 0; time < 2; time++) {
      await expect(backend.read({})).rejects.toThrow('the GPU was lost (unknown): the driver was reset');
    }
  });

  it('refuses what comes after an operation that went wrong', async () => {
    const { backend, complain } = fakeBackend();
    complain('out of memory');
    await expect(backend.read({})).rejects.toThrow('the GPU refused: out of memory');
  });
});
