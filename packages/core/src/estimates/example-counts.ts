import { knownComponents } from '../components/registry.js';
import { settled } from '../components/settled.js';
import { classCountOf } from '../plan/learned-classes.js';
import type { DatasetFacts } from '../dataset/dataset.js';
import type { NetworkData } from '../dataset/network-data.js';
import type { Measured } from '../spec/parts.js';
import type { Amount, RunConfig } from '../plan/run-config.js';
import { sum } from './sum.js';

/** What estimates know of a data set. */
export type DataSize = NetworkData & Pick<DatasetFacts, 'counts'>;

/**
 * How many examples each part of a run has, for estimates: as if every class had as many as the mean one. Which classes
 * are drawn is not known before the data are read.
 */
export function exampleCounts(
  { learn }: Pick<RunConfig, 'learn'>,
  size: Pick<DataSize, 'counts'>,
): Record<Measured, number> {
  const classes = classCountOf({ learn }) ?? size.counts.train.length;
  const mean = (counts: readonly number[]) => sum(counts) / Math.max(1, counts.length);
  let left = classes * mean(size.counts.train);
  const take = (amount: Partial<Amount>): number => {
    const taken = Math.min(left, asked(amount, classes, left));
    left -= taken;
    return taken;
  };
  const kept = (part: Measured, count: number) => keptShare(learn, part, classes) * count;
  const held = (part: 'test' | 'validation') => {
    const amount = learn.data[part];
    return amount ? take(amount) : classes * mean(size.counts[part]);
  };
  const test = held('test');
  const validation = held('validation');
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
