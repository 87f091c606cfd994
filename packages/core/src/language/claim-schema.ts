import { z } from 'zod';
import { at, line, names, selector } from './selector-schema.js';

const direction = z.enum(['rising', 'falling'], { error: 'rising or falling' });
const minus = z.union([selector, z.number()], { error: '{ FACTOR: LEVEL }, or a number' });
const contrast = z.strictObject({ name: line.optional(), plus: selector, minus });
const contrasts = z.array(contrast, { error: 'a list of { plus, minus }' }).min(1, { error: 'at least one { plus, minus }' }); // prettier-ignore

/** Kinds of claims. Each says what it contrasts. */
export const testSchemas = {
  trend: z.strictObject({ direction, plus: selector.optional(), minus: minus.optional() }),
  contrasts,
  equivalence: contrasts,
  best: z.strictObject({ among: selector, are: selector }),
};

export type TestKind = keyof typeof testSchemas;

const tests = z
  .strictObject({
    trend: testSchemas.trend.optional(),
    contrasts: contrasts.optional(),
    equivalence: contrasts.optional(),
    best: testSchemas.best.optional(),
  })
  .refine((test) => Object.keys(test).length === 1, { error: 'one of trend, contrasts, equivalence, best' });

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
  test: tests,
  alpha: z.number().gt(0, { error: 'a number above 0, below 1' }).lt(1, { error: 'a number above 0, below 1' }).default(0.05), // prettier-ignore
  margin: z.number({ error: 'a number above 0' }).gt(0, { error: 'a number above 0' }),
});
