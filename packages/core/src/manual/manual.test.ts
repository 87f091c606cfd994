import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import type { Component } from '../components/component.js';
import { claimKinds } from '../claims/kinds/index.js';
import { claimSchema } from '../claims/reading/claim-schema.js';
import { figureKinds } from '../figures/figure-kinds.js';
import { headSchema } from '../spec/head.js';
import { searchSchema } from '../spec/search.js';
import { about } from './about/every.js';
import { manualOf } from './manual.js';

const { fields, components } = manualOf(knownComponents);
const entries = fields.flatMap((chapter) => chapter.entries);
const entryOf = (path: string) => entries.find((each) => each.path === path);

describe('the manual of the language', () => {
  it('has every field once, with what is expected, a meaning and an example', () => {
    expect(new Set(entries.map(({ path }) => path)).size).toBe(entries.length);
    for (const { type, meaning, example } of entries) expect([type, meaning, example]).not.toContain('');
    expect(Object.keys(about).filter((path) => !entryOf(path) && !path.startsWith('figures[]'))).toEqual([]);
  });

  it('says type, range and default as the reader checks them', () => {
    expect(entryOf('training.batchSize')).toMatchObject({ type: 'a whole number from 1', meaning: 'examples a step' });
    expect(entryOf('training.evaluations')?.usual).toBe(10);
    expect(entryOf('claims[].alpha')).toMatchObject({
      type: 'a number above 0, below 0.5',
      usual: 0.05,
      required: false,
    });
    expect(entryOf('stages.NAME.freeze')?.type).toBe('a whole number from 0, or features');
    expect(entryOf('seed')?.required).toBe(true);
  });

  it.each(Object.entries({ ...headSchema.shape, ...claimSchema.shape }).filter(([key]) => key !== 'test'))(
    'gives an example of %s that the reader takes',
    (key, type) => {
      const example = parse((entryOf(key) ?? entryOf(`claims[].${key}`))?.example as string) as unknown;
      expect(type.safeParse(example).error).toBeUndefined();
    },
  );

  it.each([
    ...Object.entries(searchSchema.shape).map(([key, type]) => [`search.${key}`, type] as const),
    ...claimKinds.map(({ name, schema }) => [`claims[].test.${name}`, schema] as const),
    ...Object.entries(figureKinds).map(([kind, type]) => [`figures[].${kind}`, type] as const),
  ])('gives an example of %s that the reader takes', (path, type) => {
    expect(type.safeParse(parse(entryOf(path)?.example as string)).error).toBeUndefined();
  });

  it.each(components.map((each) => [each.kind, each.name, each] as const))(
    'gives an example of the %s %s that its options take',
    (kind, name, { example }) => {
      const component = knownComponents.find(kind, name) as Component;
      expect(component.options.safeParse(optionsIn(example, component)).error).toBeUndefined();
    },
  );

  it('has a meaning of every option', () => {
    const without = components.flatMap(({ name, options }) => options.filter(({ meaning }) => meaning === '').map((each) => `${name}.${each.name}`)); // prettier-ignore
    expect(without).toEqual([]);
  });
});

/** Options of an example; where a run is named, what the planner puts there. */
function optionsIn(example: unknown, { main, references = [] }: Component): Record<string, unknown> {
  if (typeof example === 'string') return {};
  const [body] = Object.values(example as object) as [unknown];
  const mapping = typeof body === 'object' && body !== null && !Array.isArray(body);
  const options = mapping ? (body as Record<string, unknown>) : { [main as string]: body };
  return { ...options, ...Object.fromEntries(references.map((key) => [key, { run: String(options[key]) }])) };
}
