import { usual } from '../../spec/usual.js';
import type { AboutFields } from './about.js';

const amounts = (path: string): AboutFields => ({
  [`${path}.perClass`]: { example: '50' },
  [`${path}.examples`]: { example: '2000' },
  [`${path}.share`]: { example: '0.1' },
});

/** What factors vary. */
export const aboutTemplate: AboutFields = {
  'data.NAME': { example: '{ plugin: fashionmnist }', meaning: 'a data set, by a name of your own' },
  'data.NAME.plugin': { example: 'fashionmnist', required: true },
  'data.NAME.options': { example: '{ size: 32 }' },
  'data.NAME.classes': { example: '{ source: 5, target: 5 }', usual: 'all' },
  'data.NAME.test': {
    example: '{ perClass: 100 }',
    meaning: "test examples that are taken from the training examples, instead of the set's own",
  },
  ...amounts('data.NAME.test'),
  'data.NAME.validation': {
    example: '{ perClass: 50 }',
    meaning: "validation examples that are taken from the training examples, instead of the set's own",
  },
  ...amounts('data.NAME.validation'),

  'model.input': { example: '{ mean: [0.286], std: [0.353] }', meaning: 'how inputs are standardized' },
  'model.input.mean': { example: '[0.286]', usual: usual.mean },
  'model.input.std': { example: '[0.353]', usual: usual.std },
  'model.layers': {
    example: '[{ conv: 16 }, relu, maxPool, classifier]',
    meaning: 'the layers, from the input on; the last is classifier or regressor',
    required: true,
  },

  'training.optimizer': { example: '{ sgd: { momentum: 0.9 } }', meaning: 'how weights change at a step' },
  'training.learningRate': { example: '0.05' },
  'training.batchSize': { example: '32' },
  'training.steps': { example: '1250' },
  'training.epochs': { example: '30' },
  'training.schedule': {
    example: 'cosine',
    meaning: 'how the learning rate goes on from there',
    usual: usual.schedule,
  },
  'training.loss': { example: '{ crossEntropy: { smoothing: 0.1 } }', meaning: 'what is minimized', usual: usual.loss },
  'training.methods': {
    example: '[{ augment: { flip: true } }]',
    meaning: 'what happens in training alone, in this order',
    usual: [],
  },
  'training.evaluations': { example: '20', usual: usual.evaluations },

  'stages.NAME.learn': { example: '{ data: fashion, perClass: 100 }', meaning: 'what is learned', required: true },
  'stages.NAME.learn.data': { example: 'fashion', required: true },
  'stages.NAME.learn.classes': { example: 'target' },
  ...amounts('stages.NAME.learn'),
  'stages.NAME.learn.transforms': {
    example: '[{ randomLabels: 0.2 }]',
    meaning: 'changes of the data, once, before the run, in this order',
    usual: [],
  },
  'stages.NAME.weights': {
    example: '{ from: source, layers: 3 }',
    meaning:
      'the run whose weights it starts from, and how many units are copied: a number, features (the default) or all',
  },
  'stages.NAME.freeze': { example: '3', usual: 0 },
  'stages.NAME.mask': { example: '{ random: 0.4 }', meaning: 'weights that stay 0' },
  'stages.NAME.streams': { example: '{ order: again }' },
  'stages.NAME.measure': { example: '[validation, test]', usual: [] },
};
