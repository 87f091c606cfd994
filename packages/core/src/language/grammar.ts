import type { ComponentKind } from '../components/component.js';

/** What may be written at a place of the template, whatever `$` and tables give. */
export type Grammar =
  | { readonly is: 'fields'; readonly fields: Readonly<Record<string, Grammar>> }
  /** Entries of any name. */
  | { readonly is: 'named'; readonly each: Grammar; readonly what: string }
  | { readonly is: 'component'; readonly of: ComponentKind }
  | { readonly is: 'components'; readonly of: ComponentKind }
  | { readonly is: 'layers' }
  | { readonly is: 'weights' }
  /** A value, or options that a plugin checks. */
  | { readonly is: 'value' }
  /** A value that no level may change. */
  | { readonly is: 'constant' };

const value: Grammar = { is: 'value' };
const constant: Grammar = { is: 'constant' };
const fields = (inner: Readonly<Record<string, Grammar>>): Grammar => ({ is: 'fields', fields: inner });
const component = (of: ComponentKind): Grammar => ({ is: 'component', of });
const components = (of: ComponentKind): Grammar => ({ is: 'components', of });

const amount = { perClass: value, examples: value, share: value };

export const modelFields = { input: fields({ mean: value, std: value }), layers: { is: 'layers' } as Grammar };

export const trainingFields = {
  optimizer: component('optimizer'),
  learningRate: value,
  batchSize: value,
  steps: value,
  epochs: value,
  schedule: component('schedule'),
  loss: component('loss'),
  methods: components('method'),
  evaluations: constant,
};

export const stageFields = {
  learn: fields({ data: value, classes: value, ...amount, transforms: components('transform') }),
  weights: { is: 'weights' } as Grammar,
  freeze: value,
  mask: component('mask'),
  streams: value,
  measure: constant,
  ...modelFields,
  ...trainingFields,
};

const setFields = {
  plugin: value,
  options: value,
  classes: value,
  test: fields(amount),
  validation: fields(amount),
};

/** The part of a spec that factors vary. */
export const templateFields = {
  data: { is: 'named', each: fields(setFields), what: 'data set' } as Grammar,
  model: fields(modelFields),
  training: fields(trainingFields),
  stages: { is: 'named', each: fields(stageFields), what: 'stage' } as Grammar,
};

export const template: Grammar = fields(templateFields);
