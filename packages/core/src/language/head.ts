import { z } from 'zod';

/** Instruction sets that TensorFlow can be pinned to: docs/decisions/processors.md has what was measured. */
export const instructionSetPins = ['AVX2'] as const;
export type InstructionSetPin = (typeof instructionSetPins)[number];

/** What can be judged of a repetition: equal bits, curves within a band, or the claims' verdicts alone. */
export const determinismClasses = ['bitwise', 'tolerance', 'statistical'] as const;
export type DeterminismClass = (typeof determinismClasses)[number];

const backendSchema = z.strictObject({
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
});

const provenanceSchema = z.record(
  z.string(),
  z.strictObject({
    origin: z.enum(['stated', 'inferred', 'ours']).describe('Stated by the paper, inferred from it, or ours.'),
    note: z.string(),
  }),
);

const line = z.string({ error: 'text' }).min(1, { error: 'text' });
const seedWords = { error: 'a whole number from 0 to 2147483647' };
const replicate = (from: number) =>
  z
    .int({ error: `a whole number from ${from} to 1000000` })
    .min(from)
    .max(1_000_000);

/** Replicates are 0 to n - 1, or as many from a first one. */
export const replicatesSchema = z.union([replicate(1), z.strictObject({ first: replicate(0), count: replicate(1) })]);

/** What an experiment says of itself, outside of what is planned. */
export const headSchema = z.strictObject({
  seedbed: z.literal(2, { error: 'the number 2' }),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and -' }),
  title: line,
  question: line,
  citation: z.strictObject({ text: line, doi: line.optional(), url: line.optional() }).optional(),
  seed: z.int(seedWords).min(0, seedWords).max(2_147_483_647, seedWords),
  replicates: replicatesSchema,
  trainer: z.unknown().optional(),
  backend: backendSchema.default({ threads: 1 }),
  determinism: z
    .enum(determinismClasses)
    .default('bitwise')
    .describe('What a reproduction promises: equal digests, curves within a band, or equal verdicts.'),
  provenance: provenanceSchema.default({}).describe('Where each entry of the protocol comes from, by its path.'),
});

export type Head = z.infer<typeof headSchema>;
