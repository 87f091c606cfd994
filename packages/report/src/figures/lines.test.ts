import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { renderReport } from '../render-report.js';
import { example, inputOf, syntheticManifest } from '../testing/synthetic.js';
import { figuresDrawn } from './index.js';

/** Two replicates as far apart as can be: their intervals reach far beyond 0 and 100 %. */
function farApart() {
  const { experiment, plan } = example('06-large-batch');
  const manifests = plan.runs
    .filter(({ replicate }) => replicate < 2)
    .map((run) => syntheticManifest(run))
    .map((run) => {
      const { test, ...parts } = run.measured!;
      const accuracy = run.replicate === 0 ? 5 : 95;
      return { ...run, measured: { ...parts, test: { ...test!, values: { ...test!.values, accuracy } } } };
    });
  return inputOf({ experiment, plan }, { manifests });
}

describe('intervals of a percentage', () => {
  const [figure] = figuresDrawn(modelOf(farApart()));

  it('are drawn inside the frame, and told in full', () => {
    expect(JSON.stringify(figure!.chart.spec('wide'))).toContain('clamp(datum.low, 0, 100)');
    const mean = figure!.chart.rows.find((row) => row['is'] === 'mean')!;
    expect([(mean['tlow'] as number) < 0, (mean['thigh'] as number) > 100]).toEqual([true, true]);
  });

  it('are said to be cut, and only where they are', async () => {
    expect(await renderReport(farApart())).toContain('They are cut at 0 and 100.');
    expect(await renderReport(inputOf(example('06-large-batch')))).not.toContain('They are cut');
  });
});

it('names of series stand to the right of the points of all series', () => {
  const [{ chart }] = figuresDrawn(modelOf(inputOf(example('12-small-data')))) as [ReturnType<typeof figuresDrawn>[0]];
  const at = (is: string) => chart.rows.filter((row) => row['is'] === is).map((row) => row['at'] as number);
  expect(at('end')).toHaveLength(3);
  for (const end of at('end')) expect(end).toBe(Math.max(...at('mean')));
});

it('a logarithmic axis has ticks between the means, whatever single replicates do that are not shown', () => {
  const { experiment, plan } = example('04-dropout');
  const manifests = plan.runs
    .map((run) => syntheticManifest(run))
    .map((run) => {
      // Means from 12 down to more than 1, a replicate to less than 1.
      const last = run.replicate === 0 ? 0.9 : 1.5;
      return { ...run, curve: run.curve.map((point, index) => ({ ...point, trainLoss: index === 0 ? 12 : last })) };
    });
  const { chart } = figuresDrawn(modelOf(inputOf({ experiment, plan }, { manifests }))).find(
    ({ id }) => id === 'curves',
  )!;
  const means = chart.rows.filter((row) => row['is'] === 'mean').map((row) => row['drawn'] as number);
  const [, ticks] = /"values":(\[[^\]]+\]),"format":"~r"/.exec(JSON.stringify(chart.spec('wide')))!;
  const drawn = (JSON.parse(ticks!) as number[]).filter(
    (tick) => tick >= Math.min(...means) && tick <= Math.max(...means),
  );
  expect(drawn).toEqual([2, 5, 10]);
});
