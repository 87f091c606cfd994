import type { MetricName, Unit } from '../../plan/metric-name.js';
import type { Interval } from '../statistics/t-interval.js';
import { count } from '../../words.js';
import { shareWords } from './numbers.js';

/** What one difference of a metric counts in, and several; nothing where a number has no name for it. */
const differenceUnits: Readonly<Record<Unit, readonly [string, string]>> = {
  '%': ['percentage point', 'percentage points'],
  steps: ['step', 'steps'],
  loss: ['', ''],
  target: ['', ''],
  none: ['', ''],
};

/** How a claim's numbers are written: in the unit of its metric, as exactly as its margin asks. */
export interface NumberWords {
  /** −0.5 as "−0.50"; never "−0.00". */
  readonly number: (value: number) => string;
  /** "−1.84 percentage points", "120 steps", "0.021". */
  readonly difference: (value: number) => string;
  /** As it was written: "1 percentage point", "50 steps", "0.02". */
  readonly margin: string;
  /** "95 % interval −1.90 to −0.50, 6 replicates", or "1 replicate, no interval". */
  readonly interval: (interval: Interval) => string;
}

export function numberWords({ metric, margin }: { metric: Pick<MetricName, 'unit'>; margin: number }): NumberWords {
  const { unit } = metric;
  const decimals = unit === '%' ? 2 : Math.max(0, 2 - Math.ceil(Math.log10(margin)));
  const [one, several] = differenceUnits[unit];
  const number = (value: number) => signed(value, decimals);
  return {
    number,
    difference: (value) => `${number(value)} ${several}`.trimEnd(),
    margin: `${margin} ${margin === 1 ? one : several}`.trimEnd(),
    interval: ({ low, high, level, n }) =>
      n < 2
        ? `${count(n, 'replicate')}, no interval`
        : `${shareWords(level)} interval ${number(low)} to ${number(high)}, ${count(n, 'replicate')}`,
  };
}

function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
