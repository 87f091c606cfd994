import type { Layout } from './chart.js';
import { sizeColours } from './theme.js';

const shapes = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross'];

/** Colour and shape of target sizes: shape repeats what colour says, for print and for colour-blind readers. */
export function sizeScales(sizes: readonly number[]) {
  return {
    colour: { domain: [...sizes], range: sizeColours(sizes.length) },
    shape: { domain: [...sizes], range: sizes.map((_, index) => shapes[index % shapes.length]!) },
  };
}

/** So many sizes stand side by side on a telephone. */
const mostInARow = 5;

/** The legend of target sizes, in rows where one would be cut off. */
export const sizeLegend = (sizes: readonly number[], layout: Layout) => ({
  title: 'Target images a class',
  ...(layout === 'narrow' && sizes.length > mostInARow && { columns: mostInARow }),
});

/** A domain that holds all values, rounded outwards to fives, inside 0 to 100. */
export function pointsDomain(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 100];
  const low = Math.floor((Math.min(...values) - 1) / 5) * 5;
  const high = Math.ceil((Math.max(...values) + 1) / 5) * 5;
  return [Math.max(0, low), Math.min(100, high)];
}

/** Moves labels apart that would overlap; keeps their order. `gap` is in the unit of the values. */
export function spreadLabels(values: readonly number[], gap: number): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const placed = [...values];
  order.forEach((index, rank) => {
    if (rank > 0) placed[index] = Math.max(placed[index]!, placed[order[rank - 1]!]! + gap);
  });
  const shift = order.reduce((sum, index) => sum + placed[index]! - values[index]!, 0) / Math.max(1, values.length);
  return placed.map((value) => value - shift);
}
