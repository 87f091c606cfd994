import { he } from './he.js';
import type { InitializerCode } from './initializer.js';
import { truncatedNormal } from './truncated-normal.js';

/** Every initializer of the engine. */
export const initializerCodes: readonly InitializerCode[] = [he, truncatedNormal];
