import type { Quantity } from '../values/quantity.js';

/**
 * A domain that holds all values: of percentages rounded outwards to fives inside 0 to 100, else with a little room.
 * Ends of intervals may lie beyond what the quantity can be; the domain does not follow them there.
 */
export function domainOf(
  { share, zero }: Pick<Quantity, 'share' | 'zero'>,
  values: readonly number[],
): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low)) return [0, 1];
  if (share) return [Math.max(0, Math.floor((low - 1) / 5) * 5), Math.min(100, Math.ceil((high + 1) / 5) * 5)];
  const room = high > low ? (high - low) * 0.06 : Math.max(1e-3, Math.abs(high) * 0.1);
  return [zero ? 0 : low - room, high + room];
}

/** Ends of intervals that lie outside of a domain are drawn at its edge, not over what is around the frame. */
export const cutAt = ([low, high]: readonly [number, number]) =>
  ['low', 'high'].map((end) => ({ calculate: `clamp(datum.${end}, ${low}, ${high})`, as: end }));

export const leaves = ([low, high]: readonly [number, number], values: readonly number[]) =>
  values.some((value) => value < low || value > high);

const powers = Array.from({ length: 25 }, (_, index) => index - 12);

/**
 * Ticks of a logarithmic axis: powers of ten; where fewer than two of them lie between the values, also their doubles
 * and fives; where these are too few as well, even steps.
 */
export function decades(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const multiples = (factors: readonly number[]) => powers.flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`))); // prettier-ignore
  const enough = (ticks: readonly number[]) => ticks.filter((tick) => tick >= low && tick <= high).length >= 2;
  const found = [multiples([1]), multiples([1, 2, 5])].find(enough) ?? evenSteps(low, high);
  return found.filter((tick) => tick >= low / 10 && tick <= high * 10);
}

/** At least three round numbers between two others; the one number where they are the same. */
function evenSteps(low: number, high: number): number[] {
  const most = (high - low) / 3;
  if (!(most > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(most));
  const step = power * ([5, 2].find((factor) => factor * power <= most) ?? 1);
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12))); // prettier-ignore
}

/** Moves labels apart that would overlap; keeps their order. `gap` is in the unit of the values. */
export function spreadLabels(values: readonly number[], gap: number): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const placed = [...values];
  order.forEach((index, rank) => {
    if (rank > 0) placed[index] = Math.max(placed[index] as number, (placed[order[rank - 1] as number] as number) + gap); // prettier-ignore
  });
  const shift = order.reduce((sum, index) => sum + (placed[index] as number) - (values[index] as number), 0) / Math.max(1, values.length); // prettier-ignore
  return placed.map((value) => value - shift);
}
