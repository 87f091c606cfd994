import type { TrainedRun } from './train.js';
import { expect, it } from 'vitest';
import { requestOf, type Changes } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { tableDataset } from '../testing/table-dataset.js';
import { trainRun } from './train.js';

const dataset = tableDataset({ columns: 3, train: 60, test: 20 });

const request = (changes: Changes = {}) => {
  const { config, ...rest } = requestOf({ layers: ['regressor'], ...changes, training: { optimizer: 'adam', learningRate: 0.05, steps: 200, loss: 'squaredError', ...changes.training } }); // prettier-ignore
  const data = { plugin: 'table', name: 'made up', validation: { examples: 10 } };
  return { ...rest, config: { ...config, learn: { data }, model: { layers: config.model.layers } } };
};

describeBackends(everyBackend, (backend) => {
  const train = (changes?: Changes): Promise<TrainedRun> => trainRun(request(changes), dataset, backend());

  it('learns numbers, and measures them: what a linear model finds exactly', async () => {
    const run = await train();
    const { values, errors, examples, confusion } = run.measured?.test ?? {};
    expect(Object.keys(values ?? {})).toEqual(['rmse', 'loss', 'mae', 'r2']);
    expect(values?.['rmse']).toBeLessThan(0.05);
    expect(values?.['rmse']).toBe(Math.sqrt(values?.['loss'] as number));
    expect(values?.['r2']).toBeGreaterThan(0.99);
    expect(errors?.['rmse']).toBeGreaterThan(0);
    expect([examples, confusion, run.predictions.test?.length]).toEqual([20, undefined, 20]);
    expect(run.metrics['rmse']).toEqual({ unit: 'target', better: 'lower' });
    expect(run.curve.at(-1)?.measured.validation).toHaveProperty('rmse');
    // bias and weights of x - 2 y
    const [a, b, c, bias] = run.weights as unknown as [number, number, number, number];
    for (const [found, true_] of [[a, 1], [b, -2], [c, 0], [bias, 0]] as const) expect(Math.abs(found - true_)).toBeLessThan(0.05); // prettier-ignore
  });

  it('gives the same bits twice', async () => {
    const changes = { training: { steps: 20 } };
    const [once, again] = [await train(changes), await train(changes)];
    expect([again.loss.chain, again.digests]).toEqual([once.loss.chain, once.digests]);
  });
});

it('refuses an output for other targets than the data have', async () => {
  const { cpuBackend } = await import('../backends/cpu.js');
  const backend = await cpuBackend.open();
  await expect(trainRun(request(), syntheticDataset(), backend)).rejects.toMatchObject({
    code: 'SB_DATA_KIND',
    message: 'regressor predicts numbers, but the data have a class (stage target)',
  });
  await expect(
    trainRun(request({ layers: ['classifier'], training: { loss: 'crossEntropy' } }), dataset, backend),
  ).rejects.toMatchObject({
    code: 'SB_DATA_KIND',
    message: 'classifier tells classes apart, but the data have the number y (stage target)',
  });
});
