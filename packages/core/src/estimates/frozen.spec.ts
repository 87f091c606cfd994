import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exampleSpecText, specOf } from '../testing/specs.js';
import { layerSizes } from './cost.js';
import { frozenOutputsOf } from './frozen.js';
import { planRuns } from '../plan/plan.js';

const image = { height: 28, width: 28, channels: 1 };
const document = parse(exampleSpecText);
const planned = (changes: object, bounds = { memory: 1e9, each: 1e9 }) => {
  const spec = specOf({ ...document, ...changes });
  const widths = layerSizes(spec.model, image, 2).map(({ output }) => output);
  return { ...frozenOutputsOf(planRuns(spec), image, 10, bounds), widths, spec };
};
const split = (images: number[]) => ({
  ...document.split,
  target: { ...document.split.target, images },
  validation: 3,
});
const steps = (sizes: number[]) => ({ ...document.training, steps: { source: 5, target: Object.fromEntries(sizes.map((size) => [size, 5])) } }); // prettier-ignore

describe('frozen outputs of a plan', () => {
  it('counts training images by size, validation and test images once a depth', () => {
    const changes = {
      conditions: ['base', 'FTall', 'S1T', 'S2T'],
      claims: [],
      split: split([4, 8]),
      training: steps([4, 8]),
    };
    const { bytes, spilled, widths, spec } = planned(changes);
    const unit = 4 * (spec.split.target.classes as number);
    const both = widths[0]! + widths[1]!;
    expect(bytes).toBe(unit * both * (4 + 8 + 3 + 10));
    expect(spilled).toBe(0);
    expect(planned(changes, { memory: 100, each: 1e9 }).spilled).toBe(bytes - 100);
    const larger = Math.max(widths[0]!, widths[1]!);
    expect(planned(changes, { memory: 1e9, each: unit * larger * 9 }).spilled).toBe(unit * larger * 10);
  });

  it('has none where nothing is frozen', () => {
    expect(planned({ conditions: ['base', 'FTall'], claims: [] })).toMatchObject({ bytes: 0, inEveryStep: 0 });
  });

  it('keeps training images in both orientations where they are mirrored and not shifted', () => {
    const { bytes, inEveryStep, widths, spec } = planned({
      conditions: ['base', 'S1T'],
      claims: [],
      split: split([4]),
      training: { ...steps([4]), augmentation: { flip: true, shift: 0 } },
    });
    expect(inEveryStep).toBe(0);
    expect(bytes).toBe(4 * (spec.split.target.classes as number) * widths[0]! * (2 * 4 + 3 + 10));
  });

  it('names the runs whose frozen layers compute in every step, and keeps only what is evaluated', () => {
    const training = { ...steps([4]), augmentation: { flip: true, shift: 1 } };
    const { bytes, inEveryStep, widths, spec } = planned({
      conditions: ['base', 'S1T'],
      claims: [],
      replicates: 3,
      split: split([4]),
      training,
    });
    expect(inEveryStep).toBe(3);
    expect(bytes).toBe(4 * (spec.split.target.classes as number) * widths[0]! * (3 + 10));
  });
});
