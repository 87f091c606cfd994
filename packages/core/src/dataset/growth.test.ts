import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawing, drawingOf, streamsOf } from '../testing/learning.js';
import { drawClasses } from './classes.js';
import { drawExamples } from './draw.js';
import type { Drawn } from './drawn.js';

const names = Array.from({ length: 12 }, (_, index) => `class ${index}`);
const data = {
  classes: names,
  counts: {
    train: names.map((_, index) => 40 + index),
    test: names.map((_, index) => 1 + index),
    validation: names.map(() => 0),
  },
};

const runs = fc
  .record({
    seed: fc.nat(),
    replicate: fc.nat(30),
    group: fc.constantFrom('source', 'target'),
    source: fc.integer({ min: 1, max: 5 }),
    target: fc.integer({ min: 1, max: 5 }),
    perClass: fc.integer({ min: 1, max: 20 }),
    validation: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ seed, replicate, group, source, target, perClass, validation }) => {
    const set = { plugin: 'letters', classes: { source, target }, validation: { perClass: validation } };
    return drawingOf({ seed, replicate, learn: { data: set, classes: group, perClass } });
  });
const property = (check: (run: Drawing) => void) =>
  fc.assert(fc.property(runs, check), { numRuns: 60, seed: 20261125 });

type Groups = Readonly<Record<'source' | 'target', number | readonly string[]>>;

const draw = (run: Drawing, of = data) => drawExamples(run, of, streamsOf(run));
const groupsOf = ({ learn }: Drawing) => learn.data.classes as Readonly<Record<'source' | 'target', number>>;
const withClasses = (run: Drawing, classes: Groups): Drawing => ({
  ...run,
  learn: { ...run.learn, data: { ...run.learn.data, classes } },
});
const classesOf = (run: Drawing) => {
  const [source, target] = ['source', 'target'].map((classes) =>
    drawClasses({ ...run.learn, classes }, names, streamsOf(run)),
  );
  return { source: source!, target: target! };
};

/** What is drawn of one class, by name and image; labels are positions and may move. */
function imagesOf(drawn: Drawn, name: string) {
  const label = drawn.classes.indexOf(name);
  const items = (part: Drawn['train']) => part.filter((each) => each.label === label).map(({ item }) => item);
  return { train: items(drawn.train), validation: items(drawn.validation), test: items(drawn.test) };
}

describe('what is drawn stays as it is when there is more of', () => {
  it('target classes: the classes before, in their places, with their images', () => {
    property((run) => {
      const { source, target } = groupsOf(run);
      const more = withClasses(run, { source, target: target + 1 });
      const [before, after] = [classesOf(run), classesOf(more)];
      expect(after.source).toEqual(before.source);
      expect(after.target.slice(0, target)).toEqual(before.target);
      const [old, grown] = [draw(run), draw(more)];
      for (const name of old.classes) expect(imagesOf(grown, name)).toEqual(imagesOf(old, name));
    });
  });

  it('source classes that are listed: those before, with their images', () => {
    property((run) => {
      const { source, target } = classesOf(run);
      const free = names.find((name) => !source.includes(name) && !target.includes(name))!;
      const listed = withClasses(run, { source, target });
      const [old, grown] = [draw(listed), draw(withClasses(run, { source: [...source, free], target }))];
      for (const name of old.classes) expect(imagesOf(grown, name)).toEqual(imagesOf(old, name));
    });
  });

  it('images a class, validation being the same', () => {
    property((run) => {
      const perClass = run.learn.perClass as number;
      const [old, grown] = [draw(run), draw({ ...run, learn: { ...run.learn, perClass: perClass + 7 } })];
      expect([grown.classes, grown.validation, grown.test]).toEqual([old.classes, old.validation, old.test]);
      for (const name of old.classes) {
        expect(imagesOf(grown, name).train.slice(0, perClass)).toEqual(imagesOf(old, name).train);
      }
    });
  });

  it('images of another class in the data set', () => {
    property((run) => {
      const old = draw(run);
      const [name] = old.classes as [string];
      const train = data.counts.train.map((count, index) => (names[index] === name ? count + 5 : count));
      const grown = draw(run, { classes: names, counts: { ...data.counts, train } });
      for (const other of old.classes.slice(1)) expect(imagesOf(grown, other)).toEqual(imagesOf(old, other));
    });
  });

  it('steps, groups that come later in the alphabet, and replicates, of which a drawing knows nothing', () => {
    property((run) => {
      const old = draw(run);
      const training = { optimizer: 'adam', learningRate: 9, batchSize: 1, steps: 1 };
      expect(draw({ ...run, training })).toEqual(old);
      expect(draw(withClasses(run, { ...groupsOf(run), zoo: 1 } as Groups))).toEqual(old);
      draw({ ...run, replicate: run.replicate + 1 });
      expect(draw(run)).toEqual(old);
    });
  });
});

it('one more drawn source class moves the target: the one thing that groups share is the split', () => {
  const run = withClasses(drawingOf(), { source: 3, target: 3 });
  const [before, after] = [classesOf(run), classesOf(withClasses(run, { source: 4, target: 3 }))];
  expect(after.source.slice(0, 3)).toEqual(before.source);
  expect(after.source[3]).toBe(before.target[0]);
  expect(after.target.slice(0, 2)).toEqual(before.target.slice(1));
});
