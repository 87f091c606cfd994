import { z } from 'zod';
import type { Component } from './component.js';
import { mask, method, transform } from './declare.js';
import { atLeast, below1, run, share, whole, yesOrNo } from './options.js';

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
    needs: 'classes',
    summary: 'Gives a share of the examples a label that is drawn among all classes (Zhang et al. 2017).',
    main: 'share',
    draws: 'labels',
    doesNothing: ({ share: amount }) => amount === 0,
    example: 0.2,
    options: z.strictObject({ share: share('share of the examples'), parts: parts('train') }),
  }),
  transform({
    name: 'shuffleLabels',
    needs: 'classes',
    summary: 'Permutes the labels among the examples.',
    draws: 'labels',
    example: { parts: ['train', 'validation'] },
    options: z.strictObject({ parts: parts('train') }),
  }),
  transform({
    name: 'shufflePixels',
    summary: 'Permutes the values of every example, all alike: one permutation for the set (Zhang et al. 2017).',
    draws: 'pixels',
    example: { parts: ['train'] },
    options: z.strictObject({ parts: parts('train', 'validation', 'test') }),
  }),
  transform({
    name: 'gaussianPixels',
    summary:
      'Replaces examples by normal noise with the mean and the deviation, by channel, of the training part; each has noise of its own (Zhang et al. 2017).',
    draws: 'pixels',
    example: { parts: ['train'] },
    options: z.strictObject({ parts: parts('train', 'validation', 'test') }),
  }),
  transform({
    name: 'noiseColumns',
    needs: 'rows',
    summary: 'Adds columns of normally distributed noise.',
    main: 'count',
    draws: 'columns',
    widens: ({ count }) => count as number,
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
    needs: 'classes',
    summary: 'Keeps the examples of some classes only; the network still tells all classes apart.',
    main: 'classes',
    example: ['shirt', 'coat'],
    options: z.strictObject({
      classes: z
        .array(z.string(), { error: 'a list of classes' })
        .min(1)
        .describe('the classes that stay, as the set calls them'),
      parts: parts('train'),
    }),
  }),
];

/** What happens in training alone: nothing that is measured has seen it. */
export const methods: readonly Component[] = [
  method({
    name: 'augment',
    needs: 'images',
    summary:
      'Rotates, mirrors and shifts images and blanks a square, in this order, each time that they are seen (blanking: DeVries and Taylor 2017).',
    draws: 'augment',
    doesNothing: ({ flip, shift, rotate, cutout }) => !flip && shift === 0 && rotate === 0 && cutout === 0,
    example: { flip: true, shift: 2 },
    options: z.strictObject({
      flip: yesOrNo('whether images are mirrored, half of the time').default(false),
      shift: whole('largest shift in pixels, each way; black pixels move in', 0).default(0),
      rotate: atLeast(
        'largest rotation in degrees, either way, about the center; bilinear, and black outside of the image',
      ).default(0),
      cutout: whole(
        'side in pixels of a square that gets the mean of `input`; its center is any pixel, what lies outside is cut off',
        0,
      ).default(0),
    }),
  }),
  method({
    name: 'mixup',
    needs: 'classes',
    summary:
      'Mixes pairs of examples and of their labels, in one proportion a batch, as it goes into the network (Zhang et al. 2018).',
    main: 'alpha',
    draws: 'mixup',
    doesNothing: ({ alpha }) => alpha === 0,
    example: 0.2,
    options: z.strictObject({ alpha: atLeast('both parameters of the beta distribution') }),
  }),
  method({
    name: 'cutmix',
    needs: 'images',
    summary: 'Puts a box of one image into another and mixes labels by its area; one box a batch (Yun et al. 2019).',
    main: 'alpha',
    draws: 'cutmix',
    doesNothing: ({ alpha }) => alpha === 0,
    example: 1,
    options: z.strictObject({ alpha: atLeast('both parameters of the beta distribution') }),
  }),
  method({
    name: 'near',
    summary:
      'Adds strength x (w - w0) to the gradient: a penalty of strength / 2 x |w - w0|^2 on the distance to the weights w0 of another run; losses are recorded without it.',
    references: ['of'],
    doesNothing: ({ strength }) => strength === 0,
    example: { strength: 0.01, of: 'before' },
    options: z.strictObject({ strength: atLeast('factor of the penalty'), of: run('the run to stay near') }),
  }),
  method({
    name: 'ewc',
    needs: 'classes',
    summary:
      'As near, each weight times its Fisher information at w0: the mean, over training examples of that run and over classes as it predicts them, of the squared gradient of log p (Kirkpatrick et al. 2017).',
    references: ['of'],
    doesNothing: ({ strength }) => strength === 0,
    example: { strength: 10, of: 'before' },
    passes: ({ examples }, outputs) => (examples as number) * outputs,
    options: z.strictObject({
      strength: atLeast('factor of the penalty'),
      of: run('the run to stay near'),
      examples: whole('how many of its training examples are taken, evenly spread; at most all').default(200),
    }),
  }),
  method({
    name: 'averageWeights',
    summary:
      'After each step, mean = decay x mean + (1 - decay) x weights, from the initial weights on; the mean is what is measured and kept (Polyak and Juditsky 1992).',
    main: 'decay',
    doesNothing: ({ decay }) => decay === 0,
    example: 0.999,
    options: z.strictObject({ decay: share('decay of the mean, a step') }),
  }),
  method({
    name: 'swa',
    summary:
      'Measures and keeps the mean of the weights after each of the last steps; before these, the weights (stochastic weight averaging, Izmailov et al. 2018).',
    main: 'from',
    doesNothing: ({ from }) => from === 1,
    example: 0.75,
    options: z.strictObject({ from: share('share of the steps that are left out at the start').default(0.75) }),
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
    options: z.strictObject({ share: below1('share that is masked'), of: run('the run whose weights are looked at') }),
  }),
  mask({
    name: 'random',
    summary: 'Masks weights at random.',
    main: 'share',
    draws: 'mask',
    doesNothing: ({ share: amount }) => amount === 0,
    example: 0.4,
    options: z.strictObject({ share: below1('share that is masked') }),
  }),
];
