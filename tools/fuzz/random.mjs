/* Numbers that follow from a seed alone: a case is made again from its target, its seed and its index. */
import { createRequire } from 'node:module';

const alea = createRequire(new URL('../../packages/core/package.json', import.meta.url))('seedrandom/lib/alea.js');

/** Draws of a case. */
export function randomOf(seed, target, index) {
  const next = alea(`${seed}/${target}/${index}`);
  const below = (most) => Math.floor(next() * most);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => next() < share,
    pick: (list) => list[below(list.length)],
    /** One of functions by weight: `[[3, a], [1, b]]` calls a three times as often. */
    choose: (weighted) => {
      let left = next() * weighted.reduce((sum, [weight]) => sum + weight, 0);
      return weighted.find(([weight]) => (left -= weight) < 0)[1]();
    },
    /** Mostly small, seldom near `most`. */
    skewed: (most) => Math.floor(most ** next()),
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}
