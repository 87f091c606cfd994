import fs from 'node:fs';
import { sha256 } from '../digest/canonical.js';
import type { Dataset } from './dataset.js';
import { damaged } from './packed-errors.js';
import {
  blockBytes,
  blockDigestBytes,
  decodeHeader,
  decodeTrailer,
  examplesIn,
  firstExamples,
  inputBytes,
  inputValues,
  openingLine,
  packedFormat,
  type PackedHeader,
  targetCount,
  trailerBytes,
} from './packed-format.js';
import { fileInputs, heldInputs, type InputSource, noInputs, readFully, scanInputs } from './packed-inputs.js';

export interface ReadOptions {
  /** Bytes of inputs up to which they are held in memory; above, each example is read from the file. 256 MiB. */
  readonly holdUpTo?: number;
  /** Bytes of blocks that are kept in memory where not all inputs are. 16 MiB. */
  readonly keep?: number;
  /** Read and check what the file says of itself alone: none of its examples can be read then. */
  readonly identityOnly?: boolean;
}

const defaultHoldUpTo = 256 * 1024 * 1024;
const defaultKeep = 16 * 1024 * 1024;

export type PackedDataset = Dataset & { readonly header: PackedHeader };

/**
 * Opens a packed file after checking all of it: version, header, length and the checksums of its examples. Inputs that are
 * not held in memory are checked again whenever they are read, so `readInputs` throws SB_DATA_DAMAGED where the file was
 * changed while it is in use, and never gives other values. Where `identityOnly` is asked for, all of it but the examples.
 * @throws SeedbedError SB_DATA_DAMAGED with the path and what is wrong; the operating system's error if it cannot be read.
 */
export function openPacked(path: string, options: ReadOptions = {}): PackedDataset {
  const file = fs.openSync(path, 'r');
  let keepOpen = false;
  try {
    const { header, digests, targets, groups } = readEnd(path, file);
    if (options.identityOnly) return packedDataset(header, { inputs: noInputs, targets, groups });
    const length = examplesIn(header.counts) * inputBytes(header.inputs);
    const hold = length <= (options.holdUpTo ?? defaultHoldUpTo);
    const scanned = scanInputs(file, openingLine.length, length, hold);
    if (scanned?.sha256 !== header.digests.inputs) throw damaged(path, 'the checksum of its inputs differs');
    keepOpen = !scanned.held;
    const { bytes } = header.blocks;
    const changed = (block: number) => damaged(path, `bytes ${openingLine.length + block * bytes} and up were changed while it was in use`); // prettier-ignore
    const blocks = { file, position: openingLine.length, length, bytes, digests };
    const inputs = scanned.held ? heldInputs(scanned.held) : fileInputs(blocks, options.keep ?? defaultKeep, changed);
    return packedDataset(header, { inputs, targets, groups });
  } finally {
    if (!keepOpen) fs.closeSync(file);
  }
}

/** Reads and checks everything but the inputs. */
function readEnd(path: string, file: number) {
  const { size } = fs.fstatSync(file);
  const bytes = (position: number, length: number): Uint8Array<ArrayBuffer> => {
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
  const examples = examplesIn(header.counts);
  const inputs = examples * inputBytes(header.inputs);
  const numbers = [4 * examples * targetCount(header), header.grouped ? 4 * examples : 0] as const;
  if (header.blocks.bytes !== blockBytes(header.inputs)) throw damaged(path, 'its blocks have another size');
  const table = Math.ceil(inputs / header.blocks.bytes) * blockDigestBytes;
  const expected = openingLine.length + inputs + numbers[0] + numbers[1] + table;
  if (start !== expected) throw damaged(path, `its examples and digests end at byte ${start}, not ${expected}`);
  const digests = bytes(start - table, table);
  if (sha256(digests) !== header.blocks.sha256) throw damaged(path, 'the checksum of its digests differs');
  const checked = (what: 'targets' | 'groups', position: number, length: number) => {
    const content = bytes(position, length);
    if (length > 0 && sha256(content) !== header.digests[what]) throw damaged(path, `the checksum of its ${what} differs`); // prettier-ignore
    return content.buffer;
  };
  const targets = new Float32Array(checked('targets', openingLine.length + inputs, numbers[0]));
  const groups = new Uint32Array(checked('groups', openingLine.length + inputs + numbers[0], numbers[1]));
  return { header, digests, targets, groups };
}

interface Examples {
  readonly inputs: InputSource;
  readonly targets: Float32Array;
  readonly groups: Uint32Array;
}

function packedDataset(header: PackedHeader, { inputs: source, targets: numbers, groups }: Examples): PackedDataset {
  const { inputs, columns: names, classes, targets, grouped, counts, fingerprint, notes } = header;
  const first = firstExamples(header);
  const [values, size, columns] = [inputValues(inputs), inputBytes(inputs), targetCount(header)];
  let open = true;
  const numberOf: Dataset['groupOf'] = (part, classIndex, item) => {
    const examples = counts[part]?.[classIndex];
    if (examples === undefined) throw new RangeError(`there is no class ${classIndex} in ${part}`);
    if (Number.isInteger(item) && item >= 0 && item < examples) return (first[part][classIndex] as number) + item;
    throw new RangeError(`there is no item ${item} in class ${classIndex} of ${part}, which has ${examples}`);
  };
  const checkRoom = (length: number, target: Uint8Array | Float32Array, offset: number) => {
    if (Number.isInteger(offset) && offset >= 0 && offset + length <= target.length) return;
    throw new RangeError(`${length} values do not fit into ${target.length} at ${offset}`);
  };
  return {
    ...{ header, inputs, classes, targets, grouped, counts, fingerprint, notes, ...(names && { columns: names }) },
    readInputs(part, classIndex, item, target, offset, count = 1) {
      if (!open) throw new Error('the data set is closed');
      const at = numberOf(part, classIndex, item);
      if (count !== 1) numberOf(part, classIndex, item + count - 1);
      if (inputs.type === 'float32' && !(target instanceof Float32Array)) throw new TypeError('its inputs are float32');
      checkRoom(count * values, target, offset);
      if (inputs.type === 'uint8' && target instanceof Uint8Array) return source.read(at * size, count * size, target, offset); // prettier-ignore
      if (inputs.type === 'uint8') throw new TypeError('its inputs are uint8');
      source.read(at * size, count * size, new Uint8Array(target.buffer, target.byteOffset, target.byteLength), 4 * offset); // prettier-ignore
    },
    readTargets(part, classIndex, item, target, offset) {
      checkRoom(columns, target, offset);
      const at = numberOf(part, classIndex, item) * columns;
      target.set(numbers.subarray(at, at + columns), offset);
    },
    groupOf: (part, classIndex, item) => (grouped ? (groups[numberOf(part, classIndex, item)] as number) : 0),
    close() {
      if (open) source.close();
      open = false;
    },
  };
}
