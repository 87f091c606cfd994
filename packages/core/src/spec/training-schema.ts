import { z } from 'zod';

const steps = z.int().min(1).max(10_000_000);

/** How networks are trained. Rates and steps are chosen on validation data of replicates that the result does not use. */
export const trainingSchema = z.strictObject({
  optimiser: z.strictObject({
    name: z.literal('sgd'),
    momentum: z.number().min(0).max(0.999).default(0.9),
    nesterov: z.boolean().default(true),
    weightDecay: z.number().min(0).max(1).default(0),
    clipNorm: z.number().positive().optional().describe('The gradient is scaled down to this global norm.'),
  }),
  rate: z.number().positive().max(1e6).describe('The learning rate at the first step.'),
  rates: z
    .record(z.string(), z.number().positive().max(1e6))
    .default({})
    .describe('Learning rates of single conditions, or of "source", where they differ.'),
  schedule: z.enum(['constant', 'cosine']).default('cosine').describe('cosine falls to zero at the last step.'),
  batch: z.int().min(1).max(4096),
  steps: z.strictObject({
    source: steps,
    target: z.record(z.string().regex(/^[1-9][0-9]*$/, 'a size'), steps).describe('Steps by target size.'),
  }),
  augmentation: z
    .strictObject({
      flip: z.boolean().default(false).describe('Mirror images left to right, half of the time.'),
      shift: z.int().min(0).max(32).default(0).describe('Shift by up to so many pixels, both ways, zeros moving in.'),
    })
    .default({ flip: false, shift: 0 }),
  evaluations: z.int().min(1).max(1000).default(10).describe('How often, evenly spaced, validation is measured.'),
});

export type TrainingSpec = z.infer<typeof trainingSchema>;
