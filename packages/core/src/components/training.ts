import { z } from 'zod';
import type { Component } from './component.js';
import { initializer, loss, optimizer } from './declare.js';
import { programOptimizer } from './program.js';
import { above, atLeast, below1, run, share, yesOrNo } from './options.js';

const weightDecay = atLeast('strength of the penalty on squared weights, in the gradient').default(0);
const clipNorm = above('largest norm of the gradient; a longer one is scaled down').optional();
/** Not below what single precision has: 0 / 0 is no number. */
const epsilon = (value: number) => atLeast('added to the denominator', 1e-30).default(value);
const adam = { beta1: below1('decay of the mean').default(0.9), beta2: below1('decay of the mean square').default(0.999), epsilon: epsilon(1e-8) }; // prettier-ignore

export const optimizers: readonly Component[] = [
  optimizer({
    name: 'sgd',
    summary: 'Stochastic gradient descent, with momentum if asked for (Sutskever et al. 2013).',
    example: { momentum: 0.9, nesterov: true, weightDecay: 0.0005 },
    options: z.strictObject({
      momentum: below1('decay of the velocity').default(0),
      nesterov: yesOrNo('whether the gradient is taken ahead of the step').default(false),
      ...{ weightDecay, clipNorm },
    }),
  }),
  optimizer({
    name: 'adam',
    summary: 'Adaptive moments (Kingma and Ba 2015).',
    example: { beta1: 0.8 },
    options: z.strictObject({ ...adam, weightDecay, clipNorm }),
  }),
  optimizer({
    name: 'adamW',
    summary: 'Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019).',
    example: { weightDecay: 0.05 },
    options: z.strictObject({
      ...adam,
      weightDecay: atLeast('share of the weights that is taken away, times the learning rate').default(0.01),
      clipNorm,
    }),
  }),
  optimizer({
    name: 'rmsProp',
    summary: 'Gradients divided by their running root mean square (Tieleman and Hinton 2012).',
    example: { decay: 0.9 },
    options: z.strictObject({
      decay: below1('decay of the mean square').default(0.99),
      momentum: below1('decay of the velocity').default(0),
      epsilon: epsilon(1e-8),
      ...{ weightDecay, clipNorm },
    }),
  }),
  optimizer({
    name: 'adaGrad',
    summary: 'Gradients divided by the root of the sum of their squares (Duchi et al. 2011).',
    example: { epsilon: 0.001 },
    options: z.strictObject({ epsilon: epsilon(1e-10), weightDecay, clipNorm }),
  }),
  optimizer({
    name: 'lion',
    summary: 'The sign of a mean of gradients (Chen et al. 2023).',
    example: { weightDecay: 0.1 },
    options: z.strictObject({
      beta1: below1('weight of the mean in the step').default(0.9),
      beta2: below1('decay of the mean').default(0.99),
      weightDecay: atLeast('share of the weights that is taken away, times the learning rate').default(0),
      clipNorm,
    }),
  }),
  programOptimizer,
];

const shares = z
  .array(share('share of the steps'), { error: 'a list of shares from 0 to 1' })
  .min(1, { error: 'a list of at least one share' })
  .describe('shares of the steps at which the rate changes');

type Schedule = Omit<Component, 'kind' | 'version' | 'options'> & { readonly options?: z.ZodRawShape };

/** Any of them may begin with a warm-up. */
export const schedule = ({ options, ...rest }: Schedule): Component => ({
  ...{ kind: 'schedule', version: 1, ...rest },
  options: z.strictObject({ ...options, warmup: share('share of the steps, before all others, in which the rate rises from almost 0').default(0) }), // prettier-ignore
});

export const schedules: readonly Component[] = [
  schedule({ name: 'constant', summary: 'The learning rate stays.', example: { warmup: 0.1 } }),
  schedule({
    name: 'cosine',
    summary: 'Falls to 0 along half a cosine (Loshchilov and Hutter 2017).',
    example: { warmup: 0.1 },
  }),
  schedule({ name: 'linear', summary: 'Falls to 0 along a line.', example: { warmup: 0.1 } }),
  schedule({
    name: 'multiStep',
    summary: 'Is multiplied by a factor at certain shares of the steps.',
    doesNothing: ({ factor, warmup }) => factor === 1 && warmup === 0,
    example: { at: [0.5, 0.75] },
    options: { at: shares, factor: above('what the rate is multiplied by').default(0.1) },
  }),
  schedule({
    name: 'exponential',
    summary: 'Falls by the same factor at each step.',
    main: 'to',
    doesNothing: ({ to, warmup }) => to === 1 && warmup === 0,
    example: 0.01,
    options: { to: above('share of the rate that is left at the end') },
  }),
  schedule({
    name: 'oneCycle',
    summary: 'Rises to the rate and falls to almost 0, along lines (Smith 2018).',
    example: { rise: 0.2 },
    options: {
      rise: share('share of the steps in which it rises').default(0.3),
      from: share('share of the rate at the start').default(0.04),
    },
  }),
];

export const losses: readonly Component[] = [
  loss({
    name: 'crossEntropy',
    summary: 'Mean cross-entropy of the classes.',
    predicts: 'classes',
    example: { smoothing: 0.1 },
    options: z.strictObject({ smoothing: below1('share of each label that is spread over all classes').default(0) }),
  }),
  loss({ name: 'squaredError', summary: 'Mean squared difference.', predicts: 'numbers', options: z.strictObject({}) }),
  loss({
    name: 'absoluteError',
    summary: 'Mean absolute difference.',
    predicts: 'numbers',
    options: z.strictObject({}),
  }),
  loss({
    name: 'softTargets',
    summary: "Cross-entropy towards a teacher's probabilities (Hinton et al. 2015).",
    predicts: 'classes',
    references: ['teacher'],
    doesNothing: ({ hard }) => hard === 1,
    example: { teacher: 'teacher', temperature: 4, hard: 0.1 },
    options: z.strictObject({
      teacher: run('the run that teaches'),
      temperature: above('temperature of both distributions').default(1),
      hard: share('weight of the true labels').default(0),
    }),
  }),
];

export const initializers: readonly Component[] = [
  initializer({ name: 'he', summary: 'Uniform, by the inputs of a unit (He et al. 2015).', options: z.strictObject({}) }), // prettier-ignore
  initializer({ name: 'glorot', summary: 'Uniform, by inputs and outputs (Glorot and Bengio 2010).', options: z.strictObject({}) }), // prettier-ignore
  initializer({
    name: 'normal',
    summary: 'Normally distributed.',
    main: 'std',
    example: 0.05,
    options: z.strictObject({ std: above('standard deviation') }),
  }),
  initializer({
    name: 'truncatedNormal',
    summary: 'Normally distributed, drawn again beyond two standard deviations.',
    main: 'std',
    example: 0.05,
    options: z.strictObject({ std: above('standard deviation').default(0.02) }),
  }),
  initializer({
    name: 'orthogonal',
    summary: 'Orthogonal rows (Saxe et al. 2014).',
    main: 'gain',
    example: 1.5,
    options: z.strictObject({ gain: above('factor').default(1) }),
  }),
  initializer({ name: 'zeros', summary: 'All 0.', options: z.strictObject({}) }),
];
