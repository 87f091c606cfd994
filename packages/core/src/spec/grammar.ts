import { z } from 'zod';
import type { ComponentKind } from '../components/component.js';
import { amountSchemas, evaluationsSchema, freezeSchema, inputSchemas, keptSchemas, setSchemas, trainingSchemas } from './field-schemas.js'; // prettier-ignore
import { parts } from './parts.js';

/** What may be written at a place of the template, whatever `$` and tables give. */
export type Grammar =
  | { readonly is: 'fields'; readonly fields: Readonly<Record<string, Grammar>> }
  /** Entries of any name. */
  | { readonly is: 'named'; readonly each: Grammar; readonly what: string }
  | { readonly is: 'component'; readonly of: ComponentKind }
  | { readonly is: 'components'; readonly of: ComponentKind }
  | { readonly is: 'layers' }
  | { readonly is: 'weights' }
  /** A value, or options that a plugin checks. The type is checked where `$` and tables are filled in. */
  | { readonly is: 'value'; readonly type?: z.ZodType }
  /** A value that no level may change. */
  | { readonly is: 'constant'; readonly type: z.ZodType };

const value = (type: z.ZodType): Grammar => ({ is: 'value', type });
const constant = (type: z.ZodType): Grammar => ({ is: 'constant', type });
const values = (types: Readonly<Record<string, z.ZodType>>) =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, value(type)]));
const fields = (inner: Readonly<Record<string, Grammar>>): Grammar => ({ is: 'fields', fields: inner });
const component = (of: ComponentKind): Grammar => ({ is: 'component', of });
const components = (of: ComponentKind): Grammar => ({ is: 'components', of });

const aPart = z.enum(parts);
const text = z.string();

export const modelFields = { input: fields(values(inputSchemas)), layers: { is: 'layers' } as Grammar };

export const trainingFields = {
  optimizer: component('optimizer'),
  ...values(trainingSchemas),
  schedule: component('schedule'),
  loss: component('loss'),
  methods: components('method'),
  evaluations: constant(evaluationsSchema),
};

export const stageFields = {
  learn: fields({
    data: value(text.describe('name of a data set')),
    classes: value(text.describe('group of its classes; absent: all')),
    ...values(amountSchemas),
    transforms: components('transform'),
  }),
  weights: { is: 'weights' } as Grammar,
  freeze: value(freezeSchema),
  mask: component('mask'),
  streams: value(z.record(text, z.union([text, z.number()])).describe('a tag for each purpose that is drawn apart')),
  measure: constant(z.union([aPart, z.array(aPart)]).describe('parts that are measured: then the run is a result')),
  ...modelFields,
  ...trainingFields,
};

const setFields = {
  ...values(setSchemas),
  test: fields(values(keptSchemas)),
  validation: fields(values(keptSchemas)),
};

/** The part of a spec that factors vary. */
export const templateFields = {
  data: { is: 'named', each: fields(setFields), what: 'data set' } as Grammar,
  model: fields(modelFields),
  training: fields(trainingFields),
  stages: { is: 'named', each: fields(stageFields), what: 'stage' } as Grammar,
};

export const template: Grammar = fields(templateFields);
