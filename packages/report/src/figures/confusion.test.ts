import { describe, expect, it } from 'vitest';
import { layouts } from '../charts/chart.js';
import { modelOf } from '../data/model.js';
import { example, inputOf } from '../testing/synthetic.js';
import { pageCharts } from './page-charts.js';

describe.each(layouts)('the classes of a confusion matrix, %s', (layout) => {
  const leavesOut = (name: string) => {
    const chart = pageCharts(modelOf(inputOf(example(name)))).charts.find(({ id }) => id === 'confusion')!;
    return JSON.stringify(chart.spec(layout)).includes('"labelOverlap":true');
  };

  it('are all named, ten and fewer', () => {
    expect(['03-batch-norm', '15-two-data-sets'].map(leavesOut)).toEqual([false, false]);
  });
});
