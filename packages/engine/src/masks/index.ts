import type { MaskCode } from './mask.js';

/** Every mask of the engine. */
export const maskCodes: readonly MaskCode[] = [];
