import { z } from 'zod';
import type { Component, ComponentKind } from './component.js';
import { atLeast, run, share, whole, yesOrNo } from './options.js';

const of = (kind: ComponentKind) => (rest: Omit<Component, 'kind' | 'version'>): Component => ({ kind, version: 1, ...rest }); // prettier-ignore
const transform = of('transform');
const method = of('method');
const mask = of('mask');

const partNames = ['train', 'validation', 'test'] as const;
const parts = (...usual: (typeof partNames)[number][]) =>
  z
    .array(z.enum(partNames), { error: `a list of parts: ${partNames.join(', ')}` })
    .describe('the parts that it changes')
    .default(usual);

/** Changes of the data, once, before a run. */
export const transforms: readonly Component[] = [
  transform({
    name: 'randomLabels',
    summary: 'Gives a share of the examples a label that is drawn among all classes (Zhang et al. 2017).',
    main: 'share',
    draws: 'labels',
    doesNothing: ({ share: amount }) => amount === 0,
    example: 0.2,
    options: z.strictObject({ share: share('share of the examples'), parts: parts('train') }),
  }),
  transform({
    name: 'shuffleLabels',
    summary: 'Permutes the labels among the examples.',
    draws: 'labels',
    example: { parts: ['train', 'validation'] },
    options: z.strictObject({ parts: parts('train') }),
  }),
  transform({
    name: 'shufflePixels',
    summary: 'Permutes the values of every example in the same way.',
    draws: 'pixels',
    example: { parts: ['train'] },
    options: z.strictObject({ parts: parts('train', 'validation', 'test') }),
  }),
  transform({
    name: 'gaussianPixels',
    summary: "Replaces examples by noise with the data's mean and deviation.",
    draws: 'pixels',
    example: { parts: ['train'] },
    options: z.strictObject({ parts: parts('train', 'validation', 'test') }),
  }),
  transform({
    name: 'noiseColumns',
    summary: 'Adds columns of normally distributed noise.',
    main: 'count',
    draws: 'columns',
    doesNothing: ({ count }) => count === 0,
    example: 20,
    options: z.strictObject({ count: whole('columns', 0), parts: parts('train', 'validation', 'test') }),
  }),
  transform({
    name: 'standardize',
    summary: 'Takes mean and deviation of each column from the training part and applies them.',
    example: { parts: ['train', 'test'] },
    options: z.strictObject({ parts: parts('train', 'validation', 'test') }),
  }),
  transform({
    name: 'keep',
    summary: 'Keeps the examples of some classes only.',
    main: 'classes',
    example: ['shirt', 'coat'],
    options: z.strictObject({
      classes: z.array(z.string(), { error: 'a list of classes' }).min(1).describe('the classes that stay'),
      parts: parts('train'),
    }),
  }),
];

/** What happens in training alone: nothing that is measured has seen it. */
export const methods: readonly Component[] = [
  method({
    name: 'augment',
    summary: 'Mirrors and shifts images, each time that they are seen.',
    draws: 'augment',
    doesNothing: ({ flip, shift, rotate, cutout }) => !flip && shift === 0 && rotate === 0 && cutout === 0,
    example: { flip: true, shift: 2 },
    options: z.strictObject({
      flip: yesOrNo('whether images are mirrored, half of the time').default(false),
      shift: whole('largest shift in pixels', 0).default(0),
      rotate: atLeast('largest rotation in degrees').default(0),
      cutout: whole('side of a square that is blanked, in pixels', 0).default(0),
    }),
  }),
  method({
    name: 'mixup',
    summary: 'Mixes pairs of examples and of labels (Zhang et al. 2018).',
    main: 'alpha',
    draws: 'mixup',
    doesNothing: ({ alpha }) => alpha === 0,
    example: 0.2,
    options: z.strictObject({ alpha: atLeast('both parameters of the beta distribution') }),
  }),
  method({
    name: 'cutmix',
    summary: 'Puts a part of one image into another and mixes the labels (Yun et al. 2019).',
    main: 'alpha',
    draws: 'cutmix',
    doesNothing: ({ alpha }) => alpha === 0,
    example: 1,
    options: z.strictObject({ alpha: atLeast('both parameters of the beta distribution') }),
  }),
  method({
    name: 'near',
    summary: 'A penalty on the squared distance to the weights of another run.',
    references: ['of'],
    doesNothing: ({ strength }) => strength === 0,
    example: { strength: 0.01, of: 'before' },
    options: z.strictObject({ strength: atLeast('factor of the penalty'), of: run('the run to stay near') }),
  }),
  method({
    name: 'ewc',
    summary: 'As near, each weight by its Fisher information there (Kirkpatrick et al. 2017).',
    references: ['of'],
    doesNothing: ({ strength }) => strength === 0,
    example: { strength: 100, of: 'before' },
    options: z.strictObject({ strength: atLeast('factor of the penalty'), of: run('the run to stay near') }),
  }),
  method({
    name: 'averageWeights',
    summary: 'Measures an exponential mean of the weights (Polyak and Juditsky 1992).',
    main: 'decay',
    doesNothing: ({ decay }) => decay === 0,
    example: 0.999,
    options: z.strictObject({ decay: share('decay of the mean, a step') }),
  }),
];

/** Weights that stay 0. */
export const masks: readonly Component[] = [
  mask({
    name: 'magnitude',
    summary: 'Of the weights that another run still had, masks the smallest ones.',
    references: ['of'],
    doesNothing: ({ share: amount }) => amount === 0,
    example: { share: 0.4, of: { stage: 'net', at: { round: { shift: -1 } } } },
    options: z.strictObject({ share: share('share that is masked'), of: run('the run whose weights are looked at') }),
  }),
  mask({
    name: 'random',
    summary: 'Masks weights at random.',
    main: 'share',
    draws: 'mask',
    doesNothing: ({ share: amount }) => amount === 0,
    example: 0.4,
    options: z.strictObject({ share: share('share that is masked') }),
  }),
];
