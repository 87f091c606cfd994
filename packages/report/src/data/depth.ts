import { bestShares, cellIntervals, resolveCondition, transferableLayers, type Spec } from '@seedbed/core';
import type { ReportInput } from '../input.js';
import { levelOf, replicateRows } from './accuracy.js';

/** Conditions that differ only in how many layers they fix. */
export interface DepthFamily {
  readonly name: string;
  /** Depths ascending, each with its condition. */
  readonly members: readonly { readonly depth: number; readonly condition: string }[];
}

/** How often a depth is the best of its family at a target size. */
export interface DepthRow {
  readonly family: string;
  readonly images: number;
  readonly depth: number;
  readonly condition: string;
  /** Share of resamples of the replicates in which this depth has the highest mean, 0 to 1. */
  readonly share: number;
  readonly mean: number;
  /** The highest mean of the size. */
  readonly best: boolean;
  readonly replicates: number;
}

/**
 * The families of an experiment with three depths or more. Fixing no layer (`FTall`, `base`) is depth 0 of its family
 * where all layers are copied.
 */
export function depthFamilies(spec: Spec): DepthFamily[] {
  const layers = transferableLayers(spec.model);
  const families = new Map<string, DepthFamily['members'][number][]>();
  for (const condition of spec.conditions) {
    const treatment = resolveCondition(condition, layers);
    if (!treatment || treatment.probe > 0 || treatment.budget !== 1) continue;
    const { source, copied, frozen } = treatment;
    const kind = /^(?:FTall|S\d+T)$/.test(condition) ? 'SxT' : condition.replace(/\d+/, 'x');
    if (kind !== 'SxT' && frozen === 0) continue;
    const key = JSON.stringify([kind, source, copied === layers && kind === 'SxT']);
    const members = families.get(key) ?? [];
    members.push({ depth: frozen, condition });
    families.set(key, members);
  }
  return [...families]
    .filter(([, members]) => members.length >= 3)
    .map(([key, members]) => ({
      name: (JSON.parse(key) as [string])[0],
      members: [...members].sort((a, b) => a.depth - b.depth),
    }));
}

const known = new WeakMap<ReportInput, DepthRow[]>();

/** P(best depth) by family and target size, over the replicates that have every depth. */
export function depthRows(input: ReportInput): DepthRow[] {
  const rows = known.get(input) ?? computeRows(input);
  known.set(input, rows);
  return rows;
}

function computeRows(input: ReportInput): DepthRow[] {
  const rows = replicateRows(input);
  const accuracy = new Map(rows.map((row) => [`${row.condition}/${row.images}/${row.replicate}`, row.accuracy]));
  const replicates = [...new Set(rows.map(({ replicate }) => replicate))].sort((a, b) => a - b);
  const sizes = [...input.spec.split.target.images].sort((a, b) => a - b);
  return depthFamilies(input.spec).flatMap(({ name, members }) =>
    sizes.flatMap((images) => {
      const table = replicates
        .map((replicate) => members.map(({ condition }) => accuracy.get(`${condition}/${images}/${replicate}`)))
        .filter((row): row is number[] => !row.includes(undefined));
      if (table.length === 0) return [];
      const observed = members.flatMap(({ condition }, column) =>
        table.map((row, replicate) => ({ condition, images, replicate, accuracy: row[column]! })),
      );
      const means = cellIntervals(observed, levelOf(input)).map(({ interval }) => interval.mean);
      const top = Math.max(...means);
      const shares = bestShares(table);
      return members.map(({ depth, condition }, column) => ({
        family: name,
        images,
        depth,
        condition,
        share: shares[column]!,
        mean: means[column]!,
        best: means[column] === top,
        replicates: table.length,
      }));
    }),
  );
}
