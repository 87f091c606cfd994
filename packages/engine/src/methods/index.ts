import { augment } from './augment.js';
import type { MethodCode } from './method.js';

/** Every method of the engine. */
export const methodCodes: readonly MethodCode[] = [augment];
