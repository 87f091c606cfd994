import { z } from 'zod';
import { determinismClasses } from '../spec/head.js';

/** Version of what Seedbed and a program that trains say to each other: docs/trainers.md. */
export const protocolVersion = 1;

/** Longest line that a program may write, bytes. */
export const longestLine = 16 * 2 ** 20;

const line = z.string().min(1).max(200).regex(/^[^\r\n]*$/, 'one line'); // prettier-ignore
const step = z.int().min(1);
const tensors = z.array(z.strictObject({ name: line, shape: z.array(z.int().min(0)) }));
const predictions = z.partialRecord(z.enum(['train', 'validation', 'test']), z.string());

/** Who a program is: it says so once, after it was started. */
export const readySchema = z.strictObject({
  type: z.literal('ready'),
  name: z.string().max(60).regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and -'), // prettier-ignore
  version: z.int().min(1).describe('Raised by whoever changes what it computes.'),
  libraries: z.record(line, line),
  device: line,
  threads: z.int().min(1),
  determinism: z.enum(determinismClasses),
  files: z.array(z.string().min(1)).min(1),
  reads: z.array(line).default([]),
  offers: z.array(z.enum(['checkpoints', 'trace'])).default([]),
  environment: z
    .strictObject({
      interpreter: line.optional(),
      packages: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest').optional(), // prettier-ignore
    })
    .default({}),
});

export type Ready = z.infer<typeof readySchema>;

/** What a program says while it trains a run. */
export const answerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('started'), weights: z.string() }),
  z.strictObject({ type: z.literal('losses'), values: z.array(z.number().nullable()) }),
  z.strictObject({ type: z.literal('evaluation'), step, predictions }),
  z.strictObject({ type: z.literal('checkpoint'), step, file: z.string() }),
  z.strictObject({
    type: z.literal('done'),
    id: z.string(),
    weights: z.string().optional(),
    tensors: tensors.optional(),
    predictions: predictions.default({}),
  }),
  z.strictObject({
    type: z.literal('traced'),
    step,
    digest: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest'),
    tensors: z.array(z.strictObject({ name: line, file: z.string() })).optional(),
  }),
  z.strictObject({ type: z.literal('note'), text: z.string() }),
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
]);

export type Answer = z.infer<typeof answerSchema>;
export type AnswerOf<Type extends Answer['type']> = Extract<Answer, { type: Type }>;
