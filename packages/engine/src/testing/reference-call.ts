import type { PlacedLayer } from '@seedbed/core';

export type Values = ArrayLike<number>;

export interface ReferenceCall {
  readonly layer: PlacedLayer;
  /** Parameters of the layer and of those inside, by `LAYER/NAME`. */
  readonly parameters: Readonly<Record<string, Values>>;
  /** What dropout multiplies with, by the layer's name, [examples x values]; none in evaluation. */
  readonly masks: Readonly<Record<string, Values>>;
}

/** What a layer makes of a batch in training, an array an example. */
export type ReferenceLayer = (call: ReferenceCall, batch: readonly Values[]) => readonly Values[];

/** A layer that sees each example alone. */
export const alone =
  (of: (call: ReferenceCall, x: Values) => Values): ReferenceLayer =>
  (call, batch) =>
    batch.map((x) => of(call, x));

export const own = ({ layer, parameters }: ReferenceCall, name: string): Values | undefined => parameters[`${layer.name}/${name}`]; // prettier-ignore
