/* What chance decides, from a seed. */
import { core } from '../built.mjs';

export function drawFrom(seed) {
  const stream = core.openStream(`simulation ${seed}`);
  return {
    between: (low, high) => low + (high - low) * stream.uniform(),
    /** Seconds until something happens that happens so often a second. */
    wait: (rate) => (rate > 0 ? -Math.log(1 - stream.uniform()) / rate : Infinity),
  };
}
