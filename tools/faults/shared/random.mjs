/* Draws of a trial: the same for the same seed, kind and number. */
import { setTimeout } from 'node:timers/promises';
import { core } from '../../built.mjs';

export function randomOf(seed, kind, trial) {
  const stream = core.openStream(`faults ${seed} ${kind} ${trial}`);
  const below = (bound) => stream.below(bound);
  return {
    below,
    /** A number in [from, to). */
    between: (from, to) => from + stream.uniform() * (to - from),
    oneOf: (list) => list[below(list.length)],
    /** Some of a list, in another order. */
    someOf(list, count) {
      const left = [...list];
      return Array.from({ length: Math.min(count, list.length) }, () => left.splice(below(left.length), 1)[0]);
    },
  };
}

export const pause = (seconds) => setTimeout(seconds * 1000);
