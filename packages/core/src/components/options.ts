import { z } from 'zod';

/*
 * Types of options. Each says what it expects in the words of an error ("a whole number from 1") and takes what the
 * option means, with its unit, for the reference and for editors.
 */

const said = (words: string) => ({ error: words });

/** @param from Least value. @param to Largest value. */
export function whole(meaning: string, from = 1, to = Number.MAX_SAFE_INTEGER) {
  const words = said(to === Number.MAX_SAFE_INTEGER ? `a whole number from ${from}` : `a whole number from ${from} to ${to}`); // prettier-ignore
  return z.int(words).min(from, words).max(to, words).describe(meaning);
}

export function atLeast(meaning: string, from = 0) {
  const words = said(`a number from ${from}`);
  return z.number(words).min(from, words).describe(meaning);
}

export function above(meaning: string, bound = 0) {
  const words = said(`a number above ${bound}`);
  return z.number(words).gt(bound, words).describe(meaning);
}

/** A share, from 0 to 1. */
export function share(meaning: string) {
  const words = said('a share from 0 to 1');
  return z.number(words).min(0, words).max(1, words).describe(meaning);
}

/** From 0, and below 1. */
export function below1(meaning: string) {
  const words = said('a number from 0, below 1');
  return z.number(words).min(0, words).lt(1, words).describe(meaning);
}

export const anyNumber = (meaning: string) => z.number(said('a number')).describe(meaning);

export const yesOrNo = (meaning: string) => z.boolean(said('true or false')).describe(meaning);

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, meaning: string) =>
  z.enum(values, said(`one of ${values.join(', ')}`)).describe(meaning);

export const text = (meaning: string) => z.string(said('text')).min(1, said('text')).describe(meaning);

/** Filled in by the planner: the run that a reference leads to. */
export const run = (meaning: string) =>
  z.strictObject({ run: z.string() }, said('a stage, or { stage, at }')).describe(meaning);

/** Filled in by the planner: layers, each checked already. */
export const layerList = (meaning: string) =>
  z.array(z.unknown(), said('a list of layers')).min(1, said('a list of at least one layer')).describe(meaning);

/** Filled in by the planner: a component, checked already. */
export const part = (meaning: string) => z.unknown().describe(meaning);
