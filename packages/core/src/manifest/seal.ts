import { readFileSync } from 'node:fs';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { SeedbedError, exitCodes } from '../errors.js';
import { type Manifest, manifestSchema } from './schema.js';

export type UnsealedManifest = Omit<Manifest, 'result' | 'digest'>;

/** The digest of a run's results: what was drawn, every loss, the weights, what was measured, how it ended. */
export function resultDigest(manifest: UnsealedManifest): string {
  const { cellId, seeds, data, outcome, evaluations, loss, weights, test } = manifest;
  return digestOf({ cellId, seeds, data, outcome, evaluations, loss, weights, test });
}

/** Adds the digest of the results and that of the whole manifest, in the place of those that are there. */
export function seal(manifest: UnsealedManifest): Manifest {
  const withResult = { ...manifest, result: resultDigest(manifest), digest: undefined };
  return { ...withResult, digest: digestOf(withResult) };
}

/** A manifest as it is stored: canonical JSON and a line end. */
export function manifestText(manifest: Manifest): string {
  return `${canonicalJson(manifest)}\n`;
}

/** Checks the bytes of a stored manifest. @returns the manifest, or a sentence that says what is wrong with them. */
export function decodeManifest(bytes: Buffer): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return 'not a readable JSON file';
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `not a manifest: ${issue?.path.join('.')}: ${issue?.message}`;
  }
  const { digest, ...rest } = parsed.data;
  if (digestOf(rest) !== digest) return 'it was changed after it was written: its digest does not match';
  const { result, ...unsealed } = rest;
  if (resultDigest(unsealed) !== result) return 'its result digest does not match its results';
  // Another spelling of the same values is a change too: what is stored is what was written, byte for byte.
  if (!bytes.equals(Buffer.from(manifestText(parsed.data)))) return 'it is not as it was written';
  return parsed.data;
}

/**
 * Reads and checks one manifest.
 * @throws SeedbedError SB_MANIFEST_DAMAGED (exit 1) when it is no manifest or its digests do not match.
 */
export function readManifest(path: string): Manifest {
  const damaged = (what: string, cause?: unknown) =>
    new SeedbedError('SB_MANIFEST_DAMAGED', `${path}: ${what}`, {
      hint: 'restore it from version control, or delete it and run again',
      exitCode: exitCodes.checkFailed,
      cause,
    });
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw damaged('not a readable JSON file', cause);
  }
  const manifest = decodeManifest(bytes);
  if (typeof manifest === 'string') throw damaged(manifest);
  return manifest;
}
