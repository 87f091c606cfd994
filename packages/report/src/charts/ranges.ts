import type { Quantity } from '../values/quantity.js';

/** A domain that holds all values: of percentages rounded outwards to fives inside 0 to 100, else with a little room. */
export function domainOf(
  { share, zero }: Pick<Quantity, 'share' | 'zero'>,
  values: readonly number[],
): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low)) return [0, 1];
  if (share) return [Math.max(0, Math.floor((low - 1) / 5) * 5), Math.min(100, Math.ceil((high + 1) / 5) * 5)];
  const room = high > low ? (high - low) * 0.06 : Math.max(1e-3, Math.abs(high) * 0.1);
  return [zero ? Math.min(0, low) : low - room, high + room];
}

/** Powers of ten; where fewer than two of them lie between the values, also their doubles and fives. */
export function decades(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const powers = Array.from({ length: 25 }, (_, index) => index - 12);
  const few = powers.filter((power) => 10 ** power >= low && 10 ** power <= high).length < 2;
  return powers
    .flatMap((power) => (few ? [1, 2, 5] : [1]).map((factor) => Number(`${factor}e${power}`)))
    .filter((tick) => tick >= low / 10 && tick <= high * 10);
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
