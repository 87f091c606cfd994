import { describe, expect, it } from 'vitest';
import type { PlannedRun } from '../plan/planned-run.js';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { imagesWith } from '../testing/facts.js';
import { frozenOutputsOf } from './frozen.js';
import { unitSizes } from './unit-sizes.js';

const data = imagesWith(Array(10).fill(6000), Array(10).fill(10));
const plain = exampleText.slice(0, exampleText.indexOf('claims:'));
const planned = (text: string, bounds = { memory: 1e9, each: 1e9 }) => {
  const { runs } = loadText(text).plan;
  return { ...frozenOutputsOf(runs, () => data, bounds), runs };
};
/** Of a unit of the example's network, of two classes, bytes an image. */
const bytesOf = ({ config }: PlannedRun) => unitSizes(config.model.layers, data.inputs.shape, 2).map(({ output }) => 4 * output); // prettier-ignore
const withMethods = (augment: string) => edited('batchSize: 8', `batchSize: 8\n  methods: [{ augment: ${augment} }]`, plain); // prettier-ignore

describe('frozen outputs of a plan', () => {
  it('counts training images by size, validation and test images once a depth', () => {
    const { bytes, spilled, runs } = planned(plain);
    const [first, second] = bytesOf(runs[0]!) as [number, number];
    // Two classes; sizes 5 and 10, four of each class for validation, ten to test on.
    expect(bytes).toBe((first + second) * 2 * (5 + 10 + 4 + 10));
    expect(spilled).toBe(0);
    expect(planned(plain, { memory: 100, each: 1e9 }).spilled).toBe(bytes - 100);
    const larger = Math.max(first, second);
    expect(planned(plain, { memory: 1e9, each: larger * 19 }).spilled).toBe(larger * 2 * (10 + 10));
  });

  it('has none where nothing is frozen', () => {
    const unfrozen = edited(', stages.target.freeze: $depth', ', stages.target.batchSize: $depth', plain);
    expect(planned(unfrozen)).toMatchObject({ bytes: 0, inEveryStep: 0 });
  });

  it('keeps training images as they are and mirrored where nothing else changes them', () => {
    const { bytes, inEveryStep, runs } = planned(withMethods('{ flip: true }'));
    const [first, second] = bytesOf(runs[0]!) as [number, number];
    expect(inEveryStep).toBe(0);
    expect(bytes).toBe((first + second) * 2 * (2 * (5 + 10) + 4 + 10));
  });

  it('counts the runs whose frozen units compute in every step, and keeps only what is measured', () => {
    const { bytes, inEveryStep, runs } = planned(withMethods('{ flip: true, shift: 1 }'));
    const [first, second] = bytesOf(runs[0]!) as [number, number];
    // Two replicates, two sizes, two depths.
    expect(inEveryStep).toBe(8);
    expect(bytes).toBe((first + second) * 2 * (4 + 10));
  });
});
