import type { KernelBackend } from '@tensorflow/tfjs-core';

interface GpuError {
  readonly message: string;
}

/** What of a WebGPU device is needed here. */
interface Device {
  readonly lost: Promise<{ readonly reason: string } & GpuError>;
  addEventListener(type: 'uncapturederror', listener: (event: { readonly error: GpuError }) => void): void;
}

/**
 * Makes every later read fail once the device was lost or an operation went wrong. WebGPU tells of both only by events,
 * and what is read afterwards are zeros, or nothing ever.
 */
export function refuseAfterLoss(backend: KernelBackend): void {
  const { device } = backend as unknown as { readonly device: Device };
  let fail: (error: Error) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => undefined);
  void device.lost.then(({ reason, message }) => fail(new Error(`the GPU was lost (${reason}): ${message}`)));
  device.addEventListener('uncapturederror', ({ error }) => fail(new Error(`the GPU refused: ${error.message}`)));
  const read = backend.read.bind(backend);
  backend.read = (id) => Promise.race([failed, read(id)]);
}
