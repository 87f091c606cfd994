import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset/dataset.js';
import { drawExamples } from '../dataset/draw.js';
import { digestOf } from '../digest/canonical.js';
import { SeedStreams } from '../seeds/streams.js';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { overlapsOf } from './overlaps.js';
import { splitsOf } from './splits.js';

const classes = ['Bag', 'Coat', 'Dress', 'Shirt', 'Sneaker'];
const counts = { train: classes.map(() => 40), test: classes.map(() => 3), validation: classes.map(() => 0) };
const dataset = { classes, counts, grouped: false, groupOf: () => 0 } as unknown as Dataset;
const each = Uint32Array.from({ length: 215 }, (_, at) => at);

describe('the splits of an experiment', () => {
  const { runs } = loadText(exampleText).plan;
  const splits = splitsOf(runs, dataset, each);

  it('are one draw for each replicate and way to draw, with the digests of manifests', () => {
    expect(
      splits.map(({ replicate, draws }) => [replicate, draws.map(({ stages, learn }) => [...stages, learn.perClass])]),
    ).toEqual([
      [0, [['source', 20], ['target', 5], ['target', 10]]], // prettier-ignore
      [1, [['source', 20], ['target', 5], ['target', 10]]], // prettier-ignore
    ]);
    const run = runs.find(({ replicate, config }) => replicate === 1 && config.learn.perClass === 10)!;
    const { seed, replicate, streams } = run.config;
    const drawn = drawExamples(run.config, dataset, new SeedStreams(seed, replicate, streams));
    const draw = splits[1]!.draws[2]!;
    expect(draw.classes).toEqual(drawn.classes);
    expect(draw.parts).toEqual({
      train: { from: 'train', counts: [10, 10], digest: digestOf(drawn.train) },
      validation: { from: 'train', counts: [4, 4], digest: digestOf(drawn.validation) },
      test: { from: 'test', counts: [3, 3], digest: digestOf(drawn.test) },
    });
    expect(splits.flatMap(({ draws }) => draws.map(({ overlaps }) => overlaps))).toEqual(Array(6).fill({ examples: 0, equal: 0, groups: 0 })); // prettier-ignore
  });

  it('are others where the draw has another tag, and the same where only the weights have', () => {
    const tagged = (purpose: string) => loadText(edited('    base: {}', `    base: { stages.target.streams: { ${purpose}: other } }`)).plan.runs; // prettier-ignore
    const draws = (purpose: string) => splitsOf(tagged(purpose), dataset, each).map((split) => split.draws.length);
    expect([draws('init'), draws('subset')]).toEqual([[3, 3], [5, 5]]); // prettier-ignore
  });

  it('count equal inputs on two sides, examples that are there twice, and groups', () => {
    const { config } = runs.find(({ config: { learn } }) => learn.perClass === 10)!;
    const { learn } = config;
    const drawn = drawExamples(config, dataset, new SeedStreams(config.seed, config.replicate, config.streams));
    // All inputs are equal.
    expect(overlapsOf(learn, drawn, dataset, new Uint32Array(215))).toEqual({ examples: 0, equal: 14, groups: 0 });
    const twice = { ...drawn, validation: drawn.train.slice(0, 3) };
    expect(overlapsOf(learn, twice, dataset, each)).toEqual({ examples: 3, equal: 3, groups: 0 });
    const grouped = { counts, grouped: true, groupOf: (part: string) => (part === 'test' ? 1 : 0) };
    expect(overlapsOf(learn, drawn, grouped, each)).toEqual({ examples: 0, equal: 0, groups: 1 });
  });
});
