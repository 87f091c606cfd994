import { z } from 'zod';
import { claimKinds } from '../kinds/index.js';
import { at, line, names, oneOf } from '../../spec/selector-schema.js';

const alphaWords = { error: 'a number above 0, below 0.5' };

/** A claim as data: what is contrasted, where, and what would be too small to matter. */
export const claimSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, { error: 'a letter, then letters, digits, - and _' }),
  statement: line,
  origin: z.enum(['stated', 'inferred', 'ours'], { error: 'stated, inferred or ours' }),
  quote: z.strictObject({ text: line, source: line }).optional(),
  metric: line.optional(),
  over: names.optional(),
  at: at.optional(),
  mean: names.optional(),
  test: oneOf(Object.fromEntries(claimKinds.map(({ name, schema }) => [name, schema]))),
  // From 0.5 on one replicate would be enough.
  alpha: z.number(alphaWords).gt(0, alphaWords).lt(0.5, alphaWords).default(0.05),
  margin: z.number({ error: 'a number above 0' }).gt(0, { error: 'a number above 0' }),
});
