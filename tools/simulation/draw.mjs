/* What chance decides, from a seed. */
import { createRequire } from 'node:module';

const seedrandom = createRequire(new URL('../../packages/core/package.json', import.meta.url))('seedrandom');

export function drawFrom(seed) {
  const random = seedrandom.xor4096(`simulation ${seed}`);
  return {
    between: (low, high) => low + (high - low) * random(),
    /** Seconds until something happens that happens so often a second. */
    wait: (rate) => (rate > 0 ? -Math.log(1 - random()) / rate : Infinity),
  };
}
