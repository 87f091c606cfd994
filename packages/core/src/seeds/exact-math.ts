/*
 * Functions of additions, multiplications and divisions alone (fdlibm's e_log.c, e_exp.c, k_sin.c and k_cos.c, Sun
 * Microsystems 1993): the same bits on every machine, which Math.log, Math.exp and Math.sin do not promise. Errors are
 * below 1 ulp.
 */

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const lg = [0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805, 0.15313837699209373, 0.14798198605116586] as const; // prettier-ignore
const p = [0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6, 4.1381367970572385e-8] as const; // prettier-ignore

/** Natural logarithm of a positive finite number. */
export function exactLog(x: number): number {
  let [rest, k] = [x, 0];
  // Multiplying by 2 is exact.
  for (; rest < Math.SQRT1_2; k--) rest *= 2;
  for (; rest >= Math.SQRT2; k++) rest /= 2;
  const f = rest - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (lg[1] + w * (lg[3] + w * lg[5]));
  const odd = z * (lg[0] + w * (lg[2] + w * (lg[4] + w * lg[6])));
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + even + odd) + k * ln2Low) - f);
}

/** e to the power of x, from -700 to 700; beyond that 0 or infinity. */
export function exactExp(x: number): number {
  if (Math.abs(x) > 700) return x < 0 ? 0 : Infinity;
  const k = Math.round(x * Math.LOG2E);
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c = r - t * (p[0] + t * (p[1] + t * (p[2] + t * (p[3] + t * p[4]))));
  let y = 1 - (low - (r * c) / (2 - c) - high);
  for (let power = 0; power < Math.abs(k); power++) y *= k < 0 ? 0.5 : 2;
  return y;
}

const sines = [-0.16666666666666632, 0.00833333333332249, -0.0001984126982985795, 2.7557313707070068e-6, -2.5050760253406863e-8, 1.58969099521155e-10] as const; // prettier-ignore
const cosines = [0.0416666666666666, -0.001388888888887411, 2.480158728947673e-5, -2.7557314351390663e-7, 2.087572321298175e-9, -1.1359647557788195e-11] as const; // prettier-ignore

const polynomial = (x: number, coefficients: readonly number[]) =>
  coefficients.reduceRight((sum, each) => sum * x + each, 0);

/** Sine and cosine of an angle in degrees; exact at multiples of 90. */
export function exactTurn(degrees: number): { readonly sin: number; readonly cos: number } {
  const within = degrees % 360;
  const quarter = Math.round(within / 90);
  const x = ((within - 90 * quarter) * Math.PI) / 180;
  const z = x * x;
  const sin = x + x * z * polynomial(z, sines);
  const cos = 1 - z / 2 + z * z * polynomial(z, cosines);
  // Not -0, which is a value of its own in arrays.
  const turned = [[sin, cos], [cos, -sin], [-sin, -cos], [-cos, sin]][((quarter % 4) + 4) % 4] as [number, number]; // prettier-ignore
  return { sin: turned[0] + 0, cos: turned[1] + 0 };
}

/** A power with a whole exponent, by multiplications alone. */
export function exactPower(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
