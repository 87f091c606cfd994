import { SeedbedError, exitCodes } from '@seedbed/core';
import { distance } from 'fastest-levenshtein';
import type { BackendProvider } from './backend.js';
import { cpuBackend } from './cpu.js';
import { tensorflowBackend } from './tensorflow.js';
import { wasmBackend } from './wasm.js';

/** In the order in which they are tried. `cpu` is only taken when it is asked for. */
export const backends: readonly BackendProvider[] = [tensorflowBackend, wasmBackend, cpuBackend];

export interface Choice {
  readonly provider: BackendProvider;
  /** Why this one, for people. */
  readonly reason: string;
}

/**
 * Chooses the backend that was asked for, or the first of tensorflow and wasm that is here and allowed.
 * @throws SeedbedError SB_BACKEND_UNKNOWN (exit 2), SB_BACKEND_NOT_ALLOWED (exit 2), SB_BACKEND_MISSING (exit 4).
 */
export function chooseBackend(asked: string | undefined, allowed?: readonly string[]): Choice {
  for (const name of [asked, ...(allowed ?? [])]) if (name !== undefined) known(name);
  const permitted = (provider: BackendProvider) => !allowed || allowed.includes(provider.name);
  if (asked !== undefined) {
    const provider = known(asked);
    if (!permitted(provider)) {
      throw new SeedbedError('SB_BACKEND_NOT_ALLOWED', `the spec does not allow the backend "${asked}"`, {
        hint: `it allows ${allowed?.join(', ')}`,
      });
    }
    const missing = provider.missing();
    if (missing) throw lacking(`the backend "${asked}" cannot be used here: ${missing}`);
    return { provider, reason: 'asked for' };
  }
  const skipped: string[] = [];
  for (const provider of backends.filter((each) => permitted(each) && (each !== cpuBackend || allowed))) {
    const missing = provider.missing();
    if (!missing) return { provider, reason: skipped.length ? skipped.join('; ') : 'the fastest that is here' };
    skipped.push(`no ${provider.name}: ${missing}`);
  }
  throw lacking(`no backend that the spec allows can be used here: ${skipped.join('; ')}`);
}

function known(name: string): BackendProvider {
  const found = backends.find((provider) => provider.name === name);
  if (found) return found;
  const names = backends.map((provider) => provider.name);
  const nearest = [...names].sort((a, b) => distance(a, name) - distance(b, name))[0];
  throw new SeedbedError('SB_BACKEND_UNKNOWN', `there is no backend "${name}"`, {
    hint: `did you mean ${nearest}? There are ${names.join(', ')}`,
  });
}

function lacking(message: string): SeedbedError {
  return new SeedbedError('SB_BACKEND_MISSING', message, { exitCode: exitCodes.environmentLacks });
}
