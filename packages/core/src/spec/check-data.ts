import type { Dataset } from '../dataset/contract.js';
import { choices } from './nearest.js';
import type { ParsedSpec } from './parse.js';
import { together } from './several.js';

type Known = Pick<Dataset, 'classes' | 'counts' | 'image'> & Partial<Pick<Dataset, 'notes'>>;

/**
 * What a spec asks of its data set: enough classes, enough images in each, images that the network does not shrink away.
 * @throws SeedbedError SB_DATA_… at the field that asks for too much.
 */
export function checkAgainstData(parsed: ParsedSpec, data: Known): void {
  checkClassNames(parsed, data);
  checkClassCount(parsed, data);
  checkImageCounts(parsed, data);
  checkTestImages(parsed, data);
  checkShape(parsed, data);
}

function checkClassNames({ spec, problem }: ParsedSpec, data: Known): void {
  const unknown = (['source', 'target'] as const).flatMap((side) => {
    const { classes } = spec.split[side];
    const names = typeof classes === 'number' ? [] : classes;
    return names.flatMap((name, index) => {
      if (data.classes.includes(name)) return [];
      const path = ['split', side, 'classes', index];
      return problem(path, 'SB_DATA_CLASS', `the data set has no class "${name}"`, choices(name, data.classes));
    });
  });
  if (unknown.length > 0) throw together(unknown);
}

const countOf = (classes: number | readonly string[]) => (typeof classes === 'number' ? classes : classes.length);

function checkClassCount({ spec, problem }: ParsedSpec, data: Known): void {
  const asked = countOf(spec.split.source.classes) + countOf(spec.split.target.classes);
  if (asked <= data.classes.length) return;
  const message = `source and target together ask for ${asked} classes, but the data set has ${data.classes.length}`;
  throw problem(['split', 'target', 'classes'], 'SB_DATA_CLASSES', message, 'source and target classes are disjoint');
}

/** The classes that a side of the split may come to hold: its own by name, or any that neither side names. */
function possibleClasses({ spec }: ParsedSpec, side: 'source' | 'target', data: Known): readonly string[] {
  const { classes } = spec.split[side];
  if (typeof classes !== 'number') return classes;
  const sides = [spec.split.source.classes, spec.split.target.classes];
  const named = sides.flatMap((each) => (typeof each === 'number' ? [] : each));
  return data.classes.filter((name) => !named.includes(name));
}

function checkImageCounts(parsed: ParsedSpec, data: Known): void {
  const { source, target, validation } = parsed.spec.split;
  const check = (side: 'source' | 'target', images: number, path: (string | number)[]) => {
    const short = possibleClasses(parsed, side, data)
      .map((name) => ({ name, has: data.counts.train[data.classes.indexOf(name)] ?? 0 }))
      .filter(({ has }) => has < images + validation)
      .sort((a, b) => a.has - b.has);
    const [fewest] = short;
    if (!fewest) return;
    const hint = [`at most ${Math.max(0, fewest.has - validation)} can be asked for`, ...absences(data)].join('. ');
    const message = `${images} images a class to train on and ${validation} for validation, but ${shortages(short, images + validation)}`;
    throw parsed.problem(['split', side, ...path], 'SB_DATA_TOO_FEW', message, hint);
  };
  check('source', source.images, ['images']);
  target.images.forEach((images, index) => check('target', images, ['images', index]));
}

/** How many images are missing, of which classes. */
function shortages(short: readonly { name: string; has: number }[], wanted: number): string {
  const [first, ...others] = short;
  const missing = short.reduce((sum, { has }) => sum + wanted - has, 0);
  const one = `class "${first!.name}" has ${first!.has}`;
  if (others.length === 0) return one;
  const few = others.slice(0, 4).map(({ name, has }) => `"${name}" ${has}`);
  if (others.length > few.length) few.push(`${others.length - few.length} more have fewer, too`);
  return `${one}, ${few.join(', ')}: ${missing} images are missing, of ${short.length} classes`;
}

/** What the plugin said about images that are named and not there. */
const absences = ({ notes = [] }: Known) => notes.filter((note) => note.startsWith('Absent: ')).map((note) => note.replace(/\.$/, '')); // prettier-ignore

function checkTestImages(parsed: ParsedSpec, data: Known): void {
  const possible = [...possibleClasses(parsed, 'source', data), ...possibleClasses(parsed, 'target', data)];
  const without = possible.find((name) => !data.counts.test[data.classes.indexOf(name)]);
  if (without === undefined) return;
  const message = `class "${without}" has no test images, so that nothing could be measured`;
  throw parsed.problem(['dataset', 'plugin'], 'SB_DATA_NO_TEST', message);
}

function checkShape({ spec, problem }: ParsedSpec, data: Known): void {
  const { mean, deviation } = spec.model.input;
  const { channels } = data.image;
  for (const [name, values] of [
    ['mean', mean],
    ['deviation', deviation],
  ] as const) {
    if (values.length === 1 || values.length === channels) continue;
    const message = `${values.length} values for images of ${channels} channel${channels === 1 ? '' : 's'}`;
    throw problem(['model', 'input', name], 'SB_DATA_CHANNELS', message, `give 1 or ${channels}`);
  }
  let smaller = Math.min(data.image.height, data.image.width);
  spec.model.convolutions.forEach(({ stride, pool }, index) => {
    smaller = Math.floor(Math.ceil(smaller / stride) / pool);
    if (smaller >= 1) return;
    const message = `nothing is left of an image of ${data.image.height} x ${data.image.width} after this layer`;
    throw problem(['model', 'convolutions', index], 'SB_SPEC_SHAPE', message, 'use smaller strides or less pooling');
  });
}
