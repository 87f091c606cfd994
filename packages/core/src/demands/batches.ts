import { allLayers, placeNetwork } from '../components/network.js';
import { knownComponents } from '../components/registry.js';
import { lastOf, sizeOf } from '../components/shapes.js';
import { inputShapeOf, outputsOf } from '../dataset/network-data.js';
import { layersIn } from '../components/units.js';
import type { RunConfig } from '../plan/run-config.js';
import type { KnownData, Unmet } from './demand.js';
import type { Places } from './places.js';

/** One value has no variance: what normalizes over the batch needs two of each channel, unless it is frozen. */
export function unmetBatch(
  { model, training, freeze = 0, learn }: RunConfig,
  data: KnownData,
  places: Places,
): Unmet | undefined {
  if (training?.batchSize !== 1) return undefined;
  const layers = placeNetwork(model.layers, inputShapeOf({ learn }, data), outputsOf({ learn }, data), knownComponents);
  const frozen = layersIn(model.layers, freeze, knownComponents);
  const lonely = allLayers(layers.slice(frozen)).find(
    ({ kind, version, input }) =>
      knownComponents.find('layer', kind, version)?.overBatch === true && sizeOf(input) === lastOf(input),
  );
  if (!lonely) return undefined;
  return {
    code: 'SB_SPEC_BATCH',
    at: places.get('batchSize') ?? places.stage,
    message: `${lonely.name} normalizes over the batch, but batches of one example have a single value of each of its ${lastOf(lonely.input)} channels`,
    hint: 'give a batchSize of 2 or more, or use layerNorm',
  };
}
