/*
 * The streams once more, written from docs/decisions/seed-streams.md: Brent's xor4096 as seedrandom 3 starts it, doubles
 * of 53 bits, Durstenfeld's shuffle. Shares no code with core/seeds.
 */

const weyl = 0x61c88647;

/** xor4096's step on a circle of 128 words. */
function mix(words: Int32Array, at: number): number {
  let older = words[(at + 34) & 127] as number;
  let old = words[(at + 1) & 127] as number;
  older ^= older << 13;
  old ^= old << 17;
  older ^= older >>> 15;
  old ^= old >>> 12;
  return older ^ old;
}

/** 32-bit words, signed, from a seed of at most 127 characters. */
function referenceWords(seed: string): () => number {
  const text = `${seed}\0`;
  const words = new Int32Array(128);
  let sum = 0;
  let word = 0;
  for (let turn = 0; turn < 160; turn++) {
    word ^= text.charCodeAt(turn % text.length);
    if (turn === 32) sum = word;
    word ^= word << 10;
    word ^= word >>> 15;
    word ^= word << 4;
    word ^= word >>> 13;
    if (turn < 32) continue;
    sum = (sum + weyl) | 0;
    words[turn - 32] = (word + sum) | 0;
  }
  let at = 127;
  const advance = () => {
    const mixed = mix(words, at);
    at = (at + 1) & 127;
    words[at] = mixed;
    return mixed;
  };
  for (let turn = 0; turn < 512; turn++) advance();
  return () => {
    sum = (sum + weyl) | 0;
    return (advance() + (sum ^ (sum >>> 16))) | 0;
  };
}

/** Doubles in [0, 1), multiples of 2^-53. */
export function referenceDoubles(seed: string): () => number {
  const next = referenceWords(seed);
  return () => {
    const upper = next() >>> 11;
    return (upper + (next() >>> 0) / 2 ** 32) / 2 ** 21;
  };
}

/** The integers 0 to length-1, shuffled. */
export function referencePermutation(length: number, uniform: () => number): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    [order[last], order[chosen]] = [order[chosen] as number, order[last] as number];
  }
  return order;
}
