import fs from 'node:fs';
import type { Dataset, Part } from './contract.js';
import { sha256 } from '../digest/canonical.js';
import { damaged } from './packed-errors.js';
import {
  blockBytes,
  blockDigestBytes,
  decodeHeader,
  decodeTrailer,
  imageBytes,
  imagesIn,
  openingLine,
  packedFormat,
  partOrder,
  trailerBytes,
  type PackedHeader,
  type PackedShape,
} from './packed-format.js';
import { filePixels, heldPixels, noPixels, readFully, scanPixels, type PixelSource } from './packed-pixels.js';
import { markVerified } from './verified.js';

export interface ReadOptions {
  /** Bytes of pixels up to which they are held in memory; above, each image is read from the file. 256 MiB. */
  readonly holdUpTo?: number;
  /** Bytes of blocks that are kept in memory where not all pixels are. 16 MiB. */
  readonly keep?: number;
  /** Read and check what the file says of itself alone: none of its pixels can be read then. */
  readonly identityOnly?: boolean;
}

const defaultHoldUpTo = 256 * 1024 * 1024;
const defaultKeep = 16 * 1024 * 1024;

/**
 * Opens a packed file after checking all of it: version, header, length and the checksum of its pixels. Pixels that are
 * not held in memory are checked again whenever they are read, so `readImage` throws SB_DATA_DAMAGED where the file was
 * changed while it is in use, and never gives other pixels. Where
 * `identityOnly` is asked for, all of it but the pixels.
 * @throws SeedbedError SB_DATA_DAMAGED with the path and what is wrong; the operating system's error if it cannot be read.
 */
export function openPacked(path: string, options: ReadOptions = {}): Dataset & { readonly header: PackedHeader } {
  const file = fs.openSync(path, 'r');
  let keepOpen = false;
  try {
    const { header, digests } = readEnd(path, file);
    if (options.identityOnly) return markVerified(packedDataset(header, noPixels));
    const length = imagesIn(header.counts) * imageBytes(header.image);
    const hold = length <= (options.holdUpTo ?? defaultHoldUpTo);
    const scanned = scanPixels(file, openingLine.length, length, hold);
    if (scanned?.sha256 !== header.pixels) throw damaged(path, 'the checksum of its pixels differs');
    keepOpen = !scanned.held;
    const { bytes } = header.blocks;
    const changed = (block: number) => damaged(path, `bytes ${openingLine.length + block * bytes} and up were changed while it was in use`); // prettier-ignore
    const blocks = { file, position: openingLine.length, length, bytes, digests };
    const pixels = scanned.held ? heldPixels(scanned.held) : filePixels(blocks, options.keep ?? defaultKeep, changed);
    return markVerified(packedDataset(header, pixels));
  } finally {
    if (!keepOpen) fs.closeSync(file);
  }
}

/** Reads and checks everything but the pixels. */
function readEnd(path: string, file: number): { header: PackedHeader; digests: Uint8Array } {
  const { size } = fs.fstatSync(file);
  const bytes = (position: number, length: number): Uint8Array => {
    // Before memory is asked for: a damaged length may be any number.
    if (position < 0 || position + length > size) throw damaged(path, 'it is cut short');
    const target = new Uint8Array(length);
    if (!readFully(file, target, 0, length, position)) throw damaged(path, 'it is cut short');
    return target;
  };
  const opening = Buffer.from(bytes(0, Math.min(size, openingLine.length))).toString('latin1');
  if (opening !== openingLine) {
    const other = /^seedbed-packed (\d+)\n/.exec(opening)?.[1];
    throw damaged(path, other ? `it has format ${other}, not ${packedFormat}` : 'it does not begin as a packed file');
  }
  const trailer = decodeTrailer(bytes(size - trailerBytes, trailerBytes));
  if (!trailer) throw damaged(path, 'it does not end as a packed file: it was cut short or overwritten');
  const start = size - trailerBytes - trailer.length;
  const header = decodeHeader(bytes(start, trailer.length), trailer.sha256);
  if (typeof header === 'string') throw damaged(path, header);
  const pixels = imagesIn(header.counts) * imageBytes(header.image);
  if (header.blocks.bytes !== blockBytes(header.image)) throw damaged(path, 'its blocks have another size');
  const table = Math.ceil(pixels / header.blocks.bytes) * blockDigestBytes;
  const expected = openingLine.length + pixels + table;
  if (start !== expected) throw damaged(path, `its pixels and digests end at byte ${start}, not ${expected}`);
  const digests = bytes(start - table, table);
  if (sha256(digests) !== header.blocks.sha256) throw damaged(path, 'the checksum of its digests differs');
  return { header, digests };
}

/** Where each class begins, in images, in packed order. */
function firstImages({ counts }: PackedShape): Record<Part, number[]> {
  const first: Record<Part, number[]> = { train: [], test: [] };
  let next = 0;
  for (const part of partOrder) {
    for (const images of counts[part]) {
      first[part].push(next);
      next += images;
    }
  }
  return first;
}

function packedDataset(header: PackedHeader, pixels: PixelSource): Dataset & { readonly header: PackedHeader } {
  const { image, classes, counts, fingerprint, notes } = header;
  const first = firstImages(header);
  const size = imageBytes(image);
  let open = true;
  return {
    header,
    image,
    classes,
    counts,
    fingerprint,
    notes,
    readImage(part, classIndex, item, target, offset) {
      if (!open) throw new Error('the data set is closed');
      const images = counts[part]?.[classIndex];
      if (images === undefined) throw new RangeError(`there is no class ${classIndex} in ${part}`);
      if (!Number.isInteger(item) || item < 0 || item >= images) {
        throw new RangeError(`there is no item ${item} in class ${classIndex} of ${part}, which has ${images}`);
      }
      if (!Number.isInteger(offset) || offset < 0 || offset + size > target.length) {
        throw new RangeError(`an image of ${size} bytes does not fit into ${target.length} bytes at ${offset}`);
      }
      pixels.read((first[part][classIndex]! + item) * size, size, target, offset);
    },
    close() {
      if (open) pixels.close();
      open = false;
    },
  };
}
