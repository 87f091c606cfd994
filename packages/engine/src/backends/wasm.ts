import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackendProvider } from './backend.js';

const require = createRequire(import.meta.url);

/** WebAssembly with SIMD: no native part, the same digests on every machine, several times slower. */
export const wasmBackend: BackendProvider = {
  name: 'wasm',
  about: 'WebAssembly: runs everywhere, the same digests everywhere, several times slower than tensorflow',
  portable: true,
  bitwise: true,
  missing: () => null,
  identifiedBy: () => [
    require.resolve('@tensorflow/tfjs-backend-wasm'),
    fileURLToPath(new URL('../kernels/wasm.js', import.meta.url)),
  ],
  async open() {
    const tf = await import('@tensorflow/tfjs-core');
    const { wasmKernels, wasmKernelsVersion } = await import('../kernels/wasm.js');
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
    if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be initialized');
    await tf.ready();
    return {
      identity: {
        name: 'wasm',
        library: `tfjs-backend-wasm ${wasm.version_wasm}, kernels ${wasmKernelsVersion}`,
        threads: 1,
        isa: 'default',
      },
      kernels: wasmKernels,
      packages: { '@tensorflow/tfjs-core': tf.version_core, '@tensorflow/tfjs-backend-wasm': wasm.version_wasm },
    };
  },
};
