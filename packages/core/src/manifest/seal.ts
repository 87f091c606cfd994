import { readFileSync, statSync } from 'node:fs';
import { canonicalJson, sha256 } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import { cannotRead } from '../fs/system-errors.js';
import { type Manifest, manifestSchema } from './schema.js';

export type UnsealedManifest = Omit<Manifest, 'result' | 'digest'>;

const results = ['configId', 'seeds', 'data', 'outcome', 'curve', 'loss', 'weights', 'measured'] as const;

/** A member of a manifest as its canonical JSON has it: `"images":25`. */
interface Member {
  readonly key: string;
  readonly text: string;
}

/** A manifest's members in their order, so that its text and both digests are made of one serialisation. */
function canonicalMembers(manifest: object): Member[] {
  const present = Object.entries(manifest).filter(([, value]) => value !== undefined);
  return present
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, text: `${JSON.stringify(key)}:${canonicalJson(value)}` }));
}

const joined = (members: readonly Member[]) => `{${members.map(({ text }) => text).join(',')}}`;

const resultOf = (members: readonly Member[], { measured }: Pick<UnsealedManifest, 'measured'>) =>
  sha256(
    joined(
      members
        .filter(({ key }) => (results as readonly string[]).includes(key))
        .map(({ key, text }) => ({
          key,
          text: key === 'measured' ? `"measured":${canonicalJson(bits(measured))}` : text,
        })),
    ),
  );

/**
 * What was measured, without what follows from the predictions: a metric that is added later changes no result. Where
 * no digest of the predictions was taken, the values have to do.
 */
function bits(measured: UnsealedManifest['measured']) {
  if (measured === null) return null;
  const parts = Object.entries(measured).map(([part, { examples, confusion, predictions, values }]) => {
    const counted = { examples, ...(confusion && { confusion }) };
    return [part, predictions === undefined ? { ...counted, values } : { ...counted, predictions }];
  });
  return Object.fromEntries(parts) as Record<string, unknown>;
}

const wholeOf = (members: readonly Member[]) => sha256(joined(members.filter(({ key }) => key !== 'digest')));

/** The digest of a run's results: what was drawn, every loss, the weights, what was measured, how it ended. */
export function resultDigest(manifest: UnsealedManifest): string {
  return resultOf(canonicalMembers(Object.fromEntries(results.map((key) => [key, manifest[key]]))), manifest);
}

/** Adds the digest of the results and that of the whole manifest, in the place of those that are there. */
export function seal(manifest: UnsealedManifest): Manifest {
  const withResult = { ...manifest, result: resultDigest(manifest), digest: '' };
  return { ...withResult, digest: wholeOf(canonicalMembers(withResult)) };
}

/** A manifest as it is stored: canonical JSON and a line end. */
export function manifestText(manifest: Manifest): string {
  return `${canonicalJson(manifest)}\n`;
}

/** Far deeper than any request; whatever walks over values recurses. */
const deepest = 100;

/** Whether the values that no schema knows can be written again: JSON reads 1e999, and a megabyte of brackets. */
function isWritable(value: unknown, levels = deepest): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isWritable(each, levels - 1));
}

/** Checks the bytes of a stored manifest. @returns the manifest, or a sentence that says what is wrong with them. */
export function decodeManifest(bytes: Buffer): Manifest | string {
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not a readable JSON file';
  }
  // What was parsed lacks such a field, what was read has it: they would not be the same manifest.
  if (text.includes('"__proto__":')) return 'not a manifest: it has a field "__proto__"';
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `not a manifest: ${issue?.path.join('.')}: ${issue?.message}`;
  }
  if (!isWritable(parsed.data.config))
    return 'not a manifest: config: a number is not finite, or it is nested too deep';
  // What was parsed has its keys in the schema's order, what was read in its own.
  const members = canonicalMembers(value as Manifest);
  if (wholeOf(members) !== parsed.data.digest) return 'it was changed after it was written: its digest does not match';
  if (resultOf(members, parsed.data) !== parsed.data.result) return 'its result digest does not match its results';
  // Another spelling of the same values is a change too: what is stored is what was written, byte for byte.
  if (!bytes.equals(Buffer.from(`${joined(members)}\n`))) return 'it is not as it was written';
  return parsed.data;
}

/**
 * Reads and checks one manifest.
 * @throws SeedbedError SB_MANIFEST_DAMAGED (exit 1) when it is no manifest or its digests do not match;
 * SB_FILE_UNREADABLE (exit 4), SB_FILE_NOT_FOUND where that cannot be known.
 */
export function readManifest(path: string): Manifest {
  let manifest: Manifest | string;
  try {
    const what = statSync(path);
    // A link may lead to a device, whose bytes never end.
    manifest = what.isFile() || what.isDirectory() ? decodeManifest(readFileSync(path)) : 'it is no file';
  } catch (cause) {
    throw cannotRead(path, cause);
  }
  if (typeof manifest !== 'string') return manifest;
  throw new SeedbedError('SB_MANIFEST_DAMAGED', `${path}: ${manifest}`, {
    hint: 'restore it from version control, or delete it and run again',
  });
}
