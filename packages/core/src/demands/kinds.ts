import { kindMisfit } from '../dataset/kind-misfit.js';
import type { RunConfig } from '../plan/run-config.js';
import type { KnownData, Unmet } from './demand.js';
import type { Places } from './places.js';

/** Components that want pictures, rows, classes or numbers to predict where the data have others. */
export function unmetKinds(config: RunConfig, data: KnownData, places: Places): Unmet | undefined {
  const misfit = kindMisfit(config, data);
  if (!misfit) return undefined;
  const { field, message, hint } = misfit;
  return { code: 'SB_DATA_KIND', at: places.get(field) ?? places.stage, message, hint };
}
