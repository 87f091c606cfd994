import { allLayers, type PlacedLayer } from '@seedbed/core';
import { layerCodeOf } from '../network/groups.js';

/** The layers that draw a number for each of their outputs in each step of training. */
export const drawingLayers = (layers: readonly PlacedLayer[]): PlacedLayer[] =>
  allLayers(layers).filter(({ kind, version }) => layerCodeOf(kind, version)?.draws === 'uniforms');
