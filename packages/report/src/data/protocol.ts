import { type Experiment, type Factor, groupBy, type Level, type Plain, plainOf } from '@seedbed/core';
import { fields, flow } from '../text/flow.js';
import { fixed, list } from '../text/format.js';
import type { ReportModel } from './model.js';

/** An entry of the protocol as the spec declares it. */
export interface ProtocolEntry {
  /** Path in the spec: "stages.target", under which `provenance` may say more. */
  readonly name: string;
  readonly value: string;
}

type Fields = Readonly<Record<string, Plain>>;

const asFields = (value: Plain | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** What was trained on what, read from the spec and from nowhere else. */
export function protocolEntries({ experiment, claims }: ReportModel): ProtocolEntry[] {
  const root = asFields(plainOf(experiment.root));
  const each = (key: string) => Object.entries(asFields(root[key])).map(([name, value]) => ({ name: `${key}.${name}`, value: fields(value) })); // prettier-ignore
  const whole = (...keys: string[]) => keys.flatMap((key) => (root[key] === undefined ? [] : [{ name: key, value: fields(root[key]) }])); // prettier-ignore
  const written = Array.isArray(root['claims']) ? (root['claims'] as readonly Plain[]).map(asFields) : [];
  const judged = [...claims.values()].map(({ id, alpha, margin }) => ({
    name: `claims.${id}`,
    value: [`alpha ${fixed(alpha, 2)}, margin ${margin}`, scopeIn(written.find((claim) => claim['id'] === id))].filter(Boolean).join(', '), // prettier-ignore
  }));
  return [
    ...each('data'),
    ...each('model'),
    ...each('training'),
    ...each('stages'),
    ...whole('skip', 'search'),
    ...each('metrics'),
    ...judged,
    ...whole('seed', 'replicates', 'trainer', 'backend', 'determinism'),
  ];
}

/** Where a claim is judged, and by what: nothing else on the page says it in full. */
const scopeIn = (claim: Fields = {}): string =>
  ['metric', 'over', 'at', 'mean', 'test'].flatMap((key) => (claim[key] === undefined ? [] : [fields({ [key]: claim[key] })])).join(', '); // prettier-ignore

/** A factor with what each of its levels changes. */
export interface FactorEntry {
  readonly factor: Factor;
  readonly levels: readonly { readonly name: string; readonly changes: string }[];
}

/** Levels, and families as they are written; numbers that only `$NAME` takes are listed in one row. */
export function factorEntries({ factors }: Experiment): FactorEntry[] {
  return factors.map((factor) => {
    const plain = factor.levels.every(({ overrides }) => overrides.length === 0) && factor.variables.length === 0;
    if (plain) return { factor, levels: [{ name: list(factor.levels.map(({ name }) => name)), changes: `wherever $${factor.name} is written` }] }; // prettier-ignore
    const families = groupBy(factor.levels, ({ family, name }) => family ?? name);
    return { factor, levels: [...families].map(([name, levels]) => ({ name: nameOf(name, levels), changes: changesOf(levels[0] as Level) })) }; // prettier-ignore
  });
}

/** "S{depth}T, depth 1, 2 and 3". */
function nameOf(name: string, levels: readonly Level[]): string {
  const variables = [...(levels[0] as Level).variables.keys()];
  const values = (variable: string) => [
    ...new Set(levels.map((level) => String(level.variables.get(variable)?.value))),
  ];
  return [name, ...variables.map((variable) => `${variable} ${list(values(variable))}`)].join(', ');
}

const changesOf = ({ overrides }: Level): string =>
  overrides.map(({ path, value }) => `${path.join('.')}: ${flow(plainOf(value))}`).join('; ') || 'changes nothing';
