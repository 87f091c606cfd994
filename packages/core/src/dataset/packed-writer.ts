import { createHash } from 'node:crypto';
import { sha256 } from '../digest/canonical.js';
import type { ImageShape, Part } from './contract.js';
import { noSuchShape, writeFailed } from './packed-errors.js';
import { blockBytes, encodeEnd, fingerprintOf, imageBytes, openingLine, partOrder, type PackedHeader, shapeProblem } from './packed-format.js'; // prettier-ignore
import { createTemporary } from '../fs/temporary.js';

const bufferBytes = 4 * 1024 * 1024;

/** What is known of a data set before its first image is read. */
export interface PackedDescription {
  readonly plugin: string;
  /** The plugin's version. */
  readonly version: string;
  /** Which edition of the original data: a package and its version, a digest of a listing. Never a path. */
  readonly origin: string;
  /** The options that change pixels or their order, as the plugin's schema returned them. */
  readonly options: unknown;
  readonly image: ImageShape;
  readonly classes: readonly string[];
}

/** What is known once the last image has been read. */
export interface PackedFindings {
  /** What was odd, in sentences. */
  readonly notes: readonly string[];
  /** SHA-256 of the original data, 64 hexadecimal characters. */
  readonly source: string;
}

/**
 * Appends one image, height x width x channels bytes, 0 to 255.
 * @throws RangeError for a wrong length or class, or an image that is out of order (all of train, then all of test,
 * classes ascending).
 */
export type AddImage = (part: Part, classIndex: number, pixels: Uint8Array) => void;

/** Reads the original data and hands over each image in packed order. */
export type PackImages = (add: AddImage) => Promise<PackedFindings>;

/**
 * Writes a packed file, image by image: memory stays at one buffer of 4 MiB. The file appears at `path` whole or not
 * at all, and the same images give the same bytes.
 * @throws SeedbedError SB_DATA_SHAPE (images that are too large, or none), SB_DATA_DISK_FULL, SB_DATA_WRITE; and whatever
 * `images` throws. No temporary file remains.
 */
export async function writePacked(
  path: string,
  description: PackedDescription,
  images: PackImages,
): Promise<PackedHeader> {
  const problem = shapeProblem(description.image);
  if (problem !== undefined) throw noSuchShape(description.plugin, problem);
  const file = attempt(path, () => createTemporary(path));
  try {
    const append = bufferedAppend((bytes) => attempt(path, () => file.append(bytes)));
    append.add(Buffer.from(openingLine));
    const hash = createHash('sha256');
    const blocks = blockDigests(blockBytes(description.image));
    const counts = { train: description.classes.map(() => 0), test: description.classes.map(() => 0) };
    const inOrder = orderCheck(description);
    const findings = await images((part, classIndex, pixels) => {
      inOrder(part, classIndex, pixels);
      counts[part][classIndex]! += 1;
      hash.update(pixels);
      blocks.add(pixels);
      append.add(pixels);
    });
    const { plugin, version, origin, options, image, classes } = description;
    const pixels = hash.digest('hex');
    const shape = { image, classes: [...classes], counts };
    const fingerprint = fingerprintOf(shape, pixels);
    const { source } = findings;
    const about = { plugin, version, origin, options, notes: [...findings.notes], source };
    const digests = blocks.end();
    append.add(digests);
    const ofBlocks = { bytes: blockBytes(image), sha256: sha256(digests) };
    const header: PackedHeader = { ...about, ...shape, pixels, blocks: ofBlocks, fingerprint };
    append.add(encodeEnd(header));
    append.flush();
    attempt(path, () => file.commit());
    return header;
  } finally {
    file.discard();
  }
}

function attempt<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw writeFailed(path, error);
  }
}

/** Refuses what the index could not find again. */
function orderCheck({ image, classes }: PackedDescription): AddImage {
  const size = imageBytes(image);
  let last = 0;
  return (part, classIndex, pixels) => {
    if (pixels.length !== size) throw new RangeError(`an image has ${pixels.length} bytes, not ${size}`);
    if (classes[classIndex] === undefined) throw new RangeError(`there is no class ${classIndex}`);
    const rank = partOrder.indexOf(part) * classes.length + classIndex;
    if (rank < last) throw new RangeError(`an image of ${part}, class ${classIndex}, comes out of order`);
    last = rank;
  };
}

/** SHA-256 of each block; a block is some images, so none lies in two. */
function blockDigests(bytes: number) {
  const digests: Buffer[] = [];
  let hash = createHash('sha256');
  let used = 0;
  const close = () => {
    digests.push(hash.digest());
    hash = createHash('sha256');
    used = 0;
  };
  return {
    add(image: Uint8Array) {
      hash.update(image);
      used += image.length;
      if (used === bytes) close();
    },
    end(): Uint8Array {
      if (used > 0) close();
      return Buffer.concat(digests);
    },
  };
}

/** Small images, large writes. */
function bufferedAppend(write: (bytes: Uint8Array) => void) {
  const buffer = new Uint8Array(bufferBytes);
  let used = 0;
  const flush = () => {
    if (used > 0) write(buffer.subarray(0, used));
    used = 0;
  };
  const add = (bytes: Uint8Array) => {
    if (used + bytes.length > bufferBytes) flush();
    if (bytes.length > bufferBytes) return write(bytes);
    buffer.set(bytes, used);
    used += bytes.length;
  };
  return { add, flush };
}
