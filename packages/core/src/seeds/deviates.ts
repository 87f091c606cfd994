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
  [3.387132872796366608, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3],
  [1, 4.2313330701600911252e1, 6.871870074920579083e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.930789580009271061e4, 2.8729085735721942674e4, 5.226495278852854561e3],
] as const; // prettier-ignore
const outer = [
  [1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258, 2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4],
  [1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1, 1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9],
] as const; // prettier-ignore
const tail = [
  [6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1, 2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
  [1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15],
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
