import { z } from 'zod';

const conditionNames = z.array(z.string()).min(1);

const contrastSchema = z.strictObject({
  name: z.string(),
  mean: conditionNames.describe('Accuracy, averaged over these conditions …'),
  minus: conditionNames.describe('… minus accuracy averaged over these.'),
});

const trendSchema = z.strictObject({
  kind: z.literal('trend'),
  contrast: contrastSchema,
  direction: z.enum(['falling', 'rising']).describe('How the contrast should move as log2 of the target size grows.'),
});

const contrastsSchema = z.strictObject({
  kind: z.literal('contrasts'),
  below: z.int().optional().describe('Only target sizes below this one.'),
  contrasts: z.array(contrastSchema).min(1).describe('All must be positive (intersection-union); Holm over sizes.'),
  best: z
    .strictObject({ among: conditionNames, are: conditionNames })
    .optional()
    .describe('Also report how often the best of `among` is one of `are`, resampling replicates.'),
});

/** A claim as data: what is contrasted, at which sizes, and what would be too small to matter. */
export const claimSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,31}$/),
  statement: z.string().min(1),
  origin: z.enum(['stated', 'inferred', 'ours']),
  test: z.discriminatedUnion('kind', [trendSchema, contrastsSchema]),
  alpha: z.number().gt(0).lt(0.5).default(0.05),
  margin: z.number().positive().default(1).describe('Percentage points (for a trend: a doubling of the target size).'),
});

export type ClaimSpec = z.infer<typeof claimSchema>;
export type ContrastSpec = z.infer<typeof contrastSchema>;
