import { describe, expect, it } from 'vitest';
import { exampleText, loadText } from '../testing/experiments.js';
import { memoryOf } from './memory.js';
import { unitSizes } from './unit-sizes.js';

const image = { height: 28, width: 28, channels: 1 };
const data = { image, counts: { train: [60], test: [10] } };
const { config } = loadText(exampleText).plan.runs.find(({ stage }) => stage === 'source')!;
const at = (batchSize: number) => memoryOf({ ...config, training: { ...config.training!, batchSize } }, data);

describe('the memory of a run', () => {
  it('grows by three copies of all activations with each example of the batch', () => {
    const sizes = unitSizes(config.model.layers, image, 3);
    const activations = sizes.reduce((sum, { wide, output }) => sum + wide + output, 0);
    expect(at(33) - at(32)).toBe(4 * 3 * activations);
  });

  it('grows by twelve copies of the parameters', () => {
    const layers = (units: number) => ({ ...config, model: { layers: [{ dense: { units } }, 'classifier'] } });
    // 28 x 28 inputs and a bias, and three outputs, a unit; two activations of each of the 8 examples.
    expect(memoryOf(layers(11), data) - memoryOf(layers(10), data)).toBe(4 * (12 * (785 + 3) + 3 * 8 * 2));
  });

  it('grows with the network and the images', () => {
    const wider = { ...config, model: { layers: [...config.model.layers.slice(0, -1), { dense: { units: 1000 } }, 'classifier'] } }; // prettier-ignore
    expect(memoryOf(wider, data)).toBeGreaterThan(memoryOf(config, data));
    expect(memoryOf(config, { ...data, image: { ...image, height: 56 } })).toBeGreaterThan(memoryOf(config, data));
  });

  it('is at least that of a process at rest, also for a run that only measures', () => {
    const { training, ...rest } = config;
    expect(training).toBeDefined();
    const measures = memoryOf(rest, data);
    expect([measures > 9e8, measures < at(2)]).toEqual([true, true]);
  });
});
