import { z } from 'zod';
import { canonicalJson, sha256 } from '../digest/canonical.js';
import { type ExampleInputs, type Part, setParts } from './contract.js';
import { type DatasetFacts, partSize } from './dataset.js';
import { fingerprintOf } from './fingerprint.js';

/**
 * The packed file, format 4 (its ends are text, so `head -1` and `tail -c 4000` show what it is):
 *
 *     seedbed-packed 4\n         opening line, names the format's version
 *     inputs                     bytes, or float32 little-endian; train, test, validation, then class, item, row by row
 *     targets                    float32 little-endian, in the same order, where there are numbers to be predicted
 *     groups                     uint32 little-endian, in the same order, where examples have groups
 *     digests                    SHA-256 of each block of inputs, 32 bytes each
 *     {"blocks":…}               header, canonical JSON
 *     \n<header bytes, 12 digits> <sha256 of the header> seedbed-end\n
 *
 * The header comes behind the examples, as in zip and Parquet: counts and checksums are known only once the last example
 * has been read.
 */
export const packedFormat = 4;
export const openingLine = `seedbed-packed ${packedFormat}\n`;
export const trailerBytes = 1 + 12 + 1 + 64 + ' seedbed-end\n'.length;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const counts = z.array(z.int().min(0));

const headerSchema = z.strictObject({
  plugin: z.string().min(1),
  version: z.string().min(1),
  origin: z.string(),
  options: z.unknown(),
  skipDamaged: z.boolean(),
  inputs: z.strictObject({ shape: z.array(z.int().min(1)).min(1), type: z.enum(['uint8', 'float32']) }),
  columns: z.array(z.string()).optional(),
  classes: z.array(z.string()).min(1),
  targets: z.union([
    z.enum(['class', 'none']),
    z.array(z.strictObject({ name: z.string(), unit: z.string().optional() })).min(1),
  ]),
  grouped: z.boolean(),
  counts: z.strictObject({ train: counts, test: counts, validation: counts }),
  notes: z.array(z.string()),
  digests: z.strictObject({ inputs: digest, targets: digest.optional(), groups: digest.optional() }),
  blocks: z.strictObject({ bytes: z.int().min(1), sha256: digest.describe('SHA-256 of the digests of all blocks.') }),
  fingerprint: digest,
});

/** What a packed file says about itself; see `headerSchema`. */
export type PackedHeader = Readonly<Omit<z.infer<typeof headerSchema>, 'targets' | 'columns'>> &
  Pick<DatasetFacts, 'targets' | 'columns'>;

/** Values of one example. */
export const inputValues = ({ shape }: ExampleInputs): number => shape.reduce((product, extent) => product * extent, 1);

/** Bytes of the inputs of one example. */
export const inputBytes = (inputs: ExampleInputs): number => inputValues(inputs) * (inputs.type === 'uint8' ? 1 : 4);

/** How many numbers are to be predicted of an example. */
export const targetCount = ({ targets }: Pick<DatasetFacts, 'targets'>): number =>
  typeof targets === 'string' ? 0 : targets.length;

export const blockDigestBytes = 32;

/**
 * Bytes of inputs that have a digest together: as many examples as 64 KiB hold, and at least one, so that an example is
 * checked with one block, which takes no longer to read and to digest than a disk takes to answer.
 */
export const blockBytes = (inputs: ExampleInputs): number =>
  Math.max(1, Math.floor((64 * 1024) / inputBytes(inputs))) * inputBytes(inputs);

/** Examples of all parts. */
export const examplesIn = (counts: DatasetFacts['counts']): number =>
  setParts.reduce((sum, part) => sum + partSize({ counts }, part), 0);

/** Where each class of each part begins, in examples, in packed order. */
export function firstExamples({ counts }: Pick<DatasetFacts, 'counts'>): Record<Part, number[]> {
  let next = 0;
  const ofPart = (part: Part) => counts[part].map((examples) => (next += examples) - examples);
  return { train: ofPart('train'), test: ofPart('test'), validation: ofPart('validation') };
}

/** Header and trailer, the bytes that follow the examples. */
export function encodeEnd(header: PackedHeader): Uint8Array {
  const text = Buffer.from(canonicalJson(header), 'utf8');
  const length = String(text.length).padStart(12, '0');
  return Buffer.concat([text, Buffer.from(`\n${length} ${sha256(text)} seedbed-end\n`, 'latin1')]);
}

/** The header's length and checksum out of a file's last `trailerBytes` bytes; undefined when they are no trailer. */
export function decodeTrailer(bytes: Uint8Array): { length: number; sha256: string } | undefined {
  const match = /^\n(\d{12}) ([0-9a-f]{64}) seedbed-end\n$/.exec(Buffer.from(bytes).toString('latin1'));
  return match ? { length: Number(match[1]), sha256: match[2]! } : undefined;
}

/** The header out of its bytes, or a sentence that says what is wrong with it. */
export function decodeHeader(bytes: Uint8Array, checksum: string): PackedHeader | string {
  if (sha256(bytes) !== checksum) return 'the checksum of its header differs';
  const parsed = headerSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (!parsed.success) return `its header is not one of format ${packedFormat}: ${z.prettifyError(parsed.error)}`;
  const header = parsed.data as PackedHeader;
  const { counts: ofParts, classes } = header;
  if (setParts.some((part) => ofParts[part].length !== classes.length)) return 'its counts do not fit its classes';
  if (fingerprintOf(header, header.digests) !== header.fingerprint) return 'its fingerprint is not that of its content';
  return header;
}
