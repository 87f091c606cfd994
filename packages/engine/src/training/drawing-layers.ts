import { allLayers, type PlacedLayer } from '@seedbed/core';
import { findCode } from '../config/codes.js';

/** The layers that draw a number for each of their outputs in each step of training. */
export const drawingLayers = (layers: readonly PlacedLayer[]): PlacedLayer[] =>
  allLayers(layers).filter(({ kind, version }) => findCode('layer', kind, version)?.draws === 'uniforms');
