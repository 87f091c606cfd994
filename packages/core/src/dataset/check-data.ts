import type { Dataset } from './contract.js';
import { setKeyOf } from '../plan/data-set.js';
import { SeedbedError } from '../errors.js';
import { choices } from '../spec/nearest.js';
import { nameOf, optionsOf, type Configured } from '../components/component.js';
import type { Experiment } from '../spec/experiment.js';
import { mappingIn } from '../spec/experiment.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { RunConfig } from '../plan/run-config.js';
import { fail, field, type Value } from '../spec/value.js';

/** What must be known of data to say whether a run can learn from them. */
export type KnownData = Pick<Dataset, 'classes' | 'counts' | 'image'> & Partial<Pick<Dataset, 'notes'>>;

/**
 * What the runs of a plan ask of their data: classes that are there, enough examples, inputs that fit the network.
 * @param known by the sets' keys; a set that is not there is not looked at.
 * @throws SeedbedError SB_DATA_CLASS, SB_DATA_CLASSES, SB_DATA_TOO_FEW, SB_DATA_NO_TEST, SB_DATA_CHANNELS, SB_SPEC_SHAPE at
 * the field that asks for too much, with the first run that does and how many there are.
 */
export function checkAgainstData(
  { template }: Experiment,
  runs: readonly PlannedRun[],
  known: ReadonlyMap<string, KnownData>,
): void {
  const seen = new Set<string>();
  for (const run of runs) {
    const data = known.get(setKeyOf(run.config.learn.data));
    const { learn, model, stage } = run.config;
    const asked = JSON.stringify([learn, model, stage, run.measure]);
    if (!data || seen.has(asked)) continue;
    seen.add(asked);
    const written = mappingIn(mappingIn(template, 'stages'), stage);
    const set = field(mappingIn(template, 'data'), run.set) as Value;
    const refuse = (code: `SB_${string}`, at: Value | undefined, message: string, hint?: string): SeedbedError =>
      fail(code, at ?? written, `${message} (${run.label})`, hint);
    checkClasses(learn, data, (...rest) => refuse(rest[0], field(set, 'classes') ?? set, rest[1], rest[2]));
    checkAmounts(run, data, (...rest) => refuse(rest[0], field(written, 'learn'), rest[1], rest[2]));
    checkInput(model, data, (...rest) => refuse(rest[0], field(field(template, 'model'), 'input') ?? field(written, 'input'), rest[1], rest[2])); // prettier-ignore
    checkShape(model, data, (...rest) => refuse(rest[0], field(written, 'layers') ?? field(field(template, 'model'), 'layers'), rest[1], rest[2])); // prettier-ignore
  }
}

type Refuse = (code: `SB_${string}`, message: string, hint?: string) => SeedbedError;
type Classes = number | readonly string[];

/** The groups of a set by name; a set without groups is one without a name. */
function groupsOf({ data }: RunConfig['learn']): ReadonlyMap<string, Classes> {
  const { classes } = data;
  if (classes === undefined) return new Map();
  if (typeof classes === 'number' || Array.isArray(classes)) return new Map([['', classes as Classes]]);
  return new Map(Object.entries(classes as Readonly<Record<string, Classes>>));
}

function checkClasses(learn: RunConfig['learn'], { classes }: KnownData, refuse: Refuse): void {
  const groups = [...groupsOf(learn)];
  const named = groups.flatMap(([, asked]) => (typeof asked === 'number' ? [] : asked));
  const unknown = named.find((name) => !classes.includes(name));
  if (unknown !== undefined) throw refuse('SB_DATA_CLASS', `the data set has no class "${unknown}"`, choices(unknown, classes)); // prettier-ignore
  const asked = groups.reduce((sum, [, group]) => sum + (typeof group === 'number' ? group : group.length), 0);
  if (asked <= classes.length) return;
  const words = groups.map(([name, group]) => `${typeof group === 'number' ? group : group.length}${name && ` for ${name}`}`); // prettier-ignore
  throw refuse('SB_DATA_CLASSES', `${asked} classes are asked for (${words.join(', ')}), but the data set has ${classes.length}`, groups.length > 1 ? 'groups are disjoint' : undefined); // prettier-ignore
}

/** The classes that a run may come to learn: its group's by name, or any that no group names. */
function possibleClasses(learn: RunConfig['learn'], { classes }: KnownData): readonly string[] {
  const groups = groupsOf(learn);
  const own = groups.get(learn.classes ?? '');
  if (own !== undefined && typeof own !== 'number') return own;
  const named = [...groups.values()].flatMap((each) => (typeof each === 'number' ? [] : each));
  return classes.filter((name) => !named.includes(name));
}

function checkAmounts({ config, measure }: PlannedRun, data: KnownData, refuse: Refuse): void {
  const { learn } = config;
  const fixed = (amount: { readonly perClass?: unknown } | undefined) => (typeof amount?.perClass === 'number' ? amount.perClass : 0); // prettier-ignore
  const kept = { test: fixed(learn.data.test), validation: fixed(learn.data.validation), training: fixed(learn) };
  const wanted = kept.test + kept.validation + kept.training;
  const possible = possibleClasses(learn, data);
  const short = possible
    .map((name) => ({ name, has: data.counts.train[data.classes.indexOf(name)] ?? 0 }))
    .filter(({ has }) => has < wanted)
    .sort((a, b) => a.has - b.has);
  const [fewest] = short;
  if (fewest) {
    const asked = Object.entries(kept).filter(([, count]) => count > 0).map(([part, count]) => `${count} for ${part}`); // prettier-ignore
    const hint = [`at most ${Math.max(0, fewest.has - wanted + kept.training)} per class can be asked for, or { atMost: n }`, ...absences(data)].join('. '); // prettier-ignore
    throw refuse(
      'SB_DATA_TOO_FEW',
      `of each class ${asked.join(', ')} are asked for, but ${shortages(short, wanted)}`,
      hint,
    );
  }
  if (!measure.includes('test') || learn.data.test !== undefined) return;
  const without = possible.find((name) => !data.counts.test[data.classes.indexOf(name)]);
  if (without !== undefined) throw refuse('SB_DATA_NO_TEST', `class "${without}" has no test examples, so that nothing could be measured`, 'take some of the training examples: test: { perClass: n }'); // prettier-ignore
}

/** How many examples are missing, of which classes. */
function shortages(short: readonly { name: string; has: number }[], wanted: number): string {
  const [first, ...others] = short as [{ name: string; has: number }, ...{ name: string; has: number }[]];
  const missing = short.reduce((sum, { has }) => sum + wanted - has, 0);
  const one = `class "${first.name}" has ${first.has}`;
  if (others.length === 0) return one;
  const few = others.slice(0, 4).map(({ name, has }) => `"${name}" ${has}`);
  if (others.length > few.length) few.push(`${others.length - few.length} more have fewer, too`);
  return `${one}, ${few.join(', ')}: ${missing} examples are missing, of ${short.length} classes`;
}

/** What the plugin said about examples that are named and not there. */
const absences = ({ notes = [] }: KnownData) => notes.filter((note) => note.startsWith('Absent: ')).map((note) => note.replace(/\.$/, '')); // prettier-ignore

function checkInput({ input }: RunConfig['model'], { image }: KnownData, refuse: Refuse): void {
  const { channels } = image;
  const given = input?.mean.length ?? 1;
  if (given === 1 || given === channels) return;
  throw refuse('SB_DATA_CHANNELS', `${given} values for images of ${channels} channel${channels === 1 ? '' : 's'}`, channels === 1 ? 'give 1' : `give 1 or ${channels}`); // prettier-ignore
}

/** Convolutions and pooling must leave something of an image. */
function checkShape({ layers }: RunConfig['model'], { image }: KnownData, refuse: Refuse): void {
  let smaller = Math.min(image.height, image.width);
  for (const layer of layers as readonly Configured[]) {
    smaller = shrunk(layer, smaller);
    if (smaller >= 1) continue;
    throw refuse('SB_SPEC_SHAPE', `nothing is left of an image of ${image.height} x ${image.width} after ${nameOf(layer)}`, 'use smaller strides or less pooling'); // prettier-ignore
  }
}

function shrunk(layer: Configured, size: number): number {
  const {
    stride,
    padding,
    kernelSize = 3,
    poolSize = 2,
  } = optionsOf(layer) as Readonly<Record<string, number | string>>;
  const step = Number(stride ?? 1);
  switch (nameOf(layer)) {
    case 'conv':
    case 'depthwiseConv':
      return padding === 'valid' ? Math.floor((size - Number(kernelSize)) / step) + 1 : Math.ceil(size / step);
    case 'maxPool':
    case 'averagePool':
      return Math.floor((size - Number(poolSize)) / Number(stride ?? poolSize)) + 1;
    default:
      return size;
  }
}
