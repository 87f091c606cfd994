import type { BackendProvider } from './backend.js';
import { lackingHere, pinInstructionSet } from './instruction-set.js';
import { identifyingFiles, lackingPackage, openNodePackage } from './tfjs-node.js';

/**
 * How TensorFlow computes faster, with the same bits (docs/decisions/kernels.md): graphs run in the thread that calls
 * them, and oneDNN's primitives are kept for the next step instead of being made again.
 */
const fast = { TF_NUM_INTEROP_THREADS: '-1', TF_MKL_OPTIMIZE_PRIMITIVE_MEMUSE: 'false' };

/** What people choose an instruction set by where no spec pins one (docs/decisions/processors.md); a pin sets the first two. */
const switches = [
  'TF_ENABLE_ONEDNN_OPTS',
  'ONEDNN_MAX_CPU_ISA',
  'TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL',
  'TF_SET_ONEDNN_FPMATH_MODE',
] as const;

/** Native TensorFlow through tfjs-node. */
export const tensorflowBackend: BackendProvider = {
  name: 'tensorflow',
  about: 'native TensorFlow on the processor: the fastest without a GPU',
  portable: false,
  bitwise: true,
  switches: ({ isa } = {}) => switches.slice(isa ? 2 : 0),
  missing({ isa } = {}) {
    const lacking = lackingPackage('@tensorflow/tfjs-node', 'npx nx run tools:native');
    return lacking ?? (isa ? lackingHere(isa) : null);
  },
  identifiedBy: () => identifyingFiles('@tensorflow/tfjs-node'),
  async open({ threads = 1, isa } = {}) {
    if (isa) pinInstructionSet(isa);
    Object.assign(process.env, fast, { TF_NUM_INTRAOP_THREADS: String(threads) });
    const { tensorflowKernels } = await import('../kernels/tensorflow.js');
    const { backend, version, packages } = await openNodePackage('@tensorflow/tfjs-node');
    return {
      identity: { name: 'tensorflow', library: `tensorflow ${version}`, threads, isa: isa ?? 'default' },
      kernels: tensorflowKernels(backend),
      packages,
    };
  },
};
