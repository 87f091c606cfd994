import { z } from 'zod';
import { type Grammar, modelFields, stageFields, templateFields, trainingFields } from '../spec/grammar.js';
import { scales } from '../spec/factors.js';
import { claimKinds } from '../claims/kinds/index.js';
import { claimSchema } from '../claims/reading/claim-schema.js';
import { everywhere, figureKinds } from '../figures/figure-kinds.js';
import { headSchema } from '../spec/head.js';
import { searchSchema } from '../spec/search.js';
import { selector } from '../spec/selector-schema.js';
import { about } from './about/every.js';
import type { Chapter, Entry } from './entry.js';
import { expectedIn, isRequired, meaningOf, unwrapped, usualOf } from './words.js';

type Facts = Pick<Entry, 'type' | 'required' | 'usual'> & { readonly description?: string | undefined };

/** @throws Error for a field without an example or a meaning: the folder about has them. */
function entry(path: string, { description, ...facts }: Facts): Entry {
  const { meaning = description, usual = facts.usual, required, example } = about[path] ?? {};
  if (meaning === undefined || example === undefined) throw new Error(`the manual knows no ${example === undefined ? 'example' : 'meaning'} of ${path}`); // prettier-ignore
  return { path, ...facts, usual, required: required ?? (facts.required && usual === undefined), meaning, example };
}

/** A field whose type is known, and the fields below it. */
function typed(path: string, type: z.ZodType): Entry[] {
  const inner = unwrapped(type);
  const own = entry(path, { type: expectedIn(type), required: isRequired(type), usual: usualOf(type), description: meaningOf(type) }); // prettier-ignore
  return [own, ...(inner instanceof z.ZodObject ? fieldsOf(inner, path) : [])];
}

/** One of several, of which none is required by itself. */
const oneOf = (path: string, type: z.ZodType): Entry[] => {
  const [own, ...below] = typed(path, type);
  return [{ ...(own as Entry), required: false }, ...below];
};

const fieldsOf = (type: z.ZodObject, path: string): Entry[] =>
  Object.entries(type.shape).flatMap(([key, each]) => typed(path === '' ? key : `${path}.${key}`, each as z.ZodType));

const named = (path: string, type: string): Entry => entry(path, { type, required: false, usual: undefined });

/** What the template holds at a path, where `$NAME` and tables are allowed, too. */
function templated(path: string, grammar: Grammar): Entry[] {
  switch (grammar.is) {
    case 'fields':
      return [named(path, `{ ${Object.keys(grammar.fields).join(', ')} }`), ...inside(path, grammar.fields)];
    case 'named':
      return templated(`${path}.NAME`, grammar.each);
    case 'component':
      return [named(path, `a component: ${grammar.of}`)];
    case 'components':
      return [named(path, `a list of components: ${grammar.of}`)];
    case 'layers':
      return [named(path, 'a list of components: layer, family')];
    case 'weights':
      return [named(path, 'a REF, or { from: REF, layers }')];
    default:
      return [leaf(path, grammar.type ?? z.unknown())];
  }
}

const leaf = (path: string, type: z.ZodType): Entry =>
  entry(path, { type: expectedIn(type), required: false, usual: usualOf(type), description: meaningOf(type) });

const inside = (path: string, fields: Readonly<Record<string, Grammar>>): Entry[] =>
  Object.entries(fields).flatMap(([key, inner]) => templated(`${path}.${key}`, inner));

/** What a stage may say that it shares with no other. */
const ownOfStages = Object.fromEntries(
  Object.entries(stageFields).filter(([key]) => !Object.hasOwn({ ...modelFields, ...trainingFields }, key)),
);

const factor = [
  named('factors.NAME', 'a list of levels, { LEVEL: OVERRIDES }, or { levels, scale, unit, title }'),
  named('factors.NAME.LEVEL.PATH', 'what PATH takes'),
  named('factors.NAME.LEVEL.for', '{ VARIABLE: [VALUE, …] }'),
  named('factors.NAME.levels', 'a list of levels, or { LEVEL: OVERRIDES }'),
  named('factors.NAME.scale', `one of ${scales.join(', ')}`),
  named('factors.NAME.unit', 'text'),
  named('factors.NAME.title', 'text'),
];

const tests = (): Entry[] =>
  claimKinds.flatMap(({ name, schema, summary }) => oneOf(`claims[].test.${name}`, schema.describe(summary)));

const claim = claimSchema.omit({ test: true });

function figures(): Entry[] {
  const all = Object.entries(figureKinds).flatMap(([kind, each]) => oneOf(`figures[].${kind}`, each));
  const shared = all.filter(({ path }) => Object.hasOwn(everywhere, path.split('.')[2] ?? ''));
  const own = all.filter((each) => !shared.includes(each));
  const once = shared.slice(-Object.keys(everywhere).length);
  return [...own, ...once.map((each) => ({ ...each, path: each.path.replace(/\.[a-z]+\./, '.KIND.') }))];
}

/** Every field of an experiment, chapter by chapter, from the grammar and the types that the reader checks. */
export const fieldChapters = (): Chapter[] => [
  { title: 'The file', entries: [named('extends', 'the path of a file'), ...fieldsOf(headSchema, '')] },
  { title: 'Data', entries: templated('data', templateFields.data) },
  { title: 'Model', entries: inside('model', modelFields) },
  { title: 'Training', entries: inside('training', trainingFields) },
  { title: 'Stages', entries: inside('stages.NAME', ownOfStages) },
  { title: 'Factors', entries: [...factor, ...oneOf('skip[]', selector)] },
  { title: 'Search', entries: fieldsOf(searchSchema, 'search') },
  { title: 'Metrics of your own', entries: [named('metrics.NAME', 'a component: metric')] },
  { title: 'Claims', entries: [...fieldsOf(claim, 'claims[]'), ...tests()] },
  { title: 'Figures', entries: figures() },
];
