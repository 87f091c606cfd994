import { initializerCode } from './initializer.js';
import { uniform } from './uniform.js';

/** Uniform in ±√(6 / fan-in) (He et al. 2015, eq. 10, as a uniform distribution). */
export const he = initializerCode({
  name: 'he',
  version: 1,
  draw: ({ shape, fanIn }, stream) => uniform(shape, 6, fanIn, stream),
});
