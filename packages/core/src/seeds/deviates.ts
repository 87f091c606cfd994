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

const inner = [
  [3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227],
  [1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854],
] as const; // prettier-ignore
const outer = [
  [1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414],
  [1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9],
] as const; // prettier-ignore
const tail = [
  [6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7],
  [1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15],
] as const; // prettier-ignore

const ratio = (x: number, [above, below]: readonly [readonly number[], readonly number[]]): number => {
  let [a, b] = [0, 0];
  for (let at = 7; at >= 0; at--) {
    a = a * x + (above[at] as number);
    b = b * x + (below[at] as number);
  }
  return a / b;
};

/**
 * The number below which a normal deviate (mean 0, deviation 1) lies with a probability: a normal deviate of one uniform
 * number (Wichura 1988, algorithm AS 241, PPND16). @param probability above 0 and below 1.
 */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, inner);
  const r = Math.sqrt(-exactLog(q < 0 ? probability : 1 - probability));
  const size = r <= 5 ? ratio(r - 1.6, outer) : ratio(r - 5, tail);
  return q < 0 ? -size : size;
}
