import type { z } from 'zod';
import { choices } from '../spec/nearest.js';
import { type Axis, type Place, placesOf, pointsOf, scopeOf, type Scope, type Side, sideOf } from './cells.js';
import { checked } from './checked.js';
import { claimSchema, type TestKind } from './claim-schema.js';
import type { Experiment } from './experiment.js';
import type { GridPoint } from './grid.js';
import { type MetricName, mainMetric, numberNamed } from './metric-name.js';
import type { Plan } from './planned.js';
import { fail, field, itemsOf, type Scalar, type Value } from './value.js';
import { without } from './without.js';

type Written = z.infer<typeof claimSchema>;

/** Grid points whose mean is one side; or a number to compare with. */
export type Operand = readonly GridPoint[] | number;

export interface ContrastAt {
  readonly name: string;
  readonly plus: Operand;
  /** Undefined where a trend is of the metric itself. */
  readonly minus: Operand | undefined;
}

/** A claim with the grid points that it looks at, place by place. */
export interface Claim extends Omit<Written, 'metric' | 'over' | 'at' | 'mean' | 'test'> {
  readonly metric: MetricName;
  readonly over: readonly Axis[];
  readonly kind: TestKind;
  /** Of a trend. */
  readonly direction: 'rising' | 'falling' | undefined;
  readonly places: readonly ClaimAt[];
}

export interface ClaimAt {
  readonly place: Place;
  /** Of trends, contrasts and equivalences. */
  readonly contrasts: readonly ContrastAt[];
  /** Of `best`: each candidate's points, and whether it is among those that are claimed. */
  readonly candidates: readonly { readonly name: string; readonly points: readonly GridPoint[]; readonly claimed: boolean }[]; // prettier-ignore
}

/**
 * The claims of an experiment, checked: every factor is named, every grid point that is needed is there.
 * @throws SeedbedError SB_CLAIM_SILENT, SB_CLAIM_AXIS, SB_POINT_MISSING, SB_METRIC_…, SB_FACTOR_UNKNOWN.
 */
export function claimsOf(experiment: Experiment, plan: Plan): Claim[] {
  const written = field(experiment.root, 'claims');
  if (written === undefined) return [];
  if (written.kind !== 'list') throw fail('SB_SPEC_INVALID', written, 'claims are a list');
  const seen = new Set<string>();
  return written.items.map((item, index) => {
    const claim = claimOf(item, index, experiment, plan);
    if (seen.has(claim.id))
      throw fail('SB_SPEC_NAME', field(item, 'id') as Value, `there are two claims "${claim.id}"`);
    seen.add(claim.id);
    return claim;
  });
}

function claimOf(written: Value, index: number, experiment: Experiment, plan: Plan): Claim {
  const id = field(written, 'id');
  const called = id?.kind === 'scalar' ? `claim ${id.value}` : `claims.${index}`;
  const { test, ...claim } = checked(claimSchema, written, called);
  const words = without(claim, 'metric', 'over', 'at', 'mean');
  const kind = Object.keys(test)[0] as TestKind;
  const body = field(field(written, 'test'), kind) as Value;
  const named = field(written, 'metric') ?? ({ kind: 'scalar', value: mainMetric(plan.runs), place: written.place } as Scalar); // prettier-ignore
  const metric = numberNamed(named, experiment);
  const scope = scopeOf(written, experiment);
  checkAxis(kind, scope, written, experiment);
  const sides = sidesOf(kind, body, experiment);
  for (const side of sides) checkSilent(side, scope, written, experiment, words.id);
  const places = placesOf(scope, experiment.factors).map((place): ClaimAt =>
    kind === 'best'
      ? { place, contrasts: [], candidates: candidatesOf(body, place, scope, experiment, written) }
      : { place, contrasts: contrastsOf(kind, body, place, scope, experiment, written), candidates: [] },
  );
  return { ...words, metric, over: scope.over, kind, direction: test.trend?.direction, places };
}

/** A trend is along one numeric axis. */
function checkAxis(kind: TestKind, { over, left }: Scope, written: Value, { factors }: Experiment): void {
  if (kind !== 'trend') return;
  const [axis, second] = over;
  if (axis === undefined || second) throw fail('SB_CLAIM_AXIS', field(written, 'over') ?? written, 'a trend is along one axis', 'say over: FACTOR, with one factor or variable'); // prettier-ignore
  const values = placesOf({ over: [axis], mean: [], left }, factors).map((place) => place.get(axis) as string);
  const word = values.find((value) => !Number.isFinite(Number(value)));
  if (word !== undefined) throw fail('SB_CLAIM_AXIS', field(written, 'over') as Value, `a trend needs numbers, and ${axis.name} has the level "${word}"`, 'take a numeric factor, or a variable'); // prettier-ignore
  if (values.length < 2) throw fail('SB_CLAIM_AXIS', field(written, 'over') as Value, `a trend needs at least two places, and ${axis.name} has one`, 'use contrasts for one'); // prettier-ignore
}

function sidesOf(kind: TestKind, body: Value, { factors }: Experiment): Side[][] {
  const side = (value: Value | undefined) => (value?.kind === 'mapping' ? [sideOf(value, factors)] : []);
  if (kind === 'best') return [side(field(body, 'among'))];
  const contrasts = kind === 'trend' ? [body] : itemsOf(body);
  return contrasts.map((contrast) => [...side(field(contrast, 'plus')), ...side(field(contrast, 'minus'))]);
}

/** Silence could mean each level or their mean, and the verdicts differ: every factor must be named. */
function checkSilent(
  sides: readonly Side[],
  { over, mean, left }: Scope,
  written: Value,
  { factors }: Experiment,
  id: string,
) {
  for (const [index, { name }] of factors.entries()) {
    const axes = [...over, ...mean].some(({ factor, variable }) => factor === index && !variable);
    const named = sides.length > 0 && sides.every(({ selector }) => selector.has(name));
    if ((left[index] as readonly number[]).length === 1 || axes || named) continue;
    const levels = (left[index] as readonly number[]).map((level) => factors[index]?.levels[level]?.name);
    throw fail('SB_CLAIM_SILENT', written, `claim ${id} does not say what becomes of ${name}, which has the levels ${levels.join(', ')}`, `name one level in at, or ${name} in over, in mean, or in each of plus and minus`); // prettier-ignore
  }
}

function contrastsOf(
  kind: TestKind,
  body: Value,
  place: Place,
  scope: Scope,
  experiment: Experiment,
  claim: Value,
): ContrastAt[] {
  const contrasts = kind === 'trend' ? [body] : itemsOf(body);
  return contrasts.map((contrast) => {
    const operand = (value: Value | undefined): Operand => {
      if (value?.kind === 'scalar') return value.value as number;
      return pointsOf(value && sideOf(value, experiment.factors), place, scope, experiment, claim);
    };
    const [name, plus, minus] = ['name', 'plus', 'minus'].map((key) => field(contrast, key));
    const written = name?.kind === 'scalar' ? String(name.value) : undefined;
    return {
      name: written ?? `${plus ? selectorText(plus) : ''}${minus ? ` − ${selectorText(minus)}` : ''}`,
      plus: operand(plus),
      minus: minus && operand(minus),
    };
  });
}

/** "FTall", "width 8 or 32": the levels alone where one factor is named. */
function selectorText(written: Value): string {
  if (written.kind !== 'mapping') return written.kind === 'scalar' ? String(written.value) : '';
  const texts = [...written.entries].map(([factor, { value }]) => {
    const levels = itemsOf(value).map((item) => (item.kind === 'scalar' ? String(item.value) : ''));
    return Number.isFinite(Number(levels[0])) ? `${factor} ${levels.join(' or ')}` : levels.join(' or ');
  });
  return texts.join(', ');
}

function candidatesOf(
  body: Value,
  place: Place,
  scope: Scope,
  experiment: Experiment,
  claim: Value,
): ClaimAt['candidates'] {
  const { factors } = experiment;
  const among = sideOf(field(body, 'among') as Value, factors);
  const are = sideOf(field(body, 'are') as Value, factors);
  const indices = factors.flatMap(({ name }, index) => (among.selector.has(name) ? [index] : []));
  const nameAt = (point: GridPoint) => indices.map((index) => factors[index]?.levels[point[index] as number]?.name).join(', '); // prettier-ignore
  const byName = new Map<string, GridPoint[]>();
  for (const point of pointsOf(among, place, scope, experiment, claim)) {
    byName.set(nameAt(point), [...(byName.get(nameAt(point)) ?? []), point]);
  }
  const claimed = new Set(pointsOf(are, place, scope, experiment, claim).map(nameAt));
  const stranger = [...claimed].find((name) => !byName.has(name));
  if (stranger !== undefined) throw fail('SB_LEVEL_UNKNOWN', are.written, `"${stranger}" is not among the levels that are compared`, choices(stranger, [...byName.keys()])); // prettier-ignore
  return [...byName].map(([name, points]) => ({ name, points, claimed: claimed.has(name) }));
}
