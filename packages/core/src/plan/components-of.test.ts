import { expect, it } from 'vitest';
import { componentsOf } from './components-of.js';
import type { RunConfig } from './run-config.js';

const config: RunConfig = {
  ...{ seed: 1, replicate: 0, stage: 'target' },
  learn: { data: { plugin: 'fashionmnist' }, transforms: [{ randomLabels: { share: 0.5 } }] },
  model: {
    layers: [
      { conv: { filters: 4, initializer: { normal: { std: 0.1 } } } },
      'relu',
      { residual: { layers: [{ conv: { filters: 4 } }, 'batchNorm@2', 'relu'] } },
      'classifier',
    ],
  },
  training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 4, steps: 2, methods: [{ augment: { flip: true } }] },
};

it('are named with their versions, once, also those inside of others', () => {
  const model = ['batchNorm@2', 'classifier@1', 'conv@1', 'normal@1', 'relu@1', 'residual@1'];
  expect(componentsOf(config)).toEqual([...model, 'augment@1', 'randomLabels@1', 'sgd@1'].sort());
});

it('are none of training where a run only measures', () => {
  const { learn, model, ...rest } = config;
  const { training, ...measuring } = rest;
  void [learn, training];
  expect(componentsOf({ ...measuring, learn: { data: { plugin: 'x' } }, model: { layers: [model.layers[3]!] } })).toEqual(['classifier@1']); // prettier-ignore
});
