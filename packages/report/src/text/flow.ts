import type { Plain } from '@seedbed/core';

/** A value as the spec writes it, on one line: "{ sgd: { momentum: 0.9 } }". */
export function flow(value: Plain): string {
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(flow).join(', ')}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const entries = Object.entries(value);
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, member]) => `${key}: ${flow(member)}`).join(', ')} }`;
}

/** The same without the outer braces. */
export const fields = (value: Plain): string => flow(value).replace(/^\{ (.*) \}$/s, '$1');
