import { SeedbedError } from '@seedbed/core';
import type { KernelBackend } from '@tensorflow/tfjs-core';

interface GpuError {
  readonly message: string;
}

/** What of a WebGPU device is needed here. */
interface Device {
  readonly lost: Promise<{ readonly reason: string } & GpuError>;
  addEventListener(type: 'uncapturederror', listener: (event: { readonly error: GpuError }) => void): void;
}

/** The code tells the scheduler that the process cannot go on. */
const lost = (message: string) =>
  new SeedbedError('SB_BACKEND_LOST', message, { hint: 'fewer --jobs need less of its memory' });

/**
 * Makes every later read fail once the device was lost or an operation went wrong. WebGPU tells of both only by events,
 * and what is read afterwards are zeros, or nothing ever.
 */
export function refuseAfterLoss(backend: KernelBackend): void {
  const { device } = backend as unknown as { readonly device: Device };
  let fail: (error: Error) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => undefined);
  void device.lost.then(({ reason, message }) => fail(lost(`the GPU was lost (${reason}): ${message}`)));
  device.addEventListener('uncapturederror', ({ error }) => fail(lost(`the GPU refused: ${error.message}`)));
  const read = backend.read.bind(backend);
  backend.read = (id) => Promise.race([failed, read(id)]);
}
