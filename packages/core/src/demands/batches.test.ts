import { describe, expect, it } from 'vitest';
import type { Configured } from '../components/component.js';
import type { RunConfig } from '../plan/run-config.js';
import { imagesWith } from '../testing/facts.js';
import { unmetBatch } from './batches.js';
import type { Places } from './places.js';

const [stage, batchSize] = ['the stage', 'the size'] as unknown as [Places['stage'], Places['stage']];
const places: Places = { stage, set: stage, get: (key) => (key === 'batchSize' ? batchSize : undefined) };
const data = imagesWith([9, 9], [1, 1], [6, 6, 1]);
const rows: Configured[] = [{ dense: { units: 4 } }, 'batchNorm', 'relu', { dense: { units: 3 } }, 'classifier'];

const unmet = (layers: Configured[], size: number, freeze?: number) => {
  const config = {
    learn: { data: { plugin: 'images' } },
    model: { layers },
    training: { optimizer: 'sgd', learningRate: 1, batchSize: size, steps: 1 },
    freeze,
  };
  return unmetBatch(config as unknown as RunConfig, data, places);
};

describe('batches of one', () => {
  it('are refused where rows are normalized over them, with the layer and what to write instead', () => {
    expect(unmet(rows, 1)).toEqual({
      code: 'SB_SPEC_BATCH',
      at: batchSize,
      message: 'batchNorm1 normalizes over the batch, but batches of one example have a single value of each of its 4 channels', // prettier-ignore
      hint: 'give a batchSize of 2 or more, or use layerNorm',
    });
    expect(unmet(rows, 2)).toBeUndefined();
  });

  it('are nothing to a frozen layer, to a run that takes no step, and where there are more places', () => {
    expect(unmet(rows, 1, 1)).toBeUndefined();
    expect(unmetBatch({ model: { layers: rows } } as unknown as RunConfig, data, places)).toBeUndefined();
    expect(unmet([{ conv: { filters: 4 } }, 'batchNorm', 'classifier'], 1)).toBeUndefined();
    // Images of one pixel have one place.
    expect(unmet([{ conv: { filters: 4, kernelSize: 6, padding: 'valid' } }, 'batchNorm', 'classifier'], 1)).toMatchObject({ code: 'SB_SPEC_BATCH' }); // prettier-ignore
    expect(unmet([...rows.slice(0, 3), 'batchNorm', ...rows.slice(3)], 1, 1)).toBeUndefined();
  });
});
