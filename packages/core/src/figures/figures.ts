import { scopeOf } from './cells.js';
import { checked } from '../spec/checked.js';
import { defaultFigures } from './default-figures.js';
import { courseNamed, dimensionNamed, endNamed, groupNamed, matrixNamed } from './dimensions.js';
import type { Experiment } from '../spec/experiment.js';
import type { Dimension, Figure, Shown } from './figure.js';
import { type FigureKind, figureSchema } from './figure-kinds.js';
import { resolved, type Roles } from './figure-roles.js';
import { type GridPoint, type Selector, selectorOf } from '../spec/grid.js';
import type { Plan } from '../plan/planned.js';
import { fail, field, textOf, type Value } from '../spec/value.js';

/**
 * The figures of an experiment, checked: every name is there, every factor has one role. Where none are written, lines
 * of the main metric of each part that is measured, and curves of the training loss.
 * @throws SeedbedError SB_FIGURE_…, SB_METRIC_…, SB_FACTOR_UNKNOWN, SB_LEVEL_UNKNOWN, SB_SPEC_INVALID.
 */
export function figuresOf(experiment: Experiment, plan: Plan): Figure[] {
  const written = field(experiment.root, 'figures') ?? defaultFigures(experiment, plan);
  if (written.kind !== 'list') throw fail('SB_SPEC_INVALID', written, 'figures are a list', 'write - lines: { y: METRIC, x: FACTOR }'); // prettier-ignore
  return written.items.map((item, index) => figureOf(item, index, experiment));
}

function figureOf(written: Value, index: number, experiment: Experiment): Figure {
  const kind = Object.keys(checked(figureSchema, written, `figures.${index}`))[0] as FigureKind;
  const body = field(written, kind) as Value;
  const scope = scopeOf(body, experiment);
  const named = rolesOf(kind, body, experiment);
  const { roles, panels, left } = resolved(named, scope.mean, scope.left, experiment.factors);
  const facet = roles.get('facet');
  const among = roles.get('among');
  const selected = (key: string): Selector | undefined => {
    const value = field(body, key);
    return value && selectorOf(value, experiment.factors);
  };
  return {
    kind,
    title: textOf(field(body, 'title')),
    shown: shownIn(kind, body, named, experiment),
    x: kind === 'curves' ? { kind: 'step' } : roles.get('x'),
    y: roles.get('y'),
    // Families are lines where nothing else is.
    ...withFamilies(kind, roles.get('series'), facet ? [facet, ...panels] : panels),
    among: among?.kind === 'axis' ? among.axis : undefined,
    reference: selected('reference'),
    minus: selected('minus'),
    ...{ left, mean: scope.mean },
  };
}

const linear: readonly FigureKind[] = ['lines', 'contrast', 'curves'];

function withFamilies(kind: FigureKind, series: Dimension | undefined, panels: readonly Dimension[]) {
  const families = linear.includes(kind) && !series ? panels.find((each) => each.kind === 'family') : undefined;
  return { series: series ?? families, panels: panels.filter((each) => each !== families) };
}

/** What the fields of a figure name; `y` only of a heatmap, of which it is an axis. */
function rolesOf(kind: FigureKind, body: Value, experiment: Experiment): Roles {
  const fields = ['x', ...(kind === 'heatmap' ? ['y'] : []), 'series', 'facet', 'among'];
  return new Map(
    fields.flatMap((name) => {
      const written = field(body, name);
      if (!written) return [];
      const axis = name === 'x' || name === 'y';
      const dimension = axis ? dimensionNamed(written, experiment) : groupNamed(written, experiment, name);
      if (dimension.kind === 'step' && kind !== 'heatmap') throw fail('SB_FIGURE_AXIS', written, `${kind} cannot go over steps`, 'write curves: { y: METRIC }'); // prettier-ignore
      if (dimension.kind === 'metric' && kind !== 'lines') throw fail('SB_FIGURE_AXIS', written, `${kind} cannot go over ${textOf(written)}: it has no levels`, 'write lines: { y: METRIC, x: METRIC }'); // prettier-ignore
      if (dimension.kind === 'replicate' && name === 'among') throw fail('SB_FIGURE_AXIS', written, 'the best is looked for in each replicate', 'name a factor or variable'); // prettier-ignore
      return [[name, { dimension, written }] as const];
    }),
  );
}

function shownIn(kind: FigureKind, body: Value, roles: Roles, experiment: Experiment): Shown {
  const written = field(body, kind === 'heatmap' ? 'color' : 'y');
  if (kind === 'confusion') return matrixNamed(written, body, experiment);
  const course = kind === 'curves' || [...roles.values()].some(({ dimension }) => dimension.kind === 'step');
  return course ? courseNamed(written, body, experiment) : endNamed(written as Value, experiment);
}

/** The grid points that a figure draws, in the order of the grid. */
export const pointsIn = ({ left }: Pick<Figure, 'left'>, { points }: Pick<Experiment, 'points'>): GridPoint[] =>
  points.filter((point) => left.every((levels, factor) => levels.includes(point[factor] as number)));

/**
 * The grid points with which a point is compared: its own, but for the factors that a selector names. Of a family the
 * levels with the same values of its variables. Several are averaged; none are there where `skip` took them.
 */
export function counterparts(point: GridPoint, selector: Selector, { factors, points }: Experiment): GridPoint[] {
  return points.filter((other) =>
    factors.every(({ name, levels }, factor) => {
      const [own, others] = [point[factor] as number, other[factor] as number];
      const selected = selector.get(name);
      if (!selected) return own === others;
      const [mine, theirs] = [levels[own]?.variables, levels[others]?.variables];
      const agree = [...(theirs ?? [])].every(([variable, { value }]) => (mine?.get(variable)?.value ?? value) === value); // prettier-ignore
      return selected.has(others) && agree;
    }),
  );
}
