import { describe, expect, it } from 'vitest';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { frozenOutputsOf } from './frozen.js';
import { unitSizes } from './unit-sizes.js';

const image = { height: 28, width: 28, channels: 1 };
const data = { image, counts: { train: Array<number>(10).fill(60), test: Array<number>(10).fill(10) } };

/** Two target classes, three validation and ten test examples of each. */
const text = (levels: string, sizes: readonly number[], more = exampleText) => {
  const steps = sizes.map((size) => `${size}: 5`).join(', ');
  const from = more.slice(0, more.indexOf('claims:'));
  const conditions = from.slice(from.indexOf('    base: {}'));
  return edited('validation: { perClass: 4 }', 'validation: { perClass: 3 }', from)
    .replace(conditions, () => levels)
    .replace('levels: [5, 10]', `levels: [${sizes.join()}]`)
    .replace('5: 20, 10: 30', steps);
};
const frozen = (depth: number, name = `S${depth}T`) => `    ${name}: { stages.target.weights: source, stages.target.freeze: ${depth} }\n`; // prettier-ignore
const planned = (spec: string, bounds = { memory: 1e9, each: 1e9 }) => {
  const { runs } = loadText(spec).plan;
  return frozenOutputsOf(runs, () => data, bounds);
};
const { config } = loadText(exampleText).plan.runs[0]!;
const widths = unitSizes(config.model.layers, image, 2).map(({ output }) => output) as [number, number, number, number];
const unit = 4 * 2;
const all = `    base: {}\n    FTall: { stages.target.weights: source }\n${frozen(1)}${frozen(2)}`;
const methods = (written: string) => edited('  schedule: cosine\n', `  schedule: cosine\n  methods: [{ augment: { ${written} } }]\n`); // prettier-ignore

describe('frozen outputs of a plan', () => {
  it('are counted of training examples by size, of validation and test examples once a depth', () => {
    const spec = text(all, [4, 8]);
    const both = widths[0] + widths[1];
    expect(planned(spec)).toEqual({ bytes: unit * both * (4 + 8 + 3 + 10), spilled: 0, inEveryStep: 0 });
    const { bytes } = planned(spec);
    expect(planned(spec, { memory: 100, each: 1e9 }).spilled).toBe(bytes - 100);
    const larger = Math.max(widths[0], widths[1]);
    expect(planned(spec, { memory: 1e9, each: unit * larger * 9 }).spilled).toBe(unit * larger * 10);
  });

  it('are those of one start at a time: replicates do not add up', () => {
    const one = planned(text(all, [4], edited('replicates: 2', 'replicates: 1')));
    expect(planned(text(all, [4], edited('replicates: 2', 'replicates: 3')))).toEqual(one);
  });

  it('are shared by levels that freeze the same', () => {
    const rate = `    S1T: { stages.target.weights: source, stages.target.freeze: 1 }\n    slow: { stages.target.weights: source, stages.target.freeze: 1, stages.target.learningRate: 0.001 }\n`;
    expect(planned(text(rate, [4]))).toEqual(planned(text(`    base: {}\n${frozen(1)}`, [4])));
  });

  it('are none where nothing is frozen', () => {
    const spec = text('    base: {}\n    FTall: { stages.target.weights: source }\n', [4]);
    expect(planned(spec)).toEqual({ bytes: 0, spilled: 0, inEveryStep: 0 });
  });

  it('keep training examples in both orientations where they are mirrored and not shifted', () => {
    const { bytes, inEveryStep } = planned(text(`    base: {}\n${frozen(1)}`, [4], methods('flip: true')));
    expect(inEveryStep).toBe(0);
    expect(bytes).toBe(unit * widths[0] * (2 * 4 + 3 + 10));
  });

  it('name the runs whose frozen units compute in every step, and keep only what is measured', () => {
    const spec = text(`    base: {}\n${frozen(1)}`, [4], edited('replicates: 2', 'replicates: 3', methods('flip: true, shift: 1'))); // prettier-ignore
    expect(planned(spec)).toEqual({ bytes: unit * widths[0] * (3 + 10), spilled: 0, inEveryStep: 3 });
  });
});
