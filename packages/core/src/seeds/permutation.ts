import type { Stream } from './streams.js';

/** The integers 0 to length-1 in random order (Fisher and Yates, Durstenfeld 1964). */
export function permutation(length: number, stream: Stream): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const chosen = stream.below(last + 1);
    const kept = order[last] as number;
    order[last] = order[chosen] as number;
    order[chosen] = kept;
  }
  return order;
}

/** One permutation after another, each freshly drawn: the order in which a training set is passed over. */
export function* endlessPermutations(length: number, stream: Stream): Generator<number, never> {
  for (;;) yield* permutation(length, stream);
}
