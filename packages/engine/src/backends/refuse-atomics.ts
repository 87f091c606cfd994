import type { KernelBackend } from '@tensorflow/tfjs-core';

interface Program {
  readonly atomic?: boolean;
  readonly shaderKey: string;
}

/**
 * Refuses programs whose threads add to one number: they come in another order each time, and the sum has other bits.
 * Training needs none (kernels/webgpu.ts); that none creeps in is what the promise of equal bits rests on.
 */
export function refuseAtomics(backend: KernelBackend): void {
  const webgpu = backend as unknown as { runWebGPUProgram(program: Program, ...rest: unknown[]): unknown };
  const run = webgpu.runWebGPUProgram.bind(webgpu);
  webgpu.runWebGPUProgram = (program, ...rest) => {
    if (program.atomic) throw new Error(`the program ${program.shaderKey} adds in no fixed order`);
    return run(program, ...rest);
  };
}
