import { z } from 'zod';
import type { Configured } from '../components/component.js';

const count = z.int().min(1);
const text = z.string().min(1);

/** A component as a config holds it: a name, or a name with the options that are not at their defaults. */
const component = z.union([
  text,
  z
    .record(text, z.record(z.string(), z.unknown()))
    .refine((value) => Object.keys(value).length === 1, { error: 'a name with its options' }),
]) as z.ZodType<Configured>;

const components = z.array(component).min(1);

const amounts = {
  perClass: z.union([count, z.strictObject({ atMost: count })]).optional(),
  examples: count.optional(),
  share: z.number().gt(0).max(1).optional(),
};

/** How many examples: some of each class, some of all, or a share. One of the three, or none for all. */
export const amountSchema = z
  .strictObject(amounts)
  .refine((value) => Object.keys(value).length === 1, { error: 'one of perClass, examples, share' });

const classes = z.union([count, z.array(text).min(1)]);

/** What a run learns from. */
export const learnSchema = z.strictObject({
  data: z.strictObject({
    name: text.optional().describe('Name of the set; absent where a group is learned.'),
    plugin: text,
    options: z.record(z.string(), z.unknown()).optional(),
    classes: z.union([classes, z.record(text, classes)]).optional(),
    test: amountSchema.optional().describe('Taken from the training examples; absent for the part of the set.'),
    validation: amountSchema.optional(),
  }),
  classes: text.optional().describe('Group of classes; absent for all that the set has or lists.'),
  ...amounts,
  transforms: components.optional(),
});

const trainingSchema = z.strictObject({
  optimizer: component,
  learningRate: z.number().gt(0).optional().describe('Absent only of a program that has none.'),
  batchSize: count.optional().describe('Absent only of a program that takes no steps.'),
  steps: count.optional(),
  epochs: z.number().gt(0).optional(),
  schedule: component.optional().describe('Absent: constant.'),
  loss: component.optional().describe('Absent: crossEntropy.'),
  methods: components.optional(),
});

const input = z.strictObject({ mean: z.array(z.number()).min(1), std: z.array(z.number().gt(0)).min(1) });

/**
 * Everything that was asked for of one training, resolved: what moves no weight is not in it, nor what is at its
 * default. One schema from the plan to the manifest and to the checks of a store.
 */
export const runConfigSchema = z.strictObject({
  seed: z.int().min(0),
  replicate: z.int().min(0),
  stage: text,
  learn: learnSchema,
  model: z.strictObject({ input: input.optional(), layers: components.describe('Families expanded, output last.') }),
  training: trainingSchema.optional().describe('Absent where the run takes no step and only measures.'),
  weights: z
    .strictObject({ from: z.strictObject({ run: text }), layers: count.optional() })
    .optional()
    .describe(
      'Config id of the run whose weights it starts from, and how many units are copied; absent: all but the last.',
    ),
  freeze: count.optional().describe('The first so many units keep their weights.'),
  mask: component.optional(),
  streams: z.record(text, text).optional().describe('Tag of each purpose whose numbers are drawn apart.'),
});

type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** Everything that was asked for of one training, resolved. */
export type RunConfig = Omit<Frozen<z.infer<typeof runConfigSchema>>, 'model'> & {
  readonly model: { readonly input?: InputConfig; readonly layers: readonly Configured[] };
};
export type LearnConfig = RunConfig['learn'];
export type TrainingConfig = NonNullable<RunConfig['training']>;
export type Amount = Frozen<z.infer<typeof amountSchema>>;

/** What is done to inputs, by channel: (pixel / 255 - mean) / std. One number counts for every channel. */
export interface InputConfig {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Steps that a run takes; 0 of a program that takes none. @param examples how many it learns from. */
export function stepsOf({ training }: Pick<RunConfig, 'training'>, examples: number): number {
  if (training?.batchSize === undefined) return 0;
  return training.steps ?? Math.ceil(((training.epochs as number) * examples) / training.batchSize);
}
