import type { BackendIdentity } from '@seedbed/core';
import type { Kernels } from '../kernels/kernels.js';

/** A backend that is loaded and computes. */
export interface Backend {
  readonly identity: BackendIdentity;
  readonly kernels: Kernels;
  /** Versions of the packages behind it, for the manifest. */
  readonly packages: Readonly<Record<string, string>>;
}

/** A way to compute that this installation may or may not have. */
export interface BackendProvider {
  readonly name: string;
  readonly about: string;
  /** Null when it can be opened here, else what is missing and how to get it. Looks, but does not load. */
  missing(): string | null;
  /** Loads it into this process, with one thread. One backend a process. */
  open(): Promise<Backend>;
}
