import { createHash } from 'node:crypto';
import { type Dataset, type DatasetFacts, overviewOf, type Part, splitsOf } from '@seedbed/core';
import type { DataPageInput, ShownSet } from '../dataset/input.js';
import { example } from './synthetic.js';

/** What an example of a made-up set is. */
interface Made {
  readonly values: Uint8Array | Float32Array;
  readonly targets?: readonly number[];
  readonly group?: number;
}

const hash = (text: string) => createHash('sha256').update(text).digest();

/** A set whose examples come from a formula. */
function madeUp(facts: DatasetFacts, exampleAt: (part: Part, classIndex: number, item: number) => Made): Dataset {
  return {
    ...facts,
    readInputs: (part, classIndex, item, target, offset) =>
      target.set(exampleAt(part, classIndex, item).values, offset),
    readTargets: (part, classIndex, item, target, offset) => target.set(exampleAt(part, classIndex, item).targets ?? [], offset), // prettier-ignore
    groupOf: (part, classIndex, item) => exampleAt(part, classIndex, item).group ?? 0,
    close: () => undefined,
  };
}

const about = {
  title: 'A made-up set',
  licence: 'CC0',
  citation: 'Nobody: Nothing. Nowhere 2026.',
  homepage: 'https://example.org/',
  obtain: 'It comes from a formula.',
};

const side = 10;

/** A spot whose place is that of the class, moved by the example. */
function spot(part: Part, classIndex: number, item: number): Made {
  let state = (item * 10 + classIndex) * 2 + Number(part === 'test') + 1;
  // Numbers from 0 to 255 (Numerical Recipes' generator).
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24;
  const [x, y] = [1 + (classIndex % 4) * 2 + (next() % 2), 1 + Math.floor(classIndex / 4) * 3 + (next() % 2)];
  const values = new Uint8Array(side * side);
  for (let at = 0; at < values.length; at++) {
    const [across, down] = [(at % side) - x, Math.floor(at / side) - y];
    values[at] = Math.max(0, 230 - 25 * (across * across + down * down)) + next() / 10;
  }
  return { values };
}

export const hostileName = '<img src=x onerror="document.title=1">';
const classes = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  hostileName,
];

/** Ten classes of spots, with copies within a part, in both parts and in two classes, and a blank image; what is drawn from it. */
export function imagesShown(): DataPageInput {
  const facts: DatasetFacts = {
    inputs: { shape: [side, side, 1], type: 'uint8' },
    ...{ classes, targets: 'class', grouped: false },
    counts: {
      train: classes.map(() => 1100),
      test: classes.map((_, at) => (at === 3 ? 4 : 100)),
      validation: classes.map(() => 0),
    },
    fingerprint: hash('images').toString('hex'),
    notes: ['Left aside: notes.txt is no picture.'],
  };
  const copies: Readonly<Record<string, readonly [Part, number, number]>> = {
    'test 0 7': ['train', 0, 3],
    'test 0 8': ['train', 0, 3],
    'test 4 1': ['train', 4, 9],
    'train 2 5': ['train', 2, 4],
    'train 6 2': ['train', 0, 11],
  };
  const dataset = madeUp(facts, (part, classIndex, item) =>
    part === 'train' && classIndex === 8 && item === 0
      ? { values: new Uint8Array(side * side).fill(30) }
      : spot(...(copies[`${part} ${classIndex} ${item}`] ?? ([part, classIndex, item] as const))),
  );
  const { experiment, plan } = example('fashion-mnist');
  const overview = overviewOf(dataset);
  const runs = plan.runs.filter(({ replicate }) => replicate < 2);
  const splits = splitsOf(runs, dataset, overview.first);
  const { name, title } = experiment.head;
  const set = {
    name: 'fashion',
    plugin: 'spots',
    version: '1',
    options: { size: side },
    about,
    facts,
    overview,
    splits,
  };
  return { experiment: { name, title }, sets: [set] };
}

/** Rows of numbers with two to be predicted, in groups. */
export function tableShown(): DataPageInput {
  const facts: DatasetFacts = {
    inputs: { shape: [30], type: 'float32' },
    columns: Array.from({ length: 30 }, (_, at) => (at === 3 ? hostileName : `column-${at + 1}`)),
    classes: ['rows'],
    targets: [{ name: hostileName, unit: 'mm' }, { name: 'weight' }],
    grouped: true,
    counts: { train: [400], test: [80], validation: [40] },
    fingerprint: hash('table').toString('hex'),
    notes: [],
  };
  const dataset = madeUp(facts, (part, _, item) => {
    const own = hash(`${part === 'test' && item === 5 ? 'train 17' : `${part} ${item}`}`);
    const uniform = (at: number) => own.readUInt16LE(at) / 65536;
    const values = Float32Array.from({ length: 30 }, (_each, at) => (at === 4 ? 1 : at % 3 === 0 ? uniform(at) : at % 3 === 1 ? Math.log(uniform(at) + 0.001) * 1e-3 : Math.round(4 * uniform(at)))); // prettier-ignore
    const length = 120 + 30 * (uniform(0) + uniform(2) + uniform(4) - 1.5) + (part === 'test' ? 1 : 0);
    return { values, targets: [length, length * uniform(6)], group: Math.floor(item / 4) };
  });
  const set: ShownSet = {
    name: 'table',
    plugin: 'table',
    version: '1',
    options: {},
    about,
    facts,
    overview: overviewOf(dataset),
    splits: [],
  };
  return { sets: [set] };
}
