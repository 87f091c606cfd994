import { z } from 'zod';
import { SeedbedError } from '../../errors.js';
import type { Component } from '../component.js';

/** Version of what a package exports: `"seedbed": { "components": 1 }` in its package.json. */
export const componentsContract = 1;

const kinds = ['layer', 'family', 'optimizer', 'schedule', 'loss', 'initializer', 'transform', 'method', 'mask', 'metric'] as const; // prettier-ignore

/** Streams that are there without any component. */
const ownPurposes = ['split', 'subset', 'init', 'order'];

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a name of letters, digits, - and _, beginning with a letter');
const aFunction = z.custom((value) => typeof value === 'function', 'a function');

/** What can be seen of a component without asking it. */
const schema = z.looseObject({
  kind: z.enum(kinds, `one of ${kinds.join(', ')}`),
  name,
  version: z.int('a whole number from 1').min(1, 'a whole number from 1'),
  summary: z.string('a sentence').min(1, 'a sentence'),
  // Not instanceof: a package may bring a zod of its own.
  options: z.looseObject({ shape: z.looseObject({}), safeParse: aFunction }, 'options of z.strictObject({ … })'),
  draws: name.optional(),
});

/** What a kind needs beside that. */
const needs: Partial<Record<Component['kind'], z.ZodType>> = {
  layer: z.looseObject({ place: aFunction }),
  family: z.looseObject({ expand: aFunction }),
  metric: z.looseObject({
    unit: z.enum(['%', 'loss', 'target', 'none'], 'one of %, loss, target, none'),
    better: z.enum(['higher', 'lower', 'neither'], 'one of higher, lower, neither'),
    of: z.literal('part', 'part: a metric of a package is of a part'),
    measure: aFunction,
  }),
};

/**
 * What a package exports, as components.
 * @param purposes the seed streams from which others draw.
 * @throws SeedbedError SB_COMPONENTS_INVALID with the first that is none.
 */
export function checkComponents(
  owner: string,
  candidate: unknown,
  purposes: ReadonlySet<string>,
): readonly Component[] {
  const refused = (what: string) =>
    new SeedbedError('SB_COMPONENTS_INVALID', `${owner}: ${what}`, {
      hint: 'It exports a list called "components", each made with a function of @seedbed/core/plugin: docs/plugins-components.md.',
    });
  if (!Array.isArray(candidate) || candidate.length === 0)
    throw refused('its list "components" is not there, or empty');
  const taken = new Set<string>();
  for (const [index, each] of (candidate as Component[]).entries()) {
    const title = typeof each?.name === 'string' ? each.name : `component ${index + 1}`;
    const issue = issueOf(schema, each) ?? issueOf(needs[each.kind] ?? z.unknown(), each);
    if (issue) throw refused(`${title}: "${issue.path.join('.')}" has to be ${issue.message}`);
    const key = `${each.kind} ${each.name}@${each.version}`;
    if (taken.has(key)) throw refused(`${key} is there twice`);
    taken.add(key);
    if (each.draws !== undefined && (purposes.has(each.draws) || ownPurposes.includes(each.draws))) {
      throw refused(`${title} draws from "${each.draws}", as others do: their numbers would be the same; call its stream otherwise`); // prettier-ignore
    }
  }
  return candidate as Component[];
}

const issueOf = (type: z.ZodType, value: unknown) => type.safeParse(value).error?.issues[0];
