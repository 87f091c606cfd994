import { arch, platform } from 'node:os';
import { type BackendIdentity, backendSchema, type InstructionSetPin, type MultiplyingPrecision } from '@seedbed/core';
import type { BackendProvider } from '@seedbed/engine/backends';
import { recall, remember, stampsOf } from './remembered.js';

/** How a backend is to be opened. */
export interface Asked {
  readonly isa: InstructionSetPin | undefined;
  readonly precision: MultiplyingPrecision;
  readonly threads: number;
  /** The environment that its workers get. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Everything that the identity of a backend follows; null where that cannot be known without loading it. */
function keyOf(provider: BackendProvider, { isa, precision, threads, variables }: Asked): unknown {
  const stamps = provider.identifiedBy && stampsOf(provider.identifiedBy());
  if (!stamps) return null;
  const switches = (provider.switches?.({ isa }) ?? []).map((name) => [name, variables[name] ?? null]);
  const node = [process.version, platform(), arch(), variables['NODE_OPTIONS'] ?? null];
  return { backend: provider.name, isa: isa ?? null, precision, threads, switches, node, stamps };
}

/** The identity that a backend had when it was last loaded here, if everything that it follows is the same. */
export function rememberedIdentity(provider: BackendProvider, asked: Asked): BackendIdentity | undefined {
  const key = keyOf(provider, asked);
  return key === null ? undefined : recall('backend', key, backendSchema);
}

export function rememberIdentity(provider: BackendProvider, asked: Asked, identity: BackendIdentity): void {
  const key = keyOf(provider, asked);
  if (key !== null) remember('backend', key, identity);
}
