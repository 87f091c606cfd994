import { type PlacedLayer, sizeOf } from '@seedbed/core';
import { parameterSlices } from '../network/layout.js';
import { referenceOf, type Values } from './reference-layers.js';

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

/**
 * What `layers` make of one example.
 * @param parameters the vector, beginning with `layers[0]`.
 * @param masks of this example.
 */
export function referenceOutput(
  layers: readonly PlacedLayer[],
  parameters: Values,
  example: Values,
  masks: Readonly<Record<string, Values>> = {},
): Values {
  const byName = named(layers, parameters);
  return layers.reduce<Values>((signal, layer) => referenceOf(layer)({ layer, parameters: byName, masks }, signal), example); // prettier-ignore
}

/** Mean cross-entropy of a batch, in nats, as a function of the parameters. */
export function referenceLoss(layers: readonly PlacedLayer[], parameters: Values, batch: ReferenceBatch): number {
  const extent = sizeOf((layers[0] as PlacedLayer).input);
  const losses = batch.labels.map((label, row) => {
    const of = (values: Values, size: number): Values =>
      Array.prototype.slice.call(values, row * size, (row + 1) * size);
    const masks = Object.fromEntries(Object.entries(batch.masks).map(([name, mask]) => [name, of(mask, mask.length / batch.labels.length)])); // prettier-ignore
    const logits = Array.from(referenceOutput(layers, parameters, of(batch.inputs, extent), masks));
    const highest = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
    return Math.log(total) + highest - (logits[label] as number);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
