import type { z } from 'zod';
import { claimKinds } from '../kinds/index.js';
import type { Claim, ClaimKind } from '../model/claim.js';
import type { ClaimAt } from '../model/operands.js';
import { placesOf, scopeOf } from '../../figures/cells.js';
import { checked } from '../../spec/checked.js';
import type { ClaimReader } from '../model/reader.js';
import { claimSchema } from './claim-schema.js';
import type { Experiment } from '../../spec/experiment.js';
import { selectorOf } from '../../spec/grid.js';
import { mainMetric, numberNamed } from '../../plan/metric-name.js';
import type { Plan } from '../../plan/planned.js';
import { fail, field, textOf, type Scalar, type Value } from '../../spec/value.js';

/**
 * The claims of an experiment, checked: every factor is named, every grid point that is needed is there.
 * @throws SeedbedError SB_CLAIM_SILENT, SB_CLAIM_AXIS, SB_CLAIM_…, SB_POINT_MISSING, SB_METRIC_…, SB_FACTOR_UNKNOWN.
 */
export function claimsOf(experiment: Experiment, plan: Plan): Claim[] {
  const written = field(experiment.root, 'claims');
  if (written === undefined) return [];
  if (written.kind !== 'list') throw fail('SB_SPEC_INVALID', written, 'claims are a list');
  const seen = new Set<string>();
  return written.items.map((item, index) => {
    const claim = claimOf(item, index, experiment, plan);
    if (seen.has(claim.id)) throw fail('SB_SPEC_NAME', field(item, 'id') as Value, `there are two claims "${claim.id}"`); // prettier-ignore
    seen.add(claim.id);
    return claim;
  });
}

function claimOf(written: Value, index: number, experiment: Experiment, plan: Plan): Claim {
  const named = textOf(field(written, 'id'));
  const spoken: z.infer<typeof claimSchema> = checked(claimSchema, written, named === undefined ? `claims.${index}` : `claim ${named}`); // prettier-ignore
  const { id, statement, origin, quote, alpha, margin } = spoken;
  const kind = claimKinds.find(({ name }) => Object.hasOwn(spoken.test, name)) as ClaimKind;
  const body = field(field(written, 'test'), kind.name) as Value;
  const main: Scalar = { kind: 'scalar', value: mainMetric(plan.runs), place: written.place };
  const metric = numberNamed(field(written, 'metric') ?? main, experiment);
  const scope = scopeOf(written, experiment);
  const reader: ClaimReader = { claim: written, metric, scope, experiment };
  kind.check?.(reader);
  for (const side of kind.sides(body)) checkSilent(side, reader, id);
  const places = placesOf(scope, experiment.factors).map((place): ClaimAt => ({ place, ...kind.at(body, { ...reader, place }) })); // prettier-ignore
  if (places.length === 0) throw fail('SB_CLAIM_NOWHERE', field(written, 'over') ?? written, `no level that is left has ${scope.over.map(({ name }) => name).join(' and ')}`, 'leave more with at'); // prettier-ignore
  const direction = textOf(field(body, 'direction')) as Claim['direction'];
  const { over, mean } = scope;
  return { id, statement, origin, quote, alpha, margin, metric, over, mean, kind, direction, places };
}

/** Silence could mean each level or their mean, and the verdicts differ: every factor must be named. */
function checkSilent(sides: readonly Value[], { claim, scope, experiment }: ClaimReader, id: string): void {
  const { over, mean, left } = scope;
  const selectors = sides.map((side) => selectorOf(side, experiment.factors));
  for (const [index, { name, levels }] of experiment.factors.entries()) {
    const axes = [...over, ...mean].some(({ factor, variable }) => factor === index && !variable);
    const named = selectors.length > 0 && selectors.every((selector) => selector.has(name));
    const kept = left[index] as readonly number[];
    if (kept.length === 1 || axes || named) continue;
    const words = kept.map((level) => levels[level]?.name).join(', ');
    throw fail('SB_CLAIM_SILENT', claim, `claim ${id} does not say what becomes of ${name}, which has the levels ${words}`, `name one level in at, or ${name} in over, in mean, or in each of plus and minus`); // prettier-ignore
  }
}
