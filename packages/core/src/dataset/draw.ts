import type { CellSpec } from '../plan/cell.js';
import { permutation } from '../seeds/permutation.js';
import type { SeedStreams } from '../seeds/streams.js';
import { SeedbedError } from '../errors.js';
import type { Dataset } from './contract.js';

/** One image with its label: `classIndex` in the data set, `label` in the network's output. */
export interface Example {
  readonly classIndex: number;
  readonly item: number;
  readonly label: number;
}

export interface Drawn {
  /** Names of the classes told apart; their position is the label. */
  readonly classes: readonly string[];
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly test: readonly Example[];
}

type Counts = Pick<Dataset, 'classes' | 'counts'>;

/**
 * Draws the classes of a replicate. Drawn classes come from one permutation of all classes: first the source's, then
 * the target's, so that they are disjoint. Named classes are taken as they are and never drawn for the other side.
 */
export function drawClasses(cell: CellSpec, classes: readonly string[], streams: SeedStreams) {
  const named = new Set(
    [cell.classes.source, cell.classes.target].flatMap((side) => (typeof side === 'number' ? [] : side)),
  );
  const free = [...permutation(classes.length, streams.open('split'))]
    .map((index) => classes[index] as string)
    .filter((name) => !named.has(name));
  const take = (side: number | readonly string[]) => (typeof side === 'number' ? free.splice(0, side) : [...side]);
  const source = take(cell.classes.source);
  const target = take(cell.classes.target);
  for (const [side, drawn] of [
    ['source', source],
    ['target', target],
  ] as const) {
    const asked = cell.classes[side];
    if (typeof asked === 'number' && drawn.length < asked) throw tooFewClasses(side, asked, drawn.length);
  }
  return { source, target };
}

/**
 * Draws what a cell learns from and is measured on. Each class has one permutation of its training images: the first
 * `validation` are kept for validation, the next `images` train. Smaller training sets are so parts of larger ones, and
 * validation is the same at every size. The test images are all of the class's. A source network that learns the
 * target's classes (selffer) draws from the target's permutations, so that it never sees their validation images.
 * @throws SeedbedError SB_DATA_TOO_FEW when a class has fewer images than asked for.
 */
export function drawExamples(cell: CellSpec, data: Counts, streams: SeedStreams): Drawn {
  const classes = drawClasses(cell, data.classes, streams)[cell.learns];
  const train: Example[] = [];
  const validation: Example[] = [];
  const test: Example[] = [];
  classes.forEach((name, label) => {
    const classIndex = data.classes.indexOf(name);
    const available = data.counts.train[classIndex] ?? 0;
    if (available < cell.images + cell.validation) throw tooFew(name, available, cell);
    const order = permutation(available, streams.open(`${cell.learns}/subset/${name}`));
    const pick = (from: number, to: number) =>
      [...order.subarray(from, to)].map((item) => ({ classIndex, item, label }));
    validation.push(...pick(0, cell.validation));
    train.push(...pick(cell.validation, cell.validation + cell.images));
    for (let item = 0; item < (data.counts.test[classIndex] ?? 0); item++) test.push({ classIndex, item, label });
  });
  return { classes, train: cell.labels === 'shuffled' ? shuffleLabels(train, streams) : train, validation, test };
}

function shuffleLabels(examples: readonly Example[], streams: SeedStreams): Example[] {
  const order = permutation(examples.length, streams.open('source/labels'));
  return examples.map((example, index) => ({ ...example, label: (examples[order[index] as number] as Example).label }));
}

function tooFew(name: string, available: number, cell: CellSpec): SeedbedError {
  return new SeedbedError(
    'SB_DATA_TOO_FEW',
    `class "${name}" has ${available} training images, but ${cell.images} to train on and ${cell.validation} for validation are asked for`,
    { hint: 'ask for fewer images a class or a smaller validation set' },
  );
}

function tooFewClasses(side: string, asked: number, left: number): SeedbedError {
  const message = `${asked} ${side} classes are asked for, but only ${left} are left to draw`;
  return new SeedbedError('SB_DATA_CLASSES', message, { hint: 'source and target classes are disjoint' });
}
