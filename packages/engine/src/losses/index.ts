import { absoluteError } from './absolute-error.js';
import { crossEntropy } from './cross-entropy.js';
import type { LossCode } from './loss.js';
import { softTargets } from './soft-targets.js';
import { squaredError } from './squared-error.js';

/** Every loss of the engine. */
export const lossCodes: readonly LossCode[] = [crossEntropy, squaredError, absoluteError, softTargets];
