import type { BackendProvider } from './backend.js';

/** Pure JavaScript: the definition that the others are held against. Slow; for tests of small things. */
export const cpuBackend: BackendProvider = {
  name: 'cpu',
  about: 'pure JavaScript, slow, for tests of small things',
  // Math.exp and Math.log are left to the JavaScript engine.
  portable: false,
  bitwise: true,
  missing: () => null,
  async open() {
    const tf = await import('@tensorflow/tfjs-core');
    const { portableKernels } = await import('../kernels/portable.js');
    const { version_cpu } = await import('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend('cpu');
    await tf.ready();
    return {
      identity: { name: 'cpu', library: `tfjs-backend-cpu ${version_cpu}`, threads: 1, isa: 'default' },
      kernels: portableKernels,
      packages: { '@tensorflow/tfjs-core': tf.version_core, '@tensorflow/tfjs-backend-cpu': version_cpu },
    };
  },
};
