import { z } from 'zod';
import { line } from './selector-schema.js';

/** Instruction sets that TensorFlow can be pinned to: docs/decisions/processors.md has what was measured. */
export const instructionSetPins = ['AVX2'] as const;
export type InstructionSetPin = (typeof instructionSetPins)[number];

/** In which digits a run may multiply. TF32 keeps the range of float32 and ten bits of its mantissa; sums are float32. */
export const multiplyingPrecisions = ['float32', 'tf32'] as const;
export type MultiplyingPrecision = (typeof multiplyingPrecisions)[number];

/** What can be judged of a repetition: equal bits, curves within a band, or the claims' verdicts alone. */
export const determinismClasses = ['bitwise', 'tolerance', 'statistical'] as const;
export type DeterminismClass = (typeof determinismClasses)[number];

const backendSchema = z.strictObject({
  allow: z.array(z.string()).optional().describe('backends that may train it; all by default'),
  requires: z
    .enum(['portable', 'bitwise'])
    .optional()
    .describe('only backends whose bits are the same on every processor, or that repeat their bits on one'),
  isa: z
    .enum(instructionSetPins)
    .optional()
    .describe('pins tensorflow to an instruction set, so that x86-64 processors agree; other backends need none'),
  threads: z.int({ error: '1' }).min(1, { error: '1' }).max(1, { error: '1' }).default(1).describe('threads of a run'),
});

const word = z.string({ error: 'text' }).min(1, { error: 'text' });

export const trainerSchema = z.union(
  [
    z.strictObject({
      command: z
        .array(word, { error: 'a list of words' })
        .min(1, { error: 'a list of at least one word' })
        .describe("the program and its arguments, started in the spec's folder"),
    }),
    z.strictObject({ package: word.describe('an installed package whose program it is') }),
  ],
  { error: '{ command: [WORD, …] } or { package: NAME }' },
);

const provenanceSchema = z.record(
  z.string(),
  z.strictObject({
    origin: z.enum(['stated', 'inferred', 'ours']).describe('stated by the paper, inferred from it, or ours'),
    note: z.string().describe('why it is so'),
  }),
  { error: '{ PATH: { origin, note } }' },
);

const seedWords = { error: 'a whole number from 0 to 2147483647' };
const replicate = (from: number) =>
  z
    .int({ error: `a whole number from ${from} to 1000000` })
    .min(from)
    .max(1_000_000);

/** As many replicates from a first one. */
export const replicateRange = z.strictObject(
  { first: replicate(0), count: replicate(1) },
  { error: '{ first, count }' },
);

/** What an experiment says of itself, outside of what is planned. */
export const headSchema = z.strictObject({
  seedbed: z.literal(2, { error: 'the number 2' }).describe('version of the language'),
  name: z
    .string({ error: 'text' })
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and -' })
    .describe('what the experiment is called in folders and commands'),
  title: line.describe('heading of the report'),
  question: line.describe('what is asked, in one sentence'),
  citation: z
    .strictObject({
      text: line.describe('the reference, as it is printed'),
      doi: line.describe('its DOI').optional(),
      url: line.describe('its address').optional(),
    })
    .optional()
    .describe('what is replicated'),
  seed: z.int(seedWords).min(0, seedWords).max(2_147_483_647, seedWords).describe('every drawn number follows from it'),
  replicates: z
    .union([replicate(1), replicateRange], { error: 'a whole number from 1 to 1000000, or { first, count }' })
    .describe('how many repetitions, from replicate 0 on, or which ones. Each has seeds of its own'),
  trainer: trainerSchema
    .optional()
    .describe(
      'the program that executes the runs, beside the spec or of an installed package, where it is not the engine: docs/trainers.md',
    ),
  backend: backendSchema.default({ threads: 1 }).describe('what may execute it'),
  precision: z
    .enum(multiplyingPrecisions)
    .default('float32')
    .describe('in which digits products are computed; tf32 is faster on cards of NVIDIA, and part of run ids'),
  determinism: z
    .enum(determinismClasses)
    .default('bitwise')
    .describe('what a reproduction promises: equal digests, curves within a band, or equal verdicts'),
  provenance: provenanceSchema.default({}).describe('where each entry of the protocol comes from, by its path'),
});

export type Head = z.infer<typeof headSchema>;
