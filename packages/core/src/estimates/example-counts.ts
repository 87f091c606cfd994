import { knownComponents } from '../components/registry.js';
import { settled } from '../components/settled.js';
import { classCountOf } from '../plan/learned-classes.js';
import type { Dataset } from '../dataset/contract.js';
import type { Measured } from '../spec/parts.js';
import type { Amount, RunConfig } from '../plan/run-config.js';
import { sum } from './sum.js';

/** What estimates know of a data set. */
export type DataSize = Pick<Dataset, 'image' | 'counts'>;

/** How many units a run's output has: a class each. */
export const outputsOf = (config: Pick<RunConfig, 'learn'>, { counts }: DataSize): number =>
  classCountOf(config) ?? counts.train.length;

/**
 * How many examples each part of a run has, for estimates: as if every class had as many as the mean one. Which classes
 * are drawn is not known before the data are read.
 */
export function exampleCounts({ learn }: Pick<RunConfig, 'learn'>, size: DataSize): Record<Measured, number> {
  const classes = outputsOf({ learn }, size);
  const mean = (counts: readonly number[]) => sum(counts) / Math.max(1, counts.length);
  let left = classes * mean(size.counts.train);
  const take = (amount: Partial<Amount>): number => {
    const taken = Math.min(left, asked(amount, classes, left));
    left -= taken;
    return taken;
  };
  const kept = (part: Measured, count: number) => keptShare(learn, part, classes) * count;
  const test = learn.data.test ? take(learn.data.test) : classes * mean(size.counts.test);
  const validation = learn.data.validation ? take(learn.data.validation) : 0;
  return { test: kept('test', test), validation: kept('validation', validation), train: kept('train', take(learn)) };
}

/** The share of a part's examples that transforms leave. */
const keptShare = ({ transforms = [] }: RunConfig['learn'], part: Measured, classes: number): number =>
  transforms.reduce((share, transform) => {
    const known = settled(knownComponents, 'transform', transform);
    if (known?.name !== 'keep' || !(known.options['parts'] as readonly Measured[]).includes(part)) return share;
    return Math.min(share, (known.options['classes'] as readonly string[]).length / classes);
  }, 1);

function asked({ perClass, examples, share }: Partial<Amount>, classes: number, left: number): number {
  if (perClass !== undefined) return classes * (typeof perClass === 'number' ? perClass : perClass.atMost);
  return examples ?? (share === undefined ? left : Math.floor(share * left + 0.5));
}
