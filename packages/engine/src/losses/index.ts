import { crossEntropy } from './cross-entropy.js';
import type { LossCode } from './loss.js';

/** Every loss of the engine. */
export const lossCodes: readonly LossCode[] = [crossEntropy];
