import { initializerCode } from './initializer.js';
import { uniform } from './uniform.js';

/** Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010, eq. 16). */
export const glorot = initializerCode({
  name: 'glorot',
  version: 1,
  draw: ({ shape, fanIn, fanOut }, stream) => uniform(shape, 6, fanIn + fanOut, stream),
});
