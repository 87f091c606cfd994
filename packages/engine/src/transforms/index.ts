import { gaussianPixels } from './gaussian-pixels.js';
import { shufflePixels } from './shuffle-pixels.js';
import type { TransformCode } from './transform.js';

/** Every transform of values that the engine has; those of labels are core's. */
export const transformCodes: readonly TransformCode[] = [shufflePixels, gaussianPixels];
