import { adaGrad } from './ada-grad.js';
import { adam, adamW } from './adam.js';
import { lion } from './lion.js';
import type { OptimizerCode } from './optimizer.js';
import { rmsProp } from './rms-prop.js';
import { sgd } from './sgd.js';

/** Every optimizer of the engine. */
export const optimizerCodes: readonly OptimizerCode[] = [sgd, adam, adamW, rmsProp, adaGrad, lion];
