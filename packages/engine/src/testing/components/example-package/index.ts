import { above, anyNumber, atLeast, configured, family, lastOf, layer, loss, meanOf, method, metric, ones, perExample, whole, z } from '@seedbed/core/plugin'; // prettier-ignore

/* A package with a component of each of the kinds that people write most. */

const scale = layer({
  name: 'scale',
  summary: 'Multiplies each channel by a number that is learned.',
  main: 'by',
  weights: 'normalization',
  options: z.strictObject({ by: anyNumber('factor of all of them').default(1) }),
  place: (_, { input }) => ({ output: input, parameters: [ones('factors', [lastOf(input)])] }),
});

const block = family({
  name: 'block',
  summary: 'Dense layers with scale.',
  main: 'units',
  example: 6,
  options: z.strictObject({ units: whole('outputs') }),
  expand: ({ units }) => [configured('dense', { units }), configured('scale', { by: 2 }), 'relu'],
});

const noise = method({
  name: 'noise',
  summary: 'Adds normal noise to what the network sees.',
  main: 'std',
  example: 0.1,
  draws: 'noise',
  doesNothing: ({ std }) => std === 0,
  options: z.strictObject({ std: atLeast('deviation') }),
});

const slow = method({
  name: 'slow',
  summary: 'Goes on with a running mean of the gradients, which starts as the weights.',
  main: 'share',
  example: 0.5,
  options: z.strictObject({ share: atLeast('share of the mean that is kept') }),
});

const huber = loss({
  name: 'huber',
  summary: 'Squared error of the probabilities, and absolute error beyond a bound (Huber 1964).',
  main: 'bound',
  example: 0.5,
  predicts: 'classes',
  options: z.strictObject({ bound: above('where it turns').default(1) }),
});

const brier = metric({
  name: 'brier',
  summary: 'Mean squared distance of the probabilities from the truth (Brier 1950).',
  ...{ unit: 'none', better: 'lower', of: 'part' },
  measure({ classes, probabilities, labels }) {
    const distance = (example: number, each: number) => (probabilities[example * classes + each] as number) - Number(each === labels[example]); // prettier-ignore
    const all = Array.from({ length: classes }, (_, each) => each);
    return meanOf(
      perExample(labels.length, (example) => all.reduce((sum, each) => sum + distance(example, each) ** 2, 0)),
    );
  },
});

export const components = [scale, block, noise, slow, huber, brier];
