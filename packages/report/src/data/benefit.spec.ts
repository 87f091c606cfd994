import { describe, expect, it } from 'vitest';
import { fixtureInput } from '../testing/fixture.js';
import { benefitRows, pairRows } from './benefit.js';

const values = (...accuracies: readonly number[]) => accuracies.map((accuracy, replicate) => ({ replicate, accuracy }));

const input = {
  ...fixtureInput(),
  intervals: [
    { condition: 'FTall', images: 5, interval: null, values: values(74, 76, 81) },
    { condition: 'base', images: 5, interval: null, values: values(70, 73) },
  ],
};

describe('benefit', () => {
  it('pairs within replicates and leaves out what has no partner', () => {
    expect(pairRows(input).map((row) => [row.replicate, row.benefit])).toEqual([
      [0, 4],
      [1, 3],
    ]);
  });

  it('gives the t interval over pairs', () => {
    const [row] = benefitRows(input);
    expect(row).toMatchObject({ condition: 'FTall', images: 5, mean: 3.5, pairs: 2 });
    // 3.5 ± t(0.975; 1) · s / √2 with s = 0.7071: SciPy's t.ppf(0.975, 1) = 12.7062
    expect(row!.high! - row!.mean).toBeCloseTo(12.7062 * 0.5, 3);
  });
});
