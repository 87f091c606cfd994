import { gaussianPixels } from './gaussian-pixels.js';
import { noiseColumns } from './noise-columns.js';
import { shufflePixels } from './shuffle-pixels.js';
import { standardize } from './standardize.js';
import type { TransformCode } from './transform.js';

/** Every transform of values that the engine has; those of labels are core's. */
export const transformCodes: readonly TransformCode[] = [shufflePixels, gaussianPixels, noiseColumns, standardize];
