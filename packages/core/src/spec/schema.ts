import { z } from 'zod';
import { claimSchema } from './claims-schema.js';
import { conditionPattern } from './conditions.js';
import { imagesSchema, mostImages } from './images-schema.js';
import { modelSchema } from './model-schema.js';
import { trainingSchema } from './training-schema.js';

/** A name that is safe as a folder, a Nx target, an HTML id and a shell word. */
const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens, at most 64');

/** Far below where first + count stops being exact: two replicates would get one number. */
const mostReplicates = 1_000_000_000;

const classesSchema = z.union([z.int().min(2).max(1000), z.array(z.string().min(1).normalize('NFC')).min(2)]);

const unique = (values: readonly (string | number)[]) => new Set(values).size === values.length;

const replicatesSchema = z
  .union([
    z.int().min(1).max(10_000),
    z.strictObject({ first: z.int().min(0).max(mostReplicates), count: z.int().min(1).max(10_000) }),
  ])
  .describe('How many replicates, or a range of them: {first: 100, count: 2}. Each redraws classes, subset and seeds.');

const splitSchema = z.strictObject({
  source: z.strictObject({
    classes: classesSchema.describe('How many classes to draw a replicate, or their names.'),
    images: imagesSchema.describe('Training images a class for the source network.'),
  }),
  target: z.strictObject({
    classes: classesSchema,
    images: z

      .array(imagesSchema)
      .min(1)
      .refine(unique, 'a size stands twice')
      .describe('The target sizes, in training images a class; nested, so the smaller sets are parts of the larger.'),
  }),
  validation: z
    .int()
    .min(0)
    .max(mostImages)
    .describe('Training images a class kept out of every training set, for validation.'),
});

const provenanceSchema = z.record(
  z.string(),
  z.strictObject({
    origin: z.enum(['stated', 'inferred', 'ours']).describe('Stated by the paper, inferred from it, or ours.'),
    note: z.string(),
  }),
);

/** Instruction sets that TensorFlow can be pinned to: docs/decisions/processors.md has what was measured. */
export const instructionSetPins = ['AVX2'] as const;
export type InstructionSetPin = (typeof instructionSetPins)[number];

/** An experiment as a file declares it. `parseSpec` reads it; `docs/spec.md` explains it. */
export const specSchema = z.strictObject({
  extends: z.string().optional().describe('A spec, relative to this one, that this one changes.'),
  name: nameSchema,
  title: z.string().min(1),
  question: z.string().min(1).describe('What the experiment answers, in one sentence.'),
  citation: z.strictObject({ text: z.string(), doi: z.string().optional(), url: z.string().optional() }).optional(),
  dataset: z.strictObject({
    plugin: z.string().min(1).describe('A plugin by its short name (fashionmnist) or by its package name.'),
    options: z.record(z.string(), z.unknown()).default({}),
  }),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).describe('Every number that is drawn derives from it.'),
  replicates: replicatesSchema,
  split: splitSchema,
  model: modelSchema,
  training: trainingSchema,
  conditions: z
    .array(z.string().regex(conditionPattern, 'not a condition'))
    .min(1)
    .refine(unique, 'a condition stands twice')
    .describe('base, FTall, S1T … SxT, and controls: see docs/spec.md.'),
  backend: z
    .strictObject({
      allow: z.array(z.string()).optional().describe('Backends that may train it; all by default.'),
      requires: z
        .enum(['portable', 'bitwise'])
        .optional()
        .describe('Only backends whose bits are the same on every processor, or that repeat their bits on one.'),
      isa: z
        .enum(instructionSetPins)
        .optional()
        .describe('Pins tensorflow to an instruction set, so that x86-64 processors agree; other backends need none.'),
      threads: z.int().min(1).max(1).default(1),
    })
    .default({ threads: 1 }),
  determinism: z
    .enum(['bitwise', 'tolerance', 'statistical'])
    .default('bitwise')
    .describe('What a reproduction promises: equal digests, curves within a band, or equal verdicts.'),
  claims: z
    .array(claimSchema)
    .refine((claims) => unique(claims.map((claim) => claim.id)), 'a claim id stands twice')
    .default([]),
  provenance: provenanceSchema.default({}).describe('Where each entry of the protocol comes from.'),
});

export type Spec = z.infer<typeof specSchema>;
