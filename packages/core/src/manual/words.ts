import { z } from 'zod';

/** What is expected there, in the words of its errors: "a whole number from 1". */
export function expectedIn(type: z.ZodType): string {
  const inner = unwrapped(type);
  // A type's own words come with whichever check fails: of text and numbers also those behind the first.
  for (const wrong of [Symbol('wrong'), '', -1.5]) {
    const message = inner.safeParse(wrong).error?.issues[0]?.message;
    if (message !== undefined && !/^(Invalid|Too|Unrecognized)/.test(message)) return message;
  }
  return structure(inner);
}

/** What counts where nothing is said; undefined of what must be said, is nothing then, or has fields of its own. */
export function usualOf(type: z.ZodType): unknown {
  const nothing = type.safeParse(undefined);
  return nothing.success && !isMapping(nothing.data) ? nothing.data : undefined;
}

const isMapping = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What it is for, in the words of its type. */
export const meaningOf = (type: z.ZodType): string | undefined => type.description ?? unwrapped(type).description;

export const isRequired = (type: z.ZodType): boolean => !type.safeParse(undefined).success;

/** A type without what says that it may be absent. */
export function unwrapped(type: z.ZodType): z.ZodType {
  if (type instanceof z.ZodDefault || type instanceof z.ZodOptional) return unwrapped(type.unwrap() as z.ZodType);
  return type;
}

function structure(type: z.ZodType): string {
  if (type instanceof z.ZodUnion) return type.options.map((each) => expectedIn(each as z.ZodType)).join(', or ');
  if (type instanceof z.ZodEnum) return type.options.length > 1 ? `one of ${type.options.join(', ')}` : String(type.options[0]); // prettier-ignore
  if (type instanceof z.ZodLiteral) return [...type.values].join(', ');
  if (type instanceof z.ZodObject) return `{ ${Object.keys(type.shape).join(', ')} }`;
  if (type instanceof z.ZodArray)
    return `a list of ${expectedIn(type.element as z.ZodType).replace(/^(one of|an?) /, '')}`;
  if (type instanceof z.ZodRecord) return `{ NAME: ${expectedIn(type.valueType as z.ZodType)} }`;
  if (type instanceof z.ZodString) return 'text';
  if (type instanceof z.ZodNumber) return 'a number';
  if (type instanceof z.ZodBoolean) return 'true or false';
  return 'any value';
}
