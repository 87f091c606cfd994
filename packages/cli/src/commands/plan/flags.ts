import type { CommonFlags } from '../../flags/flags.js';

export interface PlanFlags extends CommonFlags {
  readonly pilot?: boolean;
  readonly gpuFactor?: number;
  readonly power?: string;
  readonly context?: string;
  /** Of `run --dry-run`. */
  readonly again?: boolean;
}
