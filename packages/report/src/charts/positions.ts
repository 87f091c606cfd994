import { capital } from '../text/format.js';
import type { Scale } from '../values/scale.js';

/** Where the values of an axis are drawn: numbers by their size, names one after the other. */
export interface Positions {
  readonly of: (value: string) => number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Smallest distance of two values; 1 of a single one. */
  readonly gap: number;
  readonly domain: readonly [number, number];
}

const spacings = { linear: (value: number) => value, log2: Math.log2, log10: Math.log10 };

/** @param room Free space at both ends, in gaps. */
export function positionsOf(scale: Scale, room = 0.35): Positions {
  const place = scale.numeric ? (value: string) => spacings[scale.spacing](Number(value)) : (value: string) => scale.values.indexOf(value); // prettier-ignore
  const ticks = scale.values.map((text) => ({ at: place(text), text }));
  const places = ticks.map(({ at }) => at);
  const gaps = places.slice(1).map((at, index) => at - (places[index] as number));
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const gap = gaps.length > 0 ? Math.min(...gaps) : 1;
  // Of names each has a room of its own; numbers end near the frame.
  const margin = scale.numeric ? Math.max(gap * 0.25, (high - low) * 0.04) : room;
  return { of: place, ticks, gap, domain: [low - (high > low ? margin : 0.5), high + (high > low ? margin : 0.5)] };
}

/** Moves the series of one value a little apart, so that their bars do not overlap; in the unit of the positions. */
export const dodged = ({ gap }: Positions, index: number, count: number): number => (count < 2 ? 0 : ((2 * index) / (count - 1) - 1) * Math.min(0.09, 0.03 * (count - 1)) * gap); // prettier-ignore

/** Where the results of a figure are drawn, each series moved a little. */
export function placedBy(
  x: Scale,
  series: Scale | null,
): (spot: { readonly x: string; readonly series: string }) => number {
  const positions = positionsOf(x);
  const order = series?.values ?? [''];
  return (spot) => positions.of(spot.x) + dodged(positions, order.indexOf(spot.series), order.length);
}

/** The axis itself, with the levels as its only ticks. */
export function positionAxis(scale: Scale, { ticks }: Positions, width: number) {
  const longest = Math.max(1, ...ticks.map(({ text }) => text.length));
  // About 7 pixels a letter; words that are longer than their place are written aslant.
  const fits = scale.numeric || longest * 7 < width / ticks.length;
  const [places, texts] = [ticks.map(({ at }) => at), ticks.map(({ text }) => text)];
  return {
    title: scale.title,
    values: places,
    labelExpr: `${JSON.stringify(texts)}[indexof(${JSON.stringify(places)}, datum.value)]`,
    labelAngle: fits ? 0 : -40,
    labelOverlap: scale.numeric ? ('greedy' as const) : false,
    labelSeparation: 4,
    labelLimit: 150,
    grid: false,
  };
}

/** The title of a vertical axis, without its unit where the axis is too short for it. */
export const upright = ({ title, name }: Scale, height: number): string =>
  title.length * 7 > height ? capital(name) : title;
