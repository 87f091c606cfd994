import { augment } from './augment.js';
import { averageWeights } from './average-weights.js';
import { cutmix } from './cutmix.js';
import { ewc } from './ewc.js';
import type { MethodCode } from './method.js';
import { mixup } from './mixup.js';
import { near } from './near.js';
import { swa } from './swa.js';

/** Every method of the engine. */
export const methodCodes: readonly MethodCode[] = [augment, mixup, cutmix, near, ewc, averageWeights, swa];
