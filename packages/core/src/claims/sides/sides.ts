import { pointsOf, sideOf } from '../../figures/cells.js';
import type { GridPoint } from '../../spec/grid.js';
import { choices } from '../../spec/nearest.js';
import { fail, field, itemsOf, levelText, textOf, type Value } from '../../spec/value.js';
import type { Candidate, ContrastAt, Operand } from '../model/operands.js';
import type { PlaceReader } from '../model/reader.js';

/** The selectors of contrasts, contrast by contrast. */
export const sidesOf = (contrasts: readonly Value[]): Value[][] =>
  contrasts.map((contrast) => [field(contrast, 'plus'), field(contrast, 'minus')].filter((side) => side?.kind === 'mapping')); // prettier-ignore

/**
 * What `{ plus, minus }` compares at a place.
 * @throws SeedbedError SB_POINT_MISSING, SB_LEVEL_UNKNOWN; SB_CLAIM_SAME where both are the same grid points.
 */
export function contrastAt(written: Value, reader: PlaceReader): ContrastAt {
  const [plus, minus] = [field(written, 'plus'), field(written, 'minus')];
  const own = plus ? selectorText(plus) : reader.metric.words;
  const contrast: ContrastAt = {
    name: textOf(field(written, 'name')) ?? `${own}${minus ? ` − ${selectorText(minus)}` : ''}`,
    plus: operandAt(plus, reader),
    minus: minus && operandAt(minus, reader),
  };
  const text = (operand: Operand | undefined) => (Array.isArray(operand) ? [...new Set(operand.map(String))].sort().join(' ') : ''); // prettier-ignore
  if (minus?.kind === 'mapping' && text(contrast.plus) === text(contrast.minus)) {
    throw fail('SB_CLAIM_SAME', minus, 'plus and minus are the same, so that their difference is 0', 'name another level in one of them'); // prettier-ignore
  }
  return contrast;
}

function operandAt(written: Value | undefined, { place, scope, experiment, claim }: PlaceReader): Operand {
  if (written?.kind === 'scalar') return Number(written.value);
  return pointsOf(written && sideOf(written, experiment.factors), place, scope, experiment, claim);
}

/** "FTall", "width 8 or 32": the levels alone where one factor is named. */
function selectorText(written: Value): string {
  if (written.kind !== 'mapping') return levelText(written) ?? '';
  const texts = [...written.entries].map(([factor, { value }]) => {
    const levels = itemsOf(value).map((item) => levelText(item) ?? '');
    return Number.isFinite(Number(levels[0])) ? `${factor} ${levels.join(' or ')}` : levels.join(' or ');
  });
  return texts.join(', ');
}

/**
 * What `{ among, are }` compares at a place, in the order of the levels.
 * @throws SeedbedError SB_LEVEL_UNKNOWN for one of `are` that is not in `among`; SB_CLAIM_BEST where nothing is said.
 */
export function candidatesAt(body: Value, { place, scope, experiment, claim }: PlaceReader): Candidate[] {
  const { factors } = experiment;
  const [among, are] = ['among', 'are'].map((key) => sideOf(field(body, key) as Value, factors));
  if (!among || !are) throw new TypeError('best has among and are');
  const indices = factors.flatMap(({ name }, index) => (among.selector.has(name) ? [index] : []));
  const nameAt = (point: GridPoint) => indices.map((index) => factors[index]?.levels[point[index] as number]?.name).join(', '); // prettier-ignore
  const byName = new Map<string, GridPoint[]>();
  for (const point of pointsOf(among, place, scope, experiment, claim)) {
    byName.set(nameAt(point), [...(byName.get(nameAt(point)) ?? []), point]);
  }
  const claimed = new Set(pointsOf(are, place, scope, experiment, claim).map(nameAt));
  const stranger = [...claimed].find((name) => !byName.has(name));
  if (stranger !== undefined) throw fail('SB_LEVEL_UNKNOWN', are.written, `"${stranger}" is not among the levels that are compared`, choices(stranger, [...byName.keys()])); // prettier-ignore
  if (claimed.size === byName.size) throw fail('SB_CLAIM_BEST', are.written, 'that the best is one of all that are compared says nothing', 'leave some of among out of are'); // prettier-ignore
  return [...byName].map(([name, points]) => ({ name, points, claimed: claimed.has(name) }));
}
