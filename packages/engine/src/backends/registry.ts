import { SeedbedError } from '@seedbed/core';
import type { BackendProvider } from './backend.js';
import { backendContract } from './contract.js';
import { cpuBackend } from './cpu.js';
import { tensorflowBackend } from './tensorflow.js';
import { tensorflowGpuBackend } from './tensorflow-gpu.js';
import { wasmBackend } from './wasm.js';
import { webgpuBackend } from './webgpu.js';

export { backendContract } from './contract.js';

const known: BackendProvider[] = [tensorflowBackend, tensorflowGpuBackend, webgpuBackend, wasmBackend, cpuBackend];

/** In the order in which they are tried, those of other packages last. */
export const backends: readonly BackendProvider[] = known;

/**
 * Adds the backend of another package, under the package's name.
 * @throws SeedbedError SB_BACKEND_INVALID where it is none, or has another name.
 */
export function registerBackend(from: string, candidate: unknown): void {
  const lacking = lackingOf((candidate ?? {}) as Partial<BackendProvider>, from);
  if (lacking) {
    throw new SeedbedError('SB_BACKEND_INVALID', `${from}: ${lacking}`, {
      hint: `A backend is the default export of its package: a BackendProvider of @seedbed/engine, contract ${backendContract}.`,
    });
  }
  if (!known.some(({ name }) => name === from)) known.push(candidate as BackendProvider);
}

function lackingOf(candidate: Partial<BackendProvider>, from: string): string | null {
  if (candidate.name !== from) return `the backend is called "${candidate.name}", not as its package`;
  for (const name of ['missing', 'open'] as const) {
    if (typeof candidate[name] !== 'function') return `the backend has no function "${name}"`;
  }
  for (const name of ['portable', 'bitwise'] as const) {
    if (typeof candidate[name] !== 'boolean') return `the backend does not say whether it is ${name}`;
  }
  return null;
}
