import { imagesWith } from '../testing/facts.js';
import { describe, expect, it } from 'vitest';
import { classCountOf } from '../plan/learned-classes.js';
import type { RunConfig } from '../plan/run-config.js';
import { exampleRuns } from '../testing/stored-example.js';
import { memoryOf } from './memory.js';
import { unitSizes } from './unit-sizes.js';

const image = [28, 28, 1];
const data = imagesWith(Array(10).fill(6000), Array(10).fill(1000));
const { config } = exampleRuns()[0]!;
const at = (batchSize: number) => memoryOf({ ...config, training: { ...config.training!, batchSize } }, data);

describe('the memory of a run', () => {
  it('grows by three copies of all activations with each image of the batch', () => {
    const sizes = unitSizes(config.model.layers, image, classCountOf(config)!);
    const activations = sizes.reduce((sum, { wide, output }) => sum + wide + output, 0);
    expect(at(33) - at(32)).toBe(4 * 3 * activations);
  });

  it('grows with the network and the images', () => {
    const wider: RunConfig = {
      ...config,
      model: { layers: ['relu', { dense: { units: 1000 } }, 'relu', 'classifier'] },
    };
    expect(memoryOf(wider, data)).toBeGreaterThan(memoryOf({ ...wider, model: { layers: ['classifier'] } }, data));
    expect(memoryOf(config, { ...data, inputs: { ...data.inputs, shape: [56, 28, 1] } })).toBeGreaterThan(
      memoryOf(config, data),
    );
  });
});
