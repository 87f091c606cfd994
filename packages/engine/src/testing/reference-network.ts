import type { PlacedLayer } from '@seedbed/core';
import { parameterSlices } from '../network/layout.js';
import type { Values } from './reference-call.js';
import { referenceOf } from './reference-layers.js';

export interface ReferenceBatch {
  readonly inputs: Values;
  readonly labels: readonly number[];
  /** What dropout multiplies with, by the layer's name, [rows x values]. */
  readonly masks: Readonly<Record<string, Values>>;
}

/** Parameters of a vector, by `LAYER/NAME`. */
function named(layers: readonly PlacedLayer[], vector: Values): Record<string, Values> {
  let at = 0;
  const entries = parameterSlices(layers).map(({ layer, name, size }) => [`${layer}/${name}`, Array.prototype.slice.call(vector, at, (at += size))]); // prettier-ignore
  return Object.fromEntries(entries) as Record<string, Values>;
}

/** Numbers of a batch, an array an example. */
const examplesOf = (values: Values, rows: number): Values[] =>
  Array.from({ length: rows }, (_, row) => Array.prototype.slice.call(values, (row * values.length) / rows, ((row + 1) * values.length) / rows)); // prettier-ignore

/**
 * What `layers` make of a batch in training, [examples x values].
 * @param parameters the vector, beginning with `layers[0]`.
 * @param masks of dropout.
 */
export function referenceOutput(
  layers: readonly PlacedLayer[],
  parameters: Values,
  inputs: Values,
  rows = 1,
  masks: Readonly<Record<string, Values>> = {},
): number[] {
  const byName = named(layers, parameters);
  const outputs = layers.reduce<readonly Values[]>(
    (batch, layer) => referenceOf(layer)({ layer, parameters: byName, masks }, batch),
    examplesOf(inputs, rows),
  );
  return outputs.flatMap((each) => Array.from(each));
}

/** Mean cross-entropy of a batch, in nats, as a function of the parameters. */
export function referenceLoss(layers: readonly PlacedLayer[], parameters: Values, batch: ReferenceBatch): number {
  const { labels, inputs, masks } = batch;
  const outputs = referenceOutput(layers, parameters, inputs, labels.length, masks);
  const classes = outputs.length / labels.length;
  const losses = labels.map((label, row) => {
    const logits = outputs.slice(row * classes, (row + 1) * classes);
    const highest = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
    return Math.log(total) + highest - (logits[label] as number);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
