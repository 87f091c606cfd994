import { createHash } from 'node:crypto';
import { type Part, setParts } from './contract.js';
import type { Dataset } from './dataset.js';
import { fingerprintOf } from './fingerprint.js';
import { inputValues, targetCount } from './packed-format.js';

/** Which example of a set. */
export interface ExamplePlace {
  readonly part: Part;
  readonly classIndex: number;
  /** Place among the examples of its class and part, from 0. */
  readonly item: number;
}

/** An example in a room that the next one takes. */
export interface ReadExample extends ExamplePlace {
  readonly values: Uint8Array | Float32Array;
  readonly targets: Float32Array;
  readonly group: number;
}

/** A room for the inputs of some examples. */
export const roomFor = ({ inputs }: Pick<Dataset, 'inputs'>, examples = 1): Uint8Array | Float32Array =>
  new (inputs.type === 'uint8' ? Uint8Array : Float32Array)(examples * inputValues(inputs));

/** One example, in a room of its own. */
export function readAt(dataset: Dataset, { part, classIndex, item }: ExamplePlace) {
  const values = roomFor(dataset);
  const targets = new Float32Array(targetCount(dataset));
  dataset.readInputs(part, classIndex, item, values, 0);
  dataset.readTargets(part, classIndex, item, targets, 0);
  return { values, targets };
}

/** Every example of some parts, in packed order. Default: of all. */
export function* placesIn(
  { counts }: Pick<Dataset, 'counts'>,
  which: readonly Part[] = setParts,
): Generator<ExamplePlace> {
  for (const part of which)
    for (const [classIndex, examples] of counts[part].entries())
      for (let item = 0; item < examples; item++) yield { part, classIndex, item };
}

/** Calls `visit` with each example in packed order: train, test, validation; then class, then item. */
export function eachExample(dataset: Dataset, visit: (example: ReadExample) => void): void {
  const values = roomFor(dataset);
  const targets = new Float32Array(targetCount(dataset));
  for (const { part, classIndex, item } of placesIn(dataset)) {
    dataset.readInputs(part, classIndex, item, values, 0);
    dataset.readTargets(part, classIndex, item, targets, 0);
    visit({ part, classIndex, item, values, targets, group: dataset.groupOf(part, classIndex, item) });
  }
}

/** A data set's fingerprint, computed again from its shape and from every example. */
export function recomputeFingerprint(dataset: Dataset): string {
  const [inputs, targets, groups] = [createHash('sha256'), createHash('sha256'), createHash('sha256')] as const;
  eachExample(dataset, (example) => {
    inputs.update(example.values);
    targets.update(example.targets);
    groups.update(Uint32Array.of(example.group));
  });
  return fingerprintOf(dataset, { inputs: inputs.digest('hex'), targets: targets.digest('hex'), groups: groups.digest('hex') }); // prettier-ignore
}
