import { specSchema, type Spec } from '@seedbed/core';

/*
 * Synthetic manifests for tests of this package. No network was trained for them: the accuracies come from a formula,
 * and the experiment is called so on its own page.
 */

export const conditions = ['base', 'FTall', 'S1T', 'S2T', 'S3T', 'S4T', 'S5T'];

/** What the experiment of the fixture declares. */
export const fixtureSpec: Spec = specSchema.parse({
  name: 'synthetic-fixture',
  title: 'Synthetic fixture: no network was trained for this page',
  question: 'Does transfer help more when target data is scarce, and how many layers should stay fixed?',
  citation: {
    text: 'Soekhoe, van der Putten, Plaat: On the Impact of Data Set Size in Transfer Learning Using Deep Neural Networks. IDA 2016.',
    doi: '10.1007/978-3-319-46349-0_5',
  },
  dataset: { plugin: 'fashionmnist' },
  seed: 2016,
  replicates: 3,
  split: {
    source: { classes: 5, images: 1000 },
    target: { classes: 5, images: [5, 10, 25, 100, 500] },
    validation: 100,
  },
  model: {
    family: 'alexnet',
    convolutions: [
      { filters: 16, kernel: 5, pool: 2 },
      { filters: 32, pool: 2 },
      { filters: 32 },
      { filters: 32, pool: 2 },
    ],
    dense: [64],
  },
  training: {
    optimiser: { name: 'sgd', weightDecay: 5e-4, clipNorm: 1 },
    rate: 0.02,
    batch: 64,
    steps: { source: 1500, target: { '5': 150, '10': 200, '25': 300, '100': 500, '500': 1000 } },
  },
  conditions,
  claims: [
    {
      id: 'C1',
      statement: 'The less target data, the larger the benefit of transfer over training from scratch.',
      origin: 'stated',
      test: {
        kind: 'trend',
        direction: 'falling',
        contrast: { name: 'FTall − base', mean: ['FTall'], minus: ['base'] },
      },
    },
    {
      id: 'C2',
      statement: 'With fewer than 500 images a class it is best to fix the first two or three layers.',
      origin: 'stated',
      test: {
        kind: 'contrasts',
        below: 500,
        contrasts: [{ name: 'mean(S2T, S3T) − FTall', mean: ['S2T', 'S3T'], minus: ['FTall'] }],
      },
    },
  ],
  provenance: {
    'target sizes': {
      origin: 'inferred',
      note: 'The paper goes down to 50 of 500 images a class; ours go further down, on an easier data set.',
    },
    conditions: { origin: 'stated', note: 'base, FTall, S1T … SxT, upper layers copied.' },
    'data set': { origin: 'ours', note: 'Fashion-MNIST stands in for Tiny-ImageNet: it fits a laptop.' },
    'learning rate': {
      origin: 'ours',
      note: 'Chosen on validation images of replicates that the result does not use.',
    },
  },
});
