import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exampleSpecText, specOf } from '../testing/specs.js';
import { layerSizes } from './cost.js';
import { memoryOf } from './memory.js';
import { planRuns } from '../plan/plan.js';

const image = { height: 28, width: 28, channels: 1 };
const { cell } = planRuns(specOf(parse(exampleSpecText)))[0]!;
const at = (batch: number) => memoryOf({ ...cell, training: { ...cell.training, batch } }, image);

describe('the memory of a run', () => {
  it('grows by three copies of all activations with each image of the batch', () => {
    const sizes = layerSizes(cell.model, image, cell.classes.source as number);
    const activations = sizes.reduce((sum, { wide, output }) => sum + wide + output, 0);
    expect(at(33) - at(32)).toBe(4 * 3 * activations);
  });

  it('grows with the network and the images', () => {
    const wider = { ...cell, model: { ...cell.model, dense: [1000] } };
    expect(memoryOf(wider, image)).toBeGreaterThan(memoryOf(cell, image));
    expect(memoryOf(cell, { ...image, height: 56 })).toBeGreaterThan(memoryOf(cell, image));
  });
});
