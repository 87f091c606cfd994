import { resolve } from 'node:path';
import type { Registry } from '../components/registry.js';
import { readSpecFiles } from './documents.js';
import { choices } from './nearest.js';
import { checked } from './checked.js';
import { extended } from './extend.js';
import { type Factor, factorsOf } from './factors.js';
import { stageFields, template as templateGrammar } from './grammar.js';
import { type Head, headSchema } from './head.js';
import { gridOf, type GridPoint, type Selector, selectorOf } from './grid.js';
import { checkName } from './names.js';
import { grammarAt } from './overrides.js';
import { readSearch, type Search } from './search.js';
import { checkSize, combinationCount } from './combinations.js';
import { checkTemplate } from './template.js';
import {
  fail,
  failAt,
  field,
  kindOf,
  mappingOrFail,
  plainOf,
  type Mapping,
  type Place,
  type Value,
  valueOf,
} from './value.js';

/** An experiment as it was written: a template of stages, factors, replicates. */
export interface Experiment {
  /** The file that was asked for. */
  readonly path: string;
  /** That file and those that it extends, in this order. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly root: Mapping;
  readonly head: Head;
  /** `data`, `model`, `training` and `stages`: what levels change. */
  readonly template: Mapping;
  readonly stages: readonly string[];
  readonly factors: readonly Factor[];
  readonly skip: readonly Selector[];
  readonly points: readonly GridPoint[];
  readonly search: Search | undefined;
  readonly registry: Registry;
}

const elsewhere = ['data', 'model', 'training', 'stages', 'factors', 'skip', 'search', 'metrics', 'claims', 'figures'];
export const required = [
  'seedbed',
  'name',
  'title',
  'question',
  'seed',
  'replicates',
  'data',
  'model',
  'training',
  'stages',
];

/**
 * Reads an experiment and the one that it extends, and checks all that needs no grid point.
 * @throws SeedbedError SB_SPEC_…, SB_FACTOR_…, SB_PATH_…, with file, line and column.
 */
export function readExperiment(path: string, registry: Registry): Experiment {
  const read = readSpecFiles(path);
  const files = read.map(({ path: each, text }) => ({ path: each, text }));
  const merged = read
    .map(valueOf)
    .map((value) => mappingOrFail(value, 'an experiment'))
    .reduceRight((base, variant) => extended(base, variant));
  const root: Mapping = { ...merged, entries: new Map([...merged.entries].filter(([key]) => key !== 'extends')) };
  refuseFirstEdition(root);
  const known = [...Object.keys(headSchema.shape), ...elsewhere];
  for (const [key, entry] of root.entries) {
    if (!known.includes(key)) throw failAt('SB_SPEC_INVALID', entry.key, `an experiment has no field "${key}"`, choices(key, known)); // prettier-ignore
  }
  const missing = required.find((key) => !root.entries.has(key));
  if (missing !== undefined) throw fail('SB_SPEC_INVALID', root, `the field "${missing}" is missing`, missing === 'seedbed' ? 'write seedbed: 2, the edition of the language' : undefined); // prettier-ignore
  const head = headOf(root);
  const template = partOf(root, ['data', 'model', 'training', 'stages']);
  const factors = factorsOf(field(root, 'factors'));
  const search = readSearch(field(root, 'search'), factors, resolve(path));
  checkWhole(root, template, factors, search, registry);
  const skip = skipOf(field(root, 'skip'), factors);
  const points = gridOf(factors, skip);
  checkRuns(root, head, points.length, search);
  if (points.length === 0) throw fail('SB_GRID_EMPTY', field(root, 'skip') as Value, 'skip leaves no grid point');
  const stages = [...mappingIn(template, 'stages').entries.keys()];
  return { path: resolve(path), files, root, head, template, stages, factors, skip, points, search, registry };
}

/** What the first edition called `data`, groups of `classes`, and a factor. */
const firstEdition = ['dataset', 'split', 'conditions'];

function refuseFirstEdition({ entries }: Mapping): void {
  const old = firstEdition.flatMap((key) => entries.get(key) ?? [])[0];
  if (!old) return;
  throw failAt(
    'SB_SPEC_EDITION',
    old.key,
    entries.has('seedbed')
      ? 'a field of the first edition of the language'
      : 'this file is written in the first edition of the language',
    'write seedbed: 2, with dataset as data: { NAME: { plugin } }, split as data.NAME.classes and stages.NAME.learn, and conditions as factors: { condition: { LEVEL: { PATH: VALUE } } }; docs/language.md has all of it',
  );
}

/** @throws SeedbedError SB_GRID_SIZE for more than a plan can hold. */
function checkRuns(root: Mapping, { replicates }: Head, points: number, search: Search | undefined): void {
  const count = typeof replicates === 'number' ? replicates : replicates.count;
  checkSize(points * count, 'the grid points of all replicates', field(root, 'replicates') as Value);
  if (!search) return;
  const searched = combinationCount([...search.values.values()].map(({ values }) => values));
  checkSize(points * search.replicates.count * searched, 'the searched values at all grid points', field(root, 'search') as Value); // prettier-ignore
}

function headOf(root: Mapping): Head {
  const own = partOf(root, Object.keys(headSchema.shape));
  const head = checked(headSchema, own, '', plainOf(own));
  const ofEngine = ['backend', 'precision'].find((key) => own.entries.has(key));
  if (!head.trainer || ofEngine === undefined) return head;
  throw fail('SB_SPEC_INVALID', field(own, ofEngine) as Value, `${ofEngine} says how the engine computes, and the program of trainer trains these runs`, `leave it out; a spec that extends another one says ${ofEngine}: null`); // prettier-ignore
}

const partOf = (root: Mapping, keys: readonly string[]): Mapping => ({
  ...root,
  entries: new Map([...root.entries].filter(([key]) => keys.includes(key))),
});

export function mappingIn(value: Value, key: string): Mapping {
  const inner = field(value, key);
  if (inner) return mappingOrFail(inner, key);
  throw fail('SB_SPEC_INVALID', value, `${key} cannot be nothing: a mapping is expected`);
}

function checkWhole(
  root: Mapping,
  template: Mapping,
  factors: readonly Factor[],
  search: Search | undefined,
  registry: Registry,
) {
  const metrics = field(root, 'metrics');
  const taken = new Map<string, Place>();
  const claim = (name: string, place: Place) => {
    if (taken.has(name)) throw failAt('SB_SPEC_NAME', place, `"${name}" is there twice: factors, variables, searched values and metrics share their names`, 'give one of them another name'); // prettier-ignore
    taken.set(name, place);
  };
  for (const { name, place, variables } of factors) for (const each of [name, ...variables]) claim(each, place);
  for (const [name, { place }] of search?.values ?? []) claim(name, place);
  const names = [...taken.keys()];
  if (metrics?.kind === 'mapping') for (const [name, { key }] of metrics.entries) claim(name, key);
  const declared = { names, registry };
  checkTemplate(template, templateGrammar, '', declared);
  checkGroups(template);
  for (const { path, place, value } of factors.flatMap(({ levels }) => levels.flatMap(({ overrides }) => overrides))) {
    const grammar = grammarAt({ path, place, value }, template, registry);
    checkTemplate(value, grammar, path.join('.'), declared, true);
    checkNotShadowed(path, place, template);
  }
}

/** Names of sets and groups are unique in a spec, since streams are called after them. */
function checkGroups(template: Mapping): void {
  const seen = new Set<string>(mappingIn(template, 'data').entries.keys());
  for (const { value } of mappingIn(template, 'data').entries.values()) {
    const groups = field(value, 'classes');
    if (groups?.kind !== 'mapping' || groups.entries.has('$by')) continue;
    for (const [name, { key }] of groups.entries) {
      checkName(name, key, 'group');
      if (seen.has(name)) throw failAt('SB_SPEC_NAME', key, `"${name}" is there twice: data sets and groups share their names`, 'give one of them another name'); // prettier-ignore
      seen.add(name);
    }
  }
}

/** A shared field that every stage says itself is nobody's. */
function checkNotShadowed([part, name, ...rest]: readonly string[], place: Place, template: Mapping): void {
  if (part !== 'model' && part !== 'training') return;
  const stages = [...mappingIn(template, 'stages').entries.values()];
  if (!Object.hasOwn(stageFields, name as string) || !stages.every(({ value }) => field(value, name as string))) return;
  const path = [part, name, ...rest].join('.');
  throw failAt('SB_PATH_SHADOWED', place, `${path} changes nothing: every stage says its own ${name}`, `override stages.NAME.${name} instead`); // prettier-ignore
}

function skipOf(written: Value | undefined, factors: readonly Factor[]): Selector[] {
  if (written === undefined) return [];
  if (written.kind !== 'list') throw fail('SB_SPEC_INVALID', written, `skip cannot be ${kindOf(written)}: a list of { FACTOR: LEVEL } is expected`); // prettier-ignore
  return written.items.map((item) => selectorOf(item, factors));
}
