import fs from 'node:fs';
import { sha256 } from '../digest/canonical.js';
import { createTemporary, type TemporaryFile } from '../fs/temporary.js';
import type { ContentFacts } from './content.js';
import { type Content, setParts } from './contract.js';
import type { DatasetFacts } from './dataset.js';
import { fingerprintOf } from './fingerprint.js';
import { attempt, InputsFile } from './inputs-file.js';
import { writeFailed } from './packed-errors.js';
import { blockBytes, encodeEnd, inputBytes, openingLine, type PackedHeader, targetCount } from './packed-format.js';
import { readFully } from './packed-inputs.js';
import { countsOf, inOrder, packedOrder, receive, type Received } from './received.js';

/** What tells packed files apart: each holds what one version of a plugin makes of one edition of the data. */
export interface PackedDescription {
  readonly plugin: string;
  /** The plugin's version. */
  readonly version: string;
  /** Which edition of the original data: `Source.origin`. */
  readonly origin: string;
  /** As the plugin's schema returned them. */
  readonly options: unknown;
  readonly skipDamaged: boolean;
}

/**
 * Writes a packed file, example by example: memory stays at a buffer of 4 MiB and a few numbers an example. Inputs go to
 * the disk as they come; where they do not come in packed order, they are copied once more in that order. The file appears
 * at `path` complete or not at all, and the same examples give the same bytes.
 * @throws SeedbedError SB_DATASET_ANSWER for an example that is not what the plugin said of the set; SB_DATA_DISK_FULL,
 * SB_DATA_WRITE; and whatever `examples` throws. No temporary file remains.
 */
export async function writePacked(
  path: string,
  description: PackedDescription,
  facts: ContentFacts,
  examples: Content['examples'],
  checkNotes: (notes: unknown) => readonly string[],
): Promise<PackedHeader> {
  const first = attempt(path, () => createTemporary(path));
  let second: TemporaryFile | undefined;
  try {
    const output = new InputsFile(path, first, blockBytes(facts.inputs));
    const { received, notes } = await receive(description.plugin, facts, examples, (bytes) => output.add(bytes));
    const order = packedOrder(received.places, facts.classes.length);
    if (order === null) return finish(output, description, facts, received, checkNotes(notes));
    output.flush();
    second = attempt(path, () => createTemporary(path));
    const sorted = new InputsFile(path, second, blockBytes(facts.inputs));
    copyInOrder(path, first.path, order, inputBytes(facts.inputs), sorted);
    return finish(sorted, description, facts, inOrder(received, order, targetCount(facts)), checkNotes(notes));
  } finally {
    first.discard();
    second?.discard();
  }
}

function copyInOrder(path: string, from: string, order: Uint32Array, size: number, to: InputsFile): void {
  const file = attempt(path, () => fs.openSync(from, 'r'));
  try {
    const bytes = new Uint8Array(size);
    for (const at of order) {
      if (!attempt(path, () => readFully(file, bytes, 0, size, openingLine.length + at * size))) throw writeFailed(path, new Error('what was written is cut short')); // prettier-ignore
      to.add(bytes);
    }
  } finally {
    fs.closeSync(file);
  }
}

const bytesOf = (numbers: Float32Array | Uint32Array) =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

function finish(
  output: InputsFile,
  { plugin, version, origin, options, skipDamaged }: PackedDescription,
  facts: ContentFacts,
  { places, targets, groups }: Received,
  notes: readonly string[],
): PackedHeader {
  const { inputs, blocks } = output.end();
  const size = facts.classes.length;
  const all = countsOf(places, size);
  const [train, test, validation] = setParts.map((_, part) => all.slice(part * size, (part + 1) * size)) as [number[], number[], number[]]; // prettier-ignore
  const counts: DatasetFacts['counts'] = { train, test, validation };
  const digests = {
    inputs,
    ...(targetCount(facts) > 0 && { targets: sha256(bytesOf(targets)) }),
    ...(facts.grouped && { groups: sha256(bytesOf(groups)) }),
  };
  output.append(bytesOf(targets));
  output.append(bytesOf(groups));
  output.append(blocks);
  const content = { ...facts, counts };
  const header = {
    ...{ plugin, version, origin, options, skipDamaged, notes, digests, ...content },
    blocks: { bytes: blockBytes(facts.inputs), sha256: sha256(blocks) },
    fingerprint: fingerprintOf(content, digests),
  } as PackedHeader;
  output.append(encodeEnd(header));
  output.commit();
  return header;
}
