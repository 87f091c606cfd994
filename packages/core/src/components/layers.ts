import { z } from 'zod';
import type { Component } from './component.js';
import { above, atLeast, below1, layerList, oneOf, part, whole, yesOrNo } from './options.js';

const none = z.strictObject({});
const layer = (rest: Omit<Component, 'kind' | 'version'>): Component => ({ kind: 'layer', version: 1, ...rest });

const initializer = part('how initial weights are drawn').optional();
const kernelSize = whole('rows and columns of the kernel').default(3);
const stride = whole('step between places of the kernel').default(1);
const padding = oneOf(['same', 'valid'], 'whether edges are padded with zeros').default('same');
const bias = yesOrNo('whether a bias is added').default(true);
const initialized = { parts: { initializer: 'initializer' } } as const;

const pool = (name: string, summary: string) =>
  layer({
    name,
    summary,
    main: 'poolSize',
    example: { poolSize: 3, stride: 2 },
    options: z.strictObject({
      poolSize: whole('rows and columns of the window').default(2),
      stride: whole('step between windows; the size of the window unless given').optional(),
    }),
  });

const activation = (name: string, summary: string) => layer({ name, summary, options: none });

/** Every layer of the language. */
export const layers: readonly Component[] = [
  layer({
    name: 'conv',
    summary: 'Two-dimensional convolution.',
    main: 'filters',
    weights: 'unit',
    ...initialized,
    example: { filters: 32, kernelSize: 5 },
    options: z.strictObject({
      filters: whole('output channels'),
      ...{ kernelSize, stride, padding },
      groups: whole('groups of channels that are convolved apart').default(1),
      ...{ bias, initializer },
    }),
  }),
  layer({
    name: 'depthwiseConv',
    summary: 'Convolution of each channel by kernels of its own.',
    main: 'kernelSize',
    weights: 'unit',
    ...initialized,
    example: 3,
    options: z.strictObject({
      ...{ kernelSize, stride, padding },
      multiplier: whole('output channels for each input channel').default(1),
      ...{ bias, initializer },
    }),
  }),
  layer({
    name: 'dense',
    summary: 'Every output depends on every input; flattens what it gets.',
    main: 'units',
    weights: 'unit',
    ...initialized,
    example: 64,
    options: z.strictObject({ units: whole('outputs'), bias, initializer }),
  }),
  layer({
    name: 'batchNorm',
    summary: 'Normalizes each channel over the batch (Ioffe and Szegedy 2015).',
    weights: 'normalization',
    example: { momentum: 0.99 },
    options: z.strictObject({
      momentum: below1('share of the running statistics that is kept at each step').default(0.9),
      epsilon: above('added to the variance').default(1e-5),
    }),
  }),
  layer({
    name: 'layerNorm',
    summary: 'Normalizes each example over its features (Ba et al. 2016).',
    weights: 'normalization',
    example: { epsilon: 0.001 },
    options: z.strictObject({ epsilon: above('added to the variance').default(1e-5) }),
  }),
  layer({
    name: 'groupNorm',
    summary: 'Normalizes each example over groups of channels (Wu and He 2018).',
    main: 'groups',
    weights: 'normalization',
    example: 8,
    options: z.strictObject({
      groups: whole('groups of channels'),
      epsilon: above('added to the variance').default(1e-5),
    }),
  }),
  activation('relu', 'The larger of the input and 0.'),
  layer({
    name: 'leakyRelu',
    summary: 'As relu, with a slope below 0.',
    main: 'slope',
    example: 0.1,
    options: z.strictObject({ slope: atLeast('slope below 0').default(0.01) }),
  }),
  activation('gelu', 'The input times its Gaussian probability (Hendrycks and Gimpel 2016).'),
  activation('tanh', 'Hyperbolic tangent.'),
  activation('sigmoid', 'Logistic function.'),
  layer({
    name: 'dropout',
    summary: 'Sets outputs to 0 in training, each with the same probability (Srivastava et al. 2014).',
    main: 'rate',
    draws: 'dropout',
    doesNothing: ({ rate }) => rate === 0,
    example: 0.5,
    options: z.strictObject({ rate: below1('share of the outputs that is set to 0') }),
  }),
  pool('maxPool', 'The largest value of each window.'),
  pool('averagePool', 'The mean of each window.'),
  activation('globalAveragePool', 'The mean of each channel.'),
  activation('flatten', 'Rows, columns and channels as one row of numbers.'),
  layer({
    name: 'residual',
    summary: 'Layers whose output is added to their input (He et al. 2016).',
    main: 'layers',
    weights: 'unit',
    layerLists: ['layers'],
    example: [{ conv: 16 }, 'relu', { conv: 16 }],
    options: z.strictObject({
      layers: layerList('the layers of the block'),
      shortcut: oneOf(['identity', 'projection', 'none'], 'what is added to their output').default('identity'),
    }),
  }),
  layer({
    name: 'classifier',
    summary: 'The output: a unit for each class that is learned. Always the last layer.',
    weights: 'unit',
    output: true,
    ...initialized,
    example: { initializer: 'glorot' },
    options: z.strictObject({ bias, initializer }),
  }),
  layer({
    name: 'regressor',
    summary: 'The output: a unit for each numeric target. Always the last layer.',
    weights: 'unit',
    output: true,
    ...initialized,
    example: { bias: false },
    options: z.strictObject({ bias, initializer }),
  }),
];
