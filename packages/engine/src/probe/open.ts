import type { Backend, BackendProvider, OpenOptions } from '../backends/backend.js';
import { lacksPrecision, multipliesIn } from '../backends/precision.js';
import { probeKernels } from './probe.js';
import { switchesSet } from './switches.js';

/**
 * Loads a backend for training: its kernels are held against known answers, and its identity holds the switches that
 * somebody set, whether or not its author thought of them.
 * @throws SeedbedError SB_BACKEND_PRECISION (exit 2), SB_BACKEND_KERNEL, SB_BACKEND_WRONG (exit 4).
 */
export async function openBackend(provider: BackendProvider, options: OpenOptions): Promise<Backend> {
  const { precision = 'float32' } = options;
  if (!multipliesIn(provider, precision)) throw lacksPrecision(`the backend "${provider.name}" does`, precision);
  // Before it is loaded: a library's own settings are written into the environment too.
  const set = switchesSet(provider.switches?.(options) ?? [], process.env);
  const backend = await provider.open(options);
  await probeKernels(backend);
  return { ...backend, identity: { ...backend.identity, ...set } };
}
