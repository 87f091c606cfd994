import { exactExp, exactLog } from './exact-math.js';
import type { Stream } from './streams.js';

/* Numbers that are not uniform, with the same bits on every machine. Each takes as many numbers of its stream as it needs. */

/** Normally distributed, mean 0, deviation 1 (the polar method of Marsaglia and Bray 1964, one of each pair). */
export function normal(stream: Stream): number {
  for (;;) {
    const x = 2 * stream.uniform() - 1;
    const y = 2 * stream.uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * exactLog(square)) / square);
  }
}

/** Gamma distributed with scale 1 (Marsaglia and Tsang 2000). @param shape above 0. */
export function gamma(shape: number, stream: Stream): number {
  if (shape < 1) {
    const power = exactExp(exactLog(Math.max(stream.uniform(), Number.MIN_VALUE)) / shape);
    return gamma(shape + 1, stream) * power;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(stream);
    const v = (1 + c * x) * (1 + c * x) * (1 + c * x);
    const u = stream.uniform();
    if (v > 0 && (u === 0 || exactLog(u) < 0.5 * x * x + d - d * v + d * exactLog(v))) return d * v;
  }
}

/** Beta distributed, from 0 to 1. @param a above 0. @param b above 0. */
export function beta(a: number, b: number, stream: Stream): number {
  const [x, y] = [gamma(a, stream), gamma(b, stream)];
  // Both may be too small for a number where a and b are tiny: then nearly all of the distribution is at its ends.
  return x + y > 0 ? x / (x + y) : Number(stream.uniform() < a / (a + b));
}
