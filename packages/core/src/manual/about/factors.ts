import type { AboutFields } from './about.js';

/** What is varied, searched and measured. */
export const aboutFactors: AboutFields = {
  'factors.NAME': {
    example: '{ levels: [5, 10, 25], scale: log2, unit: images per class }',
    meaning: 'what is varied, and its levels',
  },
  'factors.NAME.LEVEL.PATH': {
    example: '{ adam: { training.optimizer: adam } }',
    meaning: 'what the level changes: a path, and what it becomes there',
  },
  'factors.NAME.LEVEL.for': {
    example: '{ depth: [1, 2, 3] }',
    meaning: 'makes a family: a level for each combination of the variables; its name holds {VARIABLE}',
  },
  'factors.NAME.levels': { example: '[5, 10, 25]', meaning: 'the levels, where the factor says more than these' },
  'factors.NAME.scale': { example: 'log2', meaning: 'how levels are spaced on an axis', usual: 'linear' },
  'factors.NAME.unit': { example: 'images per class', meaning: 'unit of numeric levels, on axes' },
  'factors.NAME.title': { example: 'Training images', meaning: 'what axes call it, instead of its name' },
  'skip[]': { example: '{ size: 5, condition: [S4T, S5T] }', meaning: 'grid points that are left out' },

  'search.values': { example: '{ rate: [0.01, 0.03, 0.1] }', meaning: 'what is tried; $rate is the choice' },
  'search.per': { example: '[size]', meaning: 'factors at each of whose levels one is chosen' },
  'search.at': { example: '{ condition: base }', meaning: 'levels at which is searched, instead of all' },
  'search.replicates': {
    example: '{ first: 100, count: 2 }',
    meaning: 'replicates for the search; the result uses none of them',
  },
  'search.replicates.first': { example: '100', meaning: 'the first one' },
  'search.replicates.count': { example: '2', meaning: 'how many' },
  'search.by': { example: 'validation.accuracy', meaning: 'the metric that decides' },
  'metrics.NAME': {
    example: '{ stepsTo: { metric: train.accuracy, value: 99 } }',
    meaning: 'a metric with options of its own, by a name of your own',
  },
};
