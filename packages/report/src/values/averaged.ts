import type { Experiment, Figure } from '@seedbed/core';
import { list } from '../text/format.js';

type Scope = Pick<Figure, 'mean' | 'left'>;

/** What a number of a figure is the mean over: "dropout rate and replicates". */
export const averagedOver = ({ mean }: Pick<Scope, 'mean'>): string =>
  list([...mean.map(({ title, name }) => title ?? name), 'replicates']);

/** The one level of each factor at which a figure stays, though the experiment has others: "size 100"; empty for none. */
export function levelsKept({ left }: Pick<Scope, 'left'>, { factors }: Pick<Experiment, 'factors'>): string {
  const kept = factors.flatMap(({ title, name, levels }, index) => {
    const [level, ...others] = left[index] ?? [];
    return level === undefined || others.length > 0 || levels.length === 1 ? [] : [`${title ?? name} ${levels[level]?.name}`]; // prettier-ignore
  });
  return list(kept);
}
