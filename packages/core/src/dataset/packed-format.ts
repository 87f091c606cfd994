import { z } from 'zod';
import { canonicalJson, digestOf, sha256 } from '../digest/canonical.js';
import type { ImageShape, Part } from './contract.js';

/**
 * The packed file, format 2 (its ends are text, so `head -1` and `tail -c 4000` show what it is):
 *
 *     seedbed-packed 2\n                          opening line, names the format's version
 *     pixels                                      bytes 0 to 255; train before test, then class, item, row, column, channel
 *     digests                                     SHA-256 of each block of pixels, 32 bytes each
 *     {"blocks":…}                                header, canonical JSON
 *     \n<header bytes, 12 digits> <sha256 of the header> seedbed-end\n
 *
 * The header comes behind the pixels, as in zip and Parquet: counts and checksums are known only once the last image
 * has been written, and so the writer never seeks and never holds more than a buffer.
 */
export const packedFormat = 2;
export const openingLine = `seedbed-packed ${packedFormat}\n`;
export const trailerBytes = 1 + 12 + 1 + 64 + ' seedbed-end\n'.length;

/** The order of the parts in the file. */
export const partOrder = ['train', 'test'] as const satisfies readonly Part[];

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const shape = z.strictObject({ height: z.int().min(1), width: z.int().min(1), channels: z.int().min(1).max(4) });

const headerSchema = z.strictObject({
  plugin: z.string().min(1),
  version: z.string().min(1),
  origin: z.string(),
  options: z.unknown(),
  image: shape,
  classes: z.array(z.string()),
  counts: z.strictObject({ train: z.array(count), test: z.array(count) }),
  notes: z.array(z.string()),
  source: digest.describe('Digest of the original data, as the plugin computed it.'),
  pixels: digest.describe('SHA-256 of the pixels as they are in the file.'),
  blocks: z.strictObject({ bytes: z.int().min(1), sha256: digest.describe('SHA-256 of the digests of all blocks.') }),
  fingerprint: digest,
});

/** What a packed file says about itself; see `headerSchema`. */
export type PackedHeader = Readonly<z.infer<typeof headerSchema>>;

/** What decides a data set's identity besides its pixels. */
export interface PackedShape {
  readonly image: ImageShape;
  readonly classes: readonly string[];
  readonly counts: Readonly<Record<Part, readonly number[]>>;
}

/** Bytes of one image: height x width x channels. */
export const imageBytes = ({ height, width, channels }: ImageShape): number => height * width * channels;

export const blockDigestBytes = 32;

/**
 * Bytes of pixels that have a digest together: as many images as 64 KiB hold, and at least one, so that an image is
 * checked with one block, which takes no longer to read and to digest than a disk takes to answer.
 */
export const blockBytes = (image: ImageShape): number =>
  Math.max(1, Math.floor((64 * 1024) / imageBytes(image))) * imageBytes(image);

/** The largest image that is packed: what is larger is a mistake, and would end in no memory. Bytes. */
const largestImage = 64 * 1024 * 1024;

/** Whether images of this shape can be packed; else a sentence that says why not. */
export function shapeProblem({ height, width, channels }: ImageShape): string | undefined {
  const whole = [height, width].every((side) => Number.isSafeInteger(side) && side >= 1);
  if (!whole || ![1, 3].includes(channels)) return `it has ${height} x ${width} x ${channels} values: height and width from 1, and 1 or 3 channels are possible`; // prettier-ignore
  if (imageBytes({ height, width, channels }) <= largestImage) return undefined;
  return `it has ${height} x ${width} x ${channels} values, more than ${largestImage / 1024 / 1024} MiB`;
}

/** Images in both parts. */
export const imagesIn = (counts: PackedShape['counts']): number =>
  partOrder.reduce((sum, part) => counts[part].reduce((partSum, images) => partSum + images, sum), 0);

/**
 * A data set's fingerprint: SHA-256 over its shape, class names, counts and every pixel, and over nothing else, so that
 * it does not move with a note, a path or the place of the original data.
 * @param pixels SHA-256 of all pixels in packed order (train, test; class; item), 64 hexadecimal characters.
 */
export function fingerprintOf({ image, classes, counts }: PackedShape, pixels: string): string {
  const { height, width, channels } = image;
  const { train, test } = counts;
  return digestOf({ image: { height, width, channels }, classes, counts: { train, test }, pixels });
}

/** Header and trailer, the bytes that follow the pixels. */
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
  const header = parsed.data;
  const { counts, classes } = header;
  if (partOrder.some((part) => counts[part].length !== classes.length)) return 'its counts do not fit its classes';
  if (fingerprintOf(header, header.pixels) !== header.fingerprint) return 'its fingerprint is not that of its content';
  return header;
}
