import { type MultiplyingPrecision, SeedbedError, type setForCuda } from '@seedbed/core';
import type { NodeBackend } from '../graph/node-backend.js';
import type { BackendProvider } from './backend.js';
import { lackingForTf32, lackingOf, nvidiaCards } from './nvidia.js';
import { nvidiaMemory } from './nvidia-memory.js';
import { lackingPackage, openNodePackage } from './tfjs-node.js';

type Settings = Readonly<Record<(typeof setForCuda)[number], string | null>>;

/**
 * What makes TensorFlow repeat its bits on one card, all set before it is loaded: its own ops and cuDNN's without
 * atomics, and algorithms that are not chosen by a stopwatch. TensorFlow lets CUDA's libraries round float32 to TF32 in
 * products unless the override forbids it; null: not set, so that TensorFlow's own default is in force.
 */
export const cudaSettings = (precision: MultiplyingPrecision): Settings => ({
  TF_DETERMINISTIC_OPS: '1',
  TF_CUDNN_DETERMINISTIC: '1',
  TF_CUDNN_USE_AUTOTUNE: '0',
  NVIDIA_TF32_OVERRIDE: precision === 'tf32' ? null : '0',
});

/** How many losses stay on the card before a run reads them. None of it moves a bit (docs/decisions/programs.md). */
const lossesKept = 64;

function setForLoading(settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Whether TensorFlow computes on a card: it goes on without a word where a library does not load. */
function placedOnCard(backend: NodeBackend): boolean {
  return (backend as unknown as { readonly isUsingGpuDevice: boolean }).isUsingGpuDevice;
}

/** Native TensorFlow on a card of NVIDIA, through tfjs-node-gpu. */
export const tensorflowGpuBackend: BackendProvider = {
  name: 'tensorflow-gpu',
  about: 'native TensorFlow on an NVIDIA GPU',
  portable: false,
  bitwise: true,
  gpu: true,
  memory: () => nvidiaMemory(),
  precisions: ['float32', 'tf32'],
  missing({ precision } = {}) {
    const provision = 'npx nx run tools:native -- --gpu';
    const cards = nvidiaCards();
    const lacking = lackingOf(cards) ?? (precision === 'tf32' ? lackingForTf32(cards ?? []) : null);
    return lacking ?? lackingPackage('@tensorflow/tfjs-node-gpu', provision);
  },
  async open({ precision = 'float32' } = {}) {
    setForLoading(cudaSettings(precision));
    // By default TensorFlow takes all of the card's memory, and a second worker gets none.
    process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true';
    // By default TensorFlow waits for the card at the end of each call. It says when a caller goes on, not what is
    // computed: whatever is read is waited for all the same. So it is no variable that manifests record.
    process.env['TF_SYNC_ON_FINISH'] ??= '0';
    const { convolveChannelsFilterGradient } = await import('../kernels/composed-channels.js');
    const { portableKernels } = await import('../kernels/portable.js');
    const { tensorflowKernels } = await import('../kernels/tensorflow.js');
    const { backend, version, packages } = await openNodePackage('@tensorflow/tfjs-node-gpu');
    if (!placedOnCard(backend)) {
      throw new SeedbedError('SB_BACKEND_GPU', 'TensorFlow loads, but finds no GPU that it can use', {
        hint: 'TF_CPP_MIN_LOG_LEVEL=0 in the environment shows why; --backend tensorflow trains on the processor',
      });
    }
    const [card] = nvidiaCards() ?? [];
    return {
      identity: {
        name: 'tensorflow-gpu',
        library: `tensorflow ${version}, ${card?.name ?? 'unknown GPU'}, driver ${card?.driver ?? 'unknown'}`,
        threads: 1,
        isa: 'default',
        ...(precision === 'tf32' && { precision }),
      },
      precision,
      // TensorFlow has no deterministic SparseSoftmaxCrossEntropyWithLogits and DepthwiseConv2dNativeBackpropFilter for
      // CUDA, and refuses others.
      kernels: {
        ...tensorflowKernels(backend, { onCard: true }),
        crossEntropy: portableKernels.crossEntropy,
        convolveChannelsFilterGradient,
        lossesKept,
      },
      packages,
    };
  },
};
