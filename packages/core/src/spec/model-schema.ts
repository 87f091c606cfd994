import { z } from 'zod';

const convolutionSchema = z.strictObject({
  filters: z.int().min(1).max(1024),
  kernel: z.int().min(1).max(11).default(3),
  stride: z.int().min(1).max(4).default(1),
  pool: z.int().min(1).max(4).default(1).describe('Max-pooling window and stride after the layer; 1 is none.'),
});

/** The AlexNet family: convolutions (ReLU, optional max-pooling), then dense layers, then the classifier. */
export const modelSchema = z.strictObject({
  family: z.literal('alexnet'),
  convolutions: z.array(convolutionSchema).min(1).max(12),
  dense: z
    .array(z.int().min(1).max(8192))
    .max(4)
    .default([])
    .describe('Units of the dense layers below the classifier.'),
  input: z
    .strictObject({
      mean: z.array(z.number().min(0).max(1)).min(1).max(3),
      deviation: z.array(z.number().positive().max(1)).min(1).max(3),
    })
    .default({ mean: [0.5], deviation: [0.25] })
    .describe('Pixels, scaled to 0 to 1, have the mean subtracted and are divided by the deviation, by channel.'),
  dropout: z.number().min(0).max(0.9).default(0).describe('Share of units dropped after each dense layer in training.'),
});

export type ModelSpec = z.infer<typeof modelSchema>;

/** Layers that can be copied and frozen: every convolution and dense layer, without the classifier. */
export function transferableLayers(model: ModelSpec): number {
  return model.convolutions.length + model.dense.length;
}
