import { z } from 'zod';
const imagesSchema = z.int().min(1);

const conditionNames = z.array(z.string()).min(1);

const unique = (values: readonly number[]) => new Set(values).size === values.length;

const contrastSchema = z.strictObject({
  name: z.string(),
  mean: conditionNames.describe('Accuracy, averaged over these conditions …'),
  minus: conditionNames.describe('… minus accuracy averaged over these.'),
});

const axisSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-zA-Z]*$/, 'letters only')
    .describe('Written as {name} in the names of conditions: depth for "S{depth}T".'),
  values: z.array(z.number()).min(2).refine(unique, 'a value stands twice').describe('Its points.'),
  scale: z.enum(['linear', 'log2']).default('linear').describe('What a trend is a slope on.'),
});

/** What every kind of claim may say about where it holds. */
const scope = {
  over: axisSchema.optional().describe('The axis along which it is judged, instead of the target size.'),
  sizes: z.array(imagesSchema).min(1).refine(unique, 'a size stands twice').optional().describe('Only these sizes.'),
  below: imagesSchema.optional().describe('Only target sizes below this one.'),
};

const trendSchema = z.strictObject({
  kind: z.literal('trend'),
  contrast: contrastSchema,
  direction: z.enum(['falling', 'rising']).describe('How the contrast should move along the axis.'),
  ...scope,
});

const contrastsSchema = z.strictObject({
  kind: z.literal('contrasts'),
  contrasts: z.array(contrastSchema).min(1).describe('All must be positive (intersection-union); Holm over places.'),
  best: z
    .strictObject({ among: conditionNames, are: conditionNames })
    .optional()
    .describe('Also report how often the best of `among` is one of `are`, resampling replicates.'),
  ...scope,
});

const bestSchema = z.strictObject({
  kind: z.literal('best'),
  among: conditionNames.min(2).describe('The conditions that are compared.'),
  are: conditionNames.describe('One of these is claimed to be better than all of the others.'),
  ...scope,
});

const equivalenceSchema = z.strictObject({
  kind: z.literal('equivalence'),
  contrasts: z.array(contrastSchema).min(1).describe('All must lie inside the margin (TOST); Holm over places.'),
  ...scope,
});

/** A claim as data: what is contrasted, along which axis, and what would be too small to matter. */
export const claimSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,31}$/),
  statement: z.string().min(1),
  origin: z.enum(['stated', 'inferred', 'ours']),
  quote: z
    .strictObject({ text: z.string().min(1), source: z.string().min(1) })
    .optional()
    .describe("The paper's own words and where they stand, shown beside the result."),
  test: z.discriminatedUnion('kind', [trendSchema, contrastsSchema, bestSchema, equivalenceSchema]),
  alpha: z.number().gt(0).lt(0.5).default(0.05),
  margin: z.number().positive().default(1).describe('Percentage points (for a trend: a step along its axis).'),
});

export type ClaimSpec = z.infer<typeof claimSchema>;
export type ContrastSpec = z.infer<typeof contrastSchema>;
export type AxisSpec = z.infer<typeof axisSchema>;
