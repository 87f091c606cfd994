import { allLayers, type PlacedLayer, sizeOf } from '@seedbed/core';
import { layerCodeOf } from '../network/groups.js';

/** A layer that draws a number for each of its outputs in each step. */
export interface DrawingLayer {
  readonly name: string;
  /** Of an example. */
  readonly shape: readonly number[];
  readonly size: number;
  /** Of its Philox sequences, one a step. */
  readonly key: readonly [number, number];
}

/** The layers that draw in training. */
export const drawingLayers = (layers: readonly PlacedLayer[]): Omit<DrawingLayer, 'key'>[] =>
  allLayers(layers)
    .filter(({ kind, version }) => layerCodeOf(kind, version)?.draws === 'uniforms')
    .map(({ name, output }) => ({ name, shape: output, size: sizeOf(output) }));
