import { createHash } from 'node:crypto';
import serialize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785): equal values give equal text, whatever the order in which keys were written.
 * `undefined` members are left out.
 */
export function canonicalJson(value: unknown): string {
  const text = (serialize as unknown as (value: unknown) => string | undefined)(value);
  if (text === undefined) throw new TypeError('a value without a JSON form has no canonical text');
  return text;
}

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
