import { z } from 'zod';

/** One of several fields, each with its own schema. */
export const oneOf = (schemas: Readonly<Record<string, z.ZodType>>) =>
  z
    .strictObject(Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema.optional()])))
    .refine((value) => Object.keys(value).length === 1, { error: `one of ${Object.keys(schemas).join(', ')}` });

export const line = z.string({ error: 'text' }).min(1, { error: 'text' });
const scalar = z.union([z.number(), z.string(), z.boolean()], { error: 'a level' });
const levels = z.union([scalar, z.array(scalar).min(1)], { error: 'a level, or a list of levels' });

/** Levels of factors. */
export const selector = z.record(z.string(), levels, { error: '{ FACTOR: LEVEL }' });

/** Names of factors and variables. */
export const names = z.union([line, z.array(line).min(1)], { error: 'a factor or variable, or a list of them' });

const range = z
  .strictObject({ from: z.number().optional(), below: z.number().optional() })
  .refine(({ from, below }) => from !== undefined || below !== undefined, { error: 'from, below, or both' });

/** The levels that a claim or a figure keeps. */
export const at = z.record(z.string(), z.union([levels, range]));

/** What is subtracted: levels, or a number. */
export const minus = z.union([selector, z.number()], { error: '{ FACTOR: LEVEL }, or a number' });

export const contrastSchema = z.strictObject({ name: line.optional(), plus: selector, minus });
