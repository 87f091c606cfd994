import { expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { renderChart } from '../render/charts.js';
import { example, inputOf } from '../testing/synthetic.js';
import { figuresDrawn } from './index.js';

/** Names in the legend of the contrast of an example. */
async function legendOf(name: string) {
  const model = modelOf(inputOf(example(name)));
  const { chart } = figuresDrawn(model).find(({ title }) => title.includes('compared with'))!;
  const { svg } = (await renderChart(chart)).drawings.wide;
  return [...svg.matchAll(/role-legend-label.*?<\/g>/gs)].map(([label]) => /<text[^>]*>(.*?)</.exec(label)?.[1]);
}

it('the legend of a contrast says which series is the baseline', async () => {
  expect(await legendOf('08-distillation')).toEqual(['labels (baseline)', 'teacher at 1', 'teacher at 4', 'teacher at 16']); // prettier-ignore
  expect(await legendOf('10-decoupled-decay')).toContain('coupled (baseline)');
});
