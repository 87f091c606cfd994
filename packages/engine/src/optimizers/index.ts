import type { OptimizerCode } from './optimizer.js';
import { sgd } from './sgd.js';

/** Every optimizer of the engine. */
export const optimizerCodes: readonly OptimizerCode[] = [sgd];
