import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CellSpec } from '../plan/cell.js';
import { planRuns } from '../plan/plan.js';
import { SeedStreams } from '../seeds/streams.js';
import { exampleSpecText, specOf } from '../testing/specs.js';
import { drawClasses, drawExamples, type Drawn } from './draw.js';

const names = Array.from({ length: 12 }, (_, index) => `class ${index}`);
const data = {
  classes: names,
  counts: { train: names.map((_, index) => 40 + index), test: names.map((_, index) => 1 + index) },
};
const spec = specOf(parse(exampleSpecText));
const example = planRuns(spec).find((run) => run.condition === 'base')!.cell;

const cells = fc
  .record({
    seed: fc.nat(),
    replicate: fc.nat(30),
    learns: fc.constantFrom('source' as const, 'target' as const),
    source: fc.integer({ min: 1, max: 5 }),
    target: fc.integer({ min: 1, max: 5 }),
    images: fc.integer({ min: 1, max: 20 }),
    validation: fc.nat(10),
  })
  .map(({ source, target, ...asked }): CellSpec => ({ ...example, ...asked, classes: { source, target } }));
const property = (check: (cell: CellSpec) => void) =>
  fc.assert(fc.property(cells, check), { numRuns: 60, seed: 20261125 });

const draw = (cell: CellSpec, of = data) => drawExamples(cell, of, new SeedStreams(cell.seed, cell.replicate));
const classesOf = (cell: CellSpec) => drawClasses(cell, names, new SeedStreams(cell.seed, cell.replicate));

/** What is drawn of one class, by name and image; labels are positions and may move. */
function imagesOf(drawn: Drawn, name: string) {
  const label = drawn.classes.indexOf(name);
  const items = (part: Drawn['train']) => part.filter((each) => each.label === label).map(({ item }) => item);
  return { train: items(drawn.train), validation: items(drawn.validation), test: items(drawn.test) };
}

describe('what is drawn stays as it is when there is more of', () => {
  it('target classes: the classes before, in their places, with their images', () => {
    property((cell) => {
      const { source, target } = cell.classes as { source: number; target: number };
      const more = { ...cell, classes: { source, target: target + 1 } };
      const [before, after] = [classesOf(cell), classesOf(more)];
      expect(after.source).toEqual(before.source);
      expect(after.target.slice(0, target)).toEqual(before.target);
      const [old, grown] = [draw(cell), draw(more)];
      for (const name of old.classes) expect(imagesOf(grown, name)).toEqual(imagesOf(old, name));
    });
  });

  it('source classes that are named: those before, with their images', () => {
    property((cell) => {
      const { source, target } = classesOf(cell);
      const named = { ...cell, classes: { source, target } };
      const free = names.find((name) => !source.includes(name) && !target.includes(name))!;
      const [old, grown] = [draw(named), draw({ ...named, classes: { source: [...source, free], target } })];
      for (const name of old.classes) expect(imagesOf(grown, name)).toEqual(imagesOf(old, name));
    });
  });

  it('images a class, validation being the same', () => {
    property((cell) => {
      const [old, grown] = [draw(cell), draw({ ...cell, images: cell.images + 7 })];
      expect([grown.classes, grown.validation, grown.test]).toEqual([old.classes, old.validation, old.test]);
      for (const name of old.classes) {
        expect(imagesOf(grown, name).train.slice(0, cell.images)).toEqual(imagesOf(old, name).train);
      }
    });
  });

  it('images of another class in the data set', () => {
    property((cell) => {
      const old = draw(cell);
      const [name] = old.classes as [string];
      const train = data.counts.train.map((count, index) => (names[index] === name ? count + 5 : count));
      const grown = draw(cell, { classes: names, counts: { ...data.counts, train } });
      for (const other of old.classes.slice(1)) expect(imagesOf(grown, other)).toEqual(imagesOf(old, other));
    });
  });

  it('conditions, sizes and replicates, of which a drawing knows nothing', () => {
    property((cell) => {
      const old = draw(cell);
      const transfer = { source: 'f'.repeat(64), copied: 3, frozen: 2, probe: 0.5 };
      const model = { ...cell.model, dense: [7, 7, 7], dropout: 0.5 };
      expect(draw({ ...cell, transfer, model, training: { ...cell.training, steps: 1, rate: 9 } })).toEqual(old);
      draw({ ...cell, replicate: cell.replicate + 1 });
      expect(draw(cell)).toEqual(old);
    });
  });
});

it('one more drawn source class moves the target: the one thing that is shared by both sides is the split', () => {
  const cell: CellSpec = { ...example, classes: { source: 3, target: 3 } };
  const [before, after] = [classesOf(cell), classesOf({ ...cell, classes: { source: 4, target: 3 } })];
  expect(after.source.slice(0, 3)).toEqual(before.source);
  expect(after.source[3]).toBe(before.target[0]);
  expect(after.target.slice(0, 2)).toEqual(before.target.slice(1));
});
