import type { BackendIdentity, InstructionSetPin, MultiplyingPrecision } from '@seedbed/core';
import type { Kernels } from '../kernels/kernels.js';

/** A backend that is loaded and computes. */
export interface Backend {
  readonly identity: BackendIdentity;
  readonly kernels: Kernels;
  /** In which it multiplies: how near to known answers it must come. Default: float32. */
  readonly precision?: 'float32' | 'tf32' | 'float16' | 'bfloat16';
  /** Versions of the packages behind it, for the manifest. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Memory of a device that runs share, in bytes. */
export interface DeviceMemory {
  readonly total: number;
  readonly free: number;
  /** By process, where the system says. */
  readonly taken: ReadonlyMap<number, number>;
}

/** A way to compute that this installation may or may not have. */
export interface BackendProvider {
  readonly name: string;
  readonly about: string;
  /** Whether its bits are the same on every processor, and so can be confirmed anywhere. */
  readonly portable: boolean;
  /** Whether it repeats its own bits on one processor; a portable one does. */
  readonly bitwise: boolean;
  /** Whether runs compute on a graphics device, which they share: by default they then run one after the other. */
  readonly gpu?: boolean;
  /** Memory of its device; null where that cannot be known. With it, as many runs share the device as fit. */
  memory?(): DeviceMemory | null;
  /** In which precisions of a spec it can be asked to multiply. Default: float32 alone. */
  readonly precisions?: readonly MultiplyingPrecision[];
  /**
   * Variables of the environment by which somebody may choose how it computes; by default there are none. What is set is
   * recorded in its identity, and so in run ids. Whatever else its library reads is kept from workers.
   */
  switches?(options?: Pick<OpenOptions, 'isa'>): readonly string[];
  /** Null when it can be opened here, else what is missing and how to get it. Looks, but does not load. */
  missing(options?: Pick<OpenOptions, 'isa' | 'precision'>): string | null;
  /**
   * Files that its identity follows, besides its switches and options: while they are the same, it is remembered and
   * nothing need be loaded to know it. Absent where it follows something else too, such as a device.
   */
  identifiedBy?(): readonly string[];
  /** Loads it into this process. One backend a process. */
  open(options?: OpenOptions): Promise<Backend>;
}

export interface OpenOptions {
  /**
   * Threads a run computes with: 1 unless somebody wants to see what more of them change. Backends that know only one
   * say so in their identity.
   */
  readonly threads?: number;
  /** Pins the instruction set; of the backends only tensorflow has any use for it. */
  readonly isa?: InstructionSetPin | undefined;
  /** In which it multiplies: one of its `precisions`. Default: float32. */
  readonly precision?: MultiplyingPrecision | undefined;
}
