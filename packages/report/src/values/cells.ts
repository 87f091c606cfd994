import { type Figure, type GridPoint, type Manifest, pointsIn } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { list } from '../text/format.js';
import { mean } from './means.js';
import { type Scale, scaleOf } from './scale.js';

/** Where a result is drawn. */
export interface Spot {
  readonly panel: string;
  readonly series: string;
  readonly x: string;
}

/** What is drawn in one place: a value a replicate. */
export interface Cell extends Spot {
  readonly singles: readonly Single[];
  /** Replicates that the plan asks for. */
  readonly planned: number;
  readonly points: readonly GridPoint[];
}

export interface Single {
  readonly replicate: number;
  readonly value: number;
  /** Places of the runs behind it in the model's manifests. */
  readonly runs: readonly number[];
}

/** The axes of a figure: where each result belongs. */
export interface Axes {
  readonly x: Scale | null;
  readonly series: Scale | null;
  readonly facets: readonly Scale[];
}

export function axesOf(
  figure: Figure,
  { experiment, replicates }: Pick<ReportModel, 'experiment' | 'replicates'>,
): Axes {
  const scale = (dimension: Figure['x']) => (dimension && dimension.kind !== 'metric' && dimension.kind !== 'step' ? scaleOf(dimension, figure, experiment, replicates) : null); // prettier-ignore
  return {
    x: scale(figure.x),
    series: scale(figure.series),
    facets: figure.panels.flatMap((each) => scale(each) ?? []),
  };
}

/** " by size and condition": what a figure goes through, for a title that no other figure has. */
export const byWords = ({ x, series, facets }: Axes): string => {
  const names = [x, series, ...facets].flatMap((scale) => scale?.name ?? []);
  return names.length > 0 ? ` by ${list(names)}` : '';
};

/** The place of a result, or undefined where an axis has no value for it. */
export function spotOf({ x, series, facets }: Axes, point: GridPoint, replicate: number): Spot | undefined {
  const across = x ? x.of(point, replicate) : '';
  const line = series ? series.of(point, replicate) : '';
  const panels = facets.map((facet) => {
    const value = facet.of(point, replicate);
    return value === undefined ? undefined : panelWords(facet.name, value);
  });
  if (across === undefined || line === undefined || panels.includes(undefined)) return undefined;
  return { x: across, series: line, panel: panels.join(joint) };
}

/** The panels of some spots, in the order of the facets' values. */
export function panelsOf({ facets }: Pick<Axes, 'facets'>, spots: readonly Pick<Spot, 'panel'>[]): string[] {
  let ordered = [''];
  for (const { name, values } of facets) {
    ordered = ordered.flatMap((before) => values.map((value) => [before, panelWords(name, value)].filter(Boolean).join(joint))); // prettier-ignore
  }
  const present = new Set(spots.map(({ panel }) => panel));
  return ordered.filter((panel) => present.has(panel));
}

const joint = ', ';
const panelWords = (name: string, value: string) => `${name}: ${value}`;

type Value = (point: GridPoint, replicate: number) => { readonly value: number; readonly runs: readonly Manifest[] } | undefined; // prettier-ignore

/**
 * The cells of a figure in the order of the grid. What falls together is averaged within a replicate, and only where all
 * of it is there.
 */
export function cellsOf(figure: Figure, model: ReportModel, axes: Axes, value: Value): Cell[] {
  const groups = new Map<string, { spot: Spot; byReplicate: Map<number, GridPoint[]> }>();
  for (const point of pointsIn(figure, model.experiment)) {
    for (const replicate of model.replicates) {
      const spot = spotOf(axes, point, replicate);
      if (spot === undefined) continue;
      const key = JSON.stringify(spot);
      const group = groups.get(key) ?? { spot, byReplicate: new Map<number, GridPoint[]>() };
      groups.set(key, group);
      group.byReplicate.set(replicate, [...(group.byReplicate.get(replicate) ?? []), point]);
    }
  }
  return [...groups.values()].map(({ spot, byReplicate }) => ({
    ...spot,
    planned: byReplicate.size,
    points: [...new Set([...byReplicate.values()].flat())],
    singles: [...byReplicate].flatMap(([replicate, points]) => singleOf(points, replicate, model, value) ?? []),
  }));
}

function singleOf(
  points: readonly GridPoint[],
  replicate: number,
  model: ReportModel,
  value: Value,
): Single | undefined {
  const found = points.map((point) => value(point, replicate));
  if (found.some((each) => each === undefined)) return undefined;
  const all = found as NonNullable<(typeof found)[number]>[];
  const runs = [...new Set(all.flatMap((each) => each.runs.map(model.indexOf)))];
  return { replicate, value: mean(all.map((each) => each.value)), runs };
}

/** What a figure shows of a run. */
export const measuredBy = (model: ReportModel, stage: string, of: (run: Manifest) => number | undefined): Value =>
  (point, replicate) => {
    const run = model.runAt(stage, point, replicate);
    const value = run && of(run);
    return value === undefined ? undefined : { value, runs: [run as Manifest] };
  }; // prettier-ignore

export const runsOf = ({ singles }: Pick<Cell, 'singles'>): number[] => [
  ...new Set(singles.flatMap(({ runs }) => runs)),
];
