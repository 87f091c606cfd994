import { createHash } from 'node:crypto';
import serialize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785): equal values give equal text, whatever the order in which keys were written.
 * `undefined` members are left out.
 * @throws TypeError for what no JSON can hold: numbers that are not finite, functions, maps, typed arrays.
 */
export function canonicalJson(value: unknown): string {
  if (value === undefined || !isPlain(value)) throw new TypeError('a value without a JSON form has no canonical text');
  return (serialize as unknown as (value: unknown) => string)(value);
}

/** Two different values must never give the same text; the library writes a Map as {} and a function as undefined. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return value === undefined || typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isPlain(item));
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
