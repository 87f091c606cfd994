import type { PlacedLayer } from '@seedbed/core';
import { convReluPool, isConvReluPool } from '../layers/conv-relu-pool.js';
import type { LayerCode } from '../layers/layer.js';
import { findCode } from '../config/codes.js';

/** Layers that are computed as one; most are single ones. */
export interface Group {
  /** For people: conv2, or "conv1 to maxPool1" where several layers are one. */
  readonly title: string;
  /** The first, to which all of its parameters belong. */
  readonly layer: PlacedLayer;
  readonly code: LayerCode;
  /** Shape of an example that comes out. */
  readonly output: readonly number[];
  /** Groups of the layers inside. */
  readonly inside: readonly Group[];
}

/** Layers as they are computed. @throws TypeError for one that the engine does not have: a config was to be checked. */
export function groupsOf(layers: readonly PlacedLayer[]): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < layers.length;) {
    const layer = layers[at] as PlacedLayer;
    const isFused = isConvReluPool(layers.slice(at));
    const length = isFused ? 3 : 1;
    const last = layers[at + length - 1] as PlacedLayer;
    const code = isFused ? convReluPool(last) : findCode('layer', layer.kind, layer.version);
    if (!code) throw new TypeError(`the engine has no layer ${layer.kind}`);
    const title = layer === last ? layer.name : `${layer.name} to ${last.name}`;
    groups.push({ title, layer, code, output: last.output, inside: groupsOf(layer.inside) });
    at += length;
  }
  return groups;
}
