import { largest } from '../numbers.js';

/** Half of the distance between the two places of a quotient: single precision leaves about 1e-5 of it. */
const h = 1 / 128;
/** Share of the largest gradient by which one may differ from its quotient. */
const allowed = 0.02;

/** Up to `most` indices, evenly spaced, the first and the last among them. */
const some = (length: number, most: number) =>
  [...new Set(Array.from({ length: most }, (_, at) => Math.round((at * (length - 1)) / (most - 1))))].filter((at) => at >= 0 && at < length); // prettier-ignore

/**
 * Compares a gradient with difference quotients. Where the function has a kink they say nothing, and are left out.
 * @param of the function at other values.
 * @returns a sentence on the first that differs; null where they agree.
 */
export async function disagreement(
  name: string,
  gradient: Float32Array,
  values: Float32Array,
  of: (values: Float32Array) => Promise<number>,
): Promise<string | null> {
  const scale = Math.max(largest(gradient), 1e-3);
  const here = await of(values);
  const places = some(values.length, 24);
  let compared = 0;
  for (const at of places) {
    const moved = (by: number) => of(values.map((value, index) => (index === at ? value + by : value)));
    const [below, above] = [await moved(-h), await moved(h)];
    if (Math.abs(above - 2 * here + below) / h > allowed * scale) continue;
    compared++;
    const quotient = (above - below) / (2 * h);
    if (!(Math.abs((gradient[at] as number) - quotient) <= allowed * scale)) return `the gradient of ${name} at ${at} is ${gradient[at]}, the difference quotient ${quotient}`; // prettier-ignore
  }
  return compared * 3 >= places.length ? null : `${name} has a kink nearly everywhere: nothing could be compared`;
}
