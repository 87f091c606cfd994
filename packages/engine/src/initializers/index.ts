import { glorot } from './glorot.js';
import { he } from './he.js';
import type { InitializerCode } from './initializer.js';
import { normal } from './normal.js';
import { orthogonal } from './orthogonal.js';
import { truncatedNormal } from './truncated-normal.js';
import { zeros } from './zeros.js';

/** Every initializer of the engine. */
export const initializerCodes: readonly InitializerCode[] = [he, glorot, normal, truncatedNormal, orthogonal, zeros];
