/*
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011): numbers by counter instead of one after another. Any of them can be
 * had at once, on any device, with the same bits; TensorFlow's stateless draws are these.
 */

/** Four words of 32 bits for a key of two words and a counter of four, written to `out` from `at` on. */
export function philox4x32(
  [key0, key1]: readonly [number, number],
  [c0, c1, c2, c3]: readonly [number, number, number, number],
  out: Uint32Array,
  at: number,
): void {
  let [a, b, c, d, k0, k1] = [c0 | 0, c1 | 0, c2 | 0, c3 | 0, key0 | 0, key1 | 0];
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(0xd2511f53, a);
    const low0 = Math.imul(0xd2511f53, a);
    const high1 = highProduct(0xcd9e8d57, c);
    const low1 = Math.imul(0xcd9e8d57, c);
    [a, b, c, d] = [high1 ^ b ^ k0, low1, high0 ^ d ^ k1, low0];
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[at] = a;
  out[at + 1] = b;
  out[at + 2] = c;
  out[at + 3] = d;
}

/** The upper 32 bits of a product of two words, by halves of 16 bits. */
function highProduct(x: number, y: number): number {
  const [xLow, xHigh, yLow, yHigh] = [x & 0xffff, x >>> 16, y & 0xffff, y >>> 16];
  const middle = xHigh * yLow + ((xLow * yLow) >>> 16);
  const other = xLow * yHigh + (middle & 0xffff);
  return (xHigh * yHigh + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) | 0;
}

/** The key of a stream: the first 64 bits of its seed. */
export const philoxKey = (seed: string): readonly [number, number] => [parseInt(seed.slice(0, 8), 16), parseInt(seed.slice(8, 16), 16)]; // prettier-ignore

/** Bits of a word that make a uniform number: the lower 23, as TensorFlow makes float32 of them. */
const mantissa = 0x7fffff;

/**
 * Uniform numbers in [0, 1), multiples of 2^-23: number i is word i of the key's blocks (i / 4, 0, `step`, 0).
 * @param step which of the sequences of that key.
 */
export function philoxUniforms(key: readonly [number, number], step: number, count: number): Float32Array {
  const words = new Uint32Array(4 * Math.ceil(count / 4));
  for (let block = 0; 4 * block < count; block++) philox4x32(key, [block, 0, step, 0], words, 4 * block);
  const uniforms = new Float32Array(count);
  for (let at = 0; at < count; at++) uniforms[at] = ((words[at] as number) & mantissa) / (mantissa + 1);
  return uniforms;
}
