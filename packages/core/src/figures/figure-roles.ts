import { type Axis, factorAxis, valueAt, variableAxis } from './cells.js';
import type { Factor } from '../spec/factors.js';
import type { Dimension } from './figure.js';
import { fail, type Value } from '../spec/value.js';

/** What a figure names, by the field that names it, in the order x, y, series, facet, among. */
export type Roles = ReadonlyMap<string, { readonly dimension: Dimension; readonly written: Value }>;

export interface Resolved {
  readonly roles: ReadonlyMap<string, Dimension>;
  readonly panels: readonly Dimension[];
  /** Of each factor the levels that are drawn. */
  readonly left: readonly (readonly number[])[];
}

const axisOf = (dimension: Dimension): Axis | undefined => (dimension.kind === 'axis' ? dimension.axis : undefined);

/**
 * Gives every factor one role. Where a variable is on an axis, only the levels that have it are drawn, and their
 * families are the lines: what is left of the factor. A factor, family or variable that nothing names is a panel.
 * @throws SeedbedError SB_FIGURE_TWICE for what is named twice.
 */
export function resolved(
  named: Roles,
  mean: readonly Axis[],
  kept: readonly (readonly number[])[],
  factors: readonly Factor[],
): Resolved {
  checkOnce(named, mean);
  const axes = [...named.values()].flatMap(({ dimension }) => axisOf(dimension) ?? []);
  const variablesOf = (factor: number) => axes.filter((axis) => axis.variable && axis.factor === factor);
  const left = kept.map(
    (levels, factor) =>
    levels.filter((level) => variablesOf(factor).every((axis) => valueAt(factors[factor]?.levels[level], axis) !== undefined)), // prettier-ignore
  );
  const roles = new Map(
    [...named].map(([field, { dimension }]) => {
      const axis = axisOf(dimension);
      const families = axis !== undefined && !axis.variable && variablesOf(axis.factor).length > 0;
      return [field, families ? ({ kind: 'family', factor: axis.factor } as const) : dimension] as const;
    }),
  );
  const panels = factors.flatMap((factor, index): Dimension[] => {
    if (mean.some((axis) => axis.factor === index)) return [];
    const levels = left[index] as readonly number[];
    const whole = axes.some((axis) => axis.factor === index && !axis.variable);
    const variables = variablesOf(index);
    if (variables.length === 0) {
      return whole || levels.length === 1 ? [] : [{ kind: 'axis', axis: factorAxis(factor, index) }]; // prettier-ignore
    }
    const others = factor.variables
      .map((name) => variableAxis(name, index))
      .filter(({ name }) => variables.every((axis) => axis.name !== name))
      .filter((axis) => new Set(levels.map((level) => valueAt(factor.levels[level], axis))).size > 1);
    const families = new Set(levels.map((level) => factor.levels[level]?.family));
    return [
      ...(whole || families.size === 1 ? [] : [{ kind: 'family', factor: index } as const]),
      ...others.map((axis) => ({ kind: 'axis', axis }) as const),
    ];
  });
  return { roles, panels, left };
}

function checkOnce(named: Roles, mean: readonly Axis[]): void {
  const seen = new Map<string, string>();
  for (const [field, { dimension, written }] of named) {
    const axis = axisOf(dimension);
    const key = axis ? axis.name : dimension.kind;
    const before = dimension.kind === 'metric' ? undefined : seen.get(key);
    if (before !== undefined) throw fail('SB_FIGURE_TWICE', written, `${key} is both ${before} and ${field}`);
    if (axis && mean.some(({ factor }) => factor === axis.factor)) throw fail('SB_FIGURE_TWICE', written, `${key} is both ${field} and in mean`); // prettier-ignore
    seen.set(key, field);
  }
}
