import { createHash } from 'node:crypto';
import serialize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785): equal values give equal text, whatever the order in which keys were written.
 * `undefined` members are left out.
 * @throws TypeError for what no JSON can hold: numbers that are not finite, functions, maps, typed arrays.
 */
export function canonicalJson(value: unknown): string {
  // What is in order already, as all that was read from canonical text, JSON.stringify writes the same and faster.
  if (isOrdered(value)) return JSON.stringify(value);
  return (serialize as unknown as (value: unknown) => string)(value);
}

/**
 * Whether the keys of all objects in a value are in order.
 * @throws TypeError where a value has no JSON form: two different values must never give the same text, and the library
 * writes a Map as {} and a function as undefined.
 */
function isOrdered(value: unknown): boolean {
  if (typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' || typeof value === 'boolean')
    return true;
  if (value === null) return true;
  let ordered = true;
  if (Array.isArray(value)) {
    for (const item of value) ordered = isOrdered(item) && ordered;
    return ordered;
  }
  if (typeof value !== 'object' || !isPlain(value))
    throw new TypeError('a value without a JSON form has no canonical text');
  let previous = '';
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    ordered = isOrdered(member) && key >= previous && ordered;
    previous = key;
  }
  return ordered;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
