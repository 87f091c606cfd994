import { digestOf } from '../digest/canonical.js';
import type { DatasetFacts } from './dataset.js';

/** What decides a data set's identity besides its examples. */
export type PackedContent = Pick<DatasetFacts, 'inputs' | 'classes' | 'targets' | 'grouped' | 'counts'>;

/** SHA-256 of what all examples hold, in packed order (train, test, validation; class; item), 64 hexadecimal characters. */
export interface ExampleDigests {
  readonly inputs: string;
  /** Where there are numbers to be predicted: float32, little-endian. */
  readonly targets?: string | undefined;
  /** Where examples have groups: uint32, little-endian. */
  readonly groups?: string | undefined;
}

/**
 * A data set's fingerprint: SHA-256 of the canonical JSON (RFC 8785) of what it holds, and of nothing else, so that it does
 * not move with a note, a name of a column, a path or the place of the original data.
 *
 * - `image: { height, width, channels }` and `pixels` (digest of the inputs) of images, which are bytes; of any other
 *   inputs `inputs: { shape, type }` and `values`.
 * - `classes`, the names in the set's order, where examples have one.
 * - `targets`, `[{ name, unit }]`, and `numbers` (digest of the targets), where numbers are to be predicted.
 * - `groups` (their digest), where examples have groups.
 * - `counts: { train, test }`, examples a class, and `validation` where the set has such a part.
 */
export function fingerprintOf(
  { inputs, classes, targets, grouped, counts }: PackedContent,
  digests: ExampleDigests,
): string {
  const { train, test, validation } = counts;
  const [height, width, channels] = inputs.shape;
  const isImage = inputs.type === 'uint8' && inputs.shape.length === 3;
  const ofInputs = isImage
    ? { image: { height, width, channels }, pixels: digests.inputs }
    : { inputs: { shape: inputs.shape, type: inputs.type }, values: digests.inputs };
  const hasValidation = validation.some((count) => count > 0);
  return digestOf({
    ...ofInputs,
    ...(targets === 'class' && { classes }),
    ...(typeof targets !== 'string' && { targets, numbers: digests.targets }),
    ...(grouped && { groups: digests.groups }),
    counts: { train, test, ...(hasValidation && { validation }) },
  });
}
