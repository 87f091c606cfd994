import { instructionSetPins } from '../spec/head.js';
import type { BackendIdentity } from './schema.js';

/** Whether an identity's `isa` is a pin of a spec. */
export const isPin = (isa: string) => (instructionSetPins as readonly string[]).includes(isa);

/** Variables that a pin sets itself, whatever they were. */
export const setByPin = ['TF_ENABLE_ONEDNN_OPTS', 'ONEDNN_MAX_CPU_ISA'] as const;

/** Variables that the backend for CUDA sets itself, whatever they were. */
export const setForCuda = [
  'TF_DETERMINISTIC_OPS',
  'TF_CUDNN_DETERMINISTIC',
  'TF_CUDNN_USE_AUTOTUNE',
  'NVIDIA_TF32_OVERRIDE',
] as const;

/**
 * Recorded variables that could have changed a run's numbers: not those that its backend set itself, and none of
 * WebAssembly's, which reads no variable.
 */
export function variablesThatCount(
  { name, isa }: Pick<BackendIdentity, 'name' | 'isa'>,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  if (name === 'wasm') return {};
  const own = new Set<string>([...(isPin(isa) ? setByPin : []), ...(name === 'tensorflow-gpu' ? setForCuda : [])]);
  return Object.fromEntries(Object.entries(variables).filter(([variable]) => !own.has(variable)));
}
