import { magnitude } from './magnitude.js';
import type { MaskCode } from './mask.js';
import { random } from './random.js';

/** Every mask of the engine. */
export const maskCodes: readonly MaskCode[] = [magnitude, random];
