import { z } from 'zod';
import { runConfigSchema } from '../plan/run-config.js';
import { determinismClasses } from '../spec/head.js';
import { parts } from '../spec/parts.js';

/** Version of the manifest's format: a change of meaning or shape is another version. */
export const manifestFormat = 'seedbed-manifest/2';

const hex = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest');
const part = z.enum(parts);

/** Values of metrics on one part, each in the metric's unit, by name. */
const valuesSchema = z.record(z.string(), z.number());

const evaluationSchema = z.strictObject({
  step: z.int(),
  epoch: z.number().describe('Passes over the training examples so far.'),
  trainLoss: z.number().describe('Mean training loss of the steps since the last evaluation, nats.'),
  measured: z.partialRecord(part, valuesSchema).describe('Metrics of the parts that are measured at each evaluation.'),
});

/** What was measured on a part at the end. */
const measuredSchema = z.strictObject({
  examples: z.int(),
  values: valuesSchema,
  errors: valuesSchema.describe('Standard errors over the examples, in the same units; absent where not defined.'),
  confusion: z
    .array(z.array(z.int()))
    .optional()
    .describe('Rows: true class; columns: predicted class. Absent of numeric targets.'),
  predictions: hex
    .optional()
    .describe(
      'Digest of the predictions: float32, an example a row, in the order of the part. Absent where none was taken.',
    ),
});

const outcomeSchema = z.strictObject({
  status: z.enum(['ok', 'diverged', 'failed']),
  step: z.int().nullable().describe('The step at which it diverged or failed.'),
  reason: z.string().nullable(),
});

/** How a run's numbers came about: never part of its result, always part of its record. */
export const environmentSchema = z.strictObject({
  os: z.string(),
  cpu: z.strictObject({ model: z.string(), architecture: z.string(), features: z.array(z.string()) }),
  node: z.string(),
  packages: z.record(z.string(), z.string()).describe('Versions of the packages that compute.'),
  lockfile: hex.nullable().describe('SHA-256 of package-lock.json.'),
  variables: z.record(z.string(), z.string()).describe('Environment variables that can change numbers, as set.'),
});

export const codeSchema = z.strictObject({
  commit: z.string().nullable(),
  dirty: hex.nullable().describe('SHA-256 of the uncommitted difference, or null when there was none.'),
  engine: hex
    .nullable()
    .describe("Digest of the compiled sources that decide numbers, without their comments; of a program's own files."),
  packages: z
    .record(z.string(), z.strictObject({ version: z.string(), digest: hex }))
    .optional()
    .describe('Packages of others that computed a part of it, with the digest of their code; absent where none did.'),
});

export const backendSchema = z.strictObject({
  name: z.string(),
  library: z.string().describe('The library that computes, with its version: "tensorflow 2.21.0".'),
  threads: z.int(),
  isa: z.string().describe('Instruction-set pin, or "default".'),
  precision: z.literal('tf32').optional().describe('In which it multiplies; absent: float32, or as its library says.'),
  switches: z
    .record(z.string(), z.string())
    .optional()
    .describe('Variables of the environment that chose how the library computes, as set; absent where none was.'),
});

/** The program that trained a run, where the engine did not; what of it decides numbers is in `backend` and `numerics`. */
const trainerSchema = z.strictObject({
  command: z.array(z.string()).describe('As the spec, or the package, has it.'),
  package: z.string().optional().describe('The installed package whose program it is, with its version.'),
  determinism: z.enum(determinismClasses).describe('What it promises of two executions.'),
  files: z
    .record(z.string(), hex)
    .describe("Digest of each file that it calls its own, by its path below the spec's folder, or the package's."),
  packages: hex.optional().describe('Digest of the list of all packages that it has, as it says it.'),
});

export const manifestSchema = z.strictObject({
  format: z.literal(manifestFormat),
  id: hex.describe('Run id: digest of everything that can change the numbers.'),
  configId: hex.describe('Digest of the config: what is asked, without backend, numerics and data fingerprint.'),
  experiment: z.string(),
  stage: z.string(),
  replicate: z.int(),
  at: z.record(z.string(), z.string()).describe('Levels of the factors that tell it from the other runs of its stage.'),
  config: runConfigSchema.describe('Everything that was asked for, resolved.'),
  measure: z.array(part).describe('Parts that were asked to be measured.'),
  evaluations: z.int().describe('How often train and validation were asked to be measured.'),
  upstream: z.record(hex, hex).describe('Run ids of the runs that it started from, by config id.'),
  components: z.array(z.string()).describe('Everything with a version that it was made of: "conv@1".'),
  metrics: z
    .record(z.string(), z.strictObject({ unit: z.string(), better: z.enum(['higher', 'lower', 'neither']) }))
    .describe('Unit and direction of every metric below.'),
  numerics: z.int().describe("The engine's numerics version, or the version of the program that trained it."),
  backend: backendSchema.describe('Where the engine computed; or which program did, with its libraries and device.'),
  trainer: trainerSchema.optional().describe('The program that trained it; absent where the engine did.'),
  seeds: z.record(z.string(), z.string()).describe('Each seed stream that was used, with its derived seed.'),
  data: z.strictObject({
    plugin: z.string().describe('As the spec names it: a short name, or that of an installed package.'),
    version: z.string(),
    fingerprint: hex,
    classes: z.array(z.string()).describe('The classes told apart, in label order; "rows" alone where there are none.'),
    targets: z
      .array(z.strictObject({ name: z.string(), unit: z.string().optional() }))
      .optional()
      .describe('The numbers that are predicted; absent where classes are.'),
    train: hex.describe('Digest of the training examples chosen, in order.'),
    validation: hex,
    test: hex,
    order: hex.describe('Digest of the batch order.'),
  }),
  outcome: outcomeSchema,
  curve: z.array(evaluationSchema).describe('The evaluations, in the order of their steps.'),
  loss: z.strictObject({
    steps: z.int(),
    bits: z.string().describe('The loss of every step: little-endian float32, base64.'),
    chain: hex.describe('Hash chain over the bits: link k = SHA-256(link k-1, bits of step k).'),
  }),
  weights: z.strictObject({ before: hex, after: hex }),
  measured: z.partialRecord(part, measuredSchema).nullable().describe('Null when the run did not finish.'),
  environment: environmentSchema,
  code: codeSchema,
  cost: z.strictObject({
    wallSeconds: z.number(),
    cpuSeconds: z.number(),
    peakMemoryBytes: z.int(),
    finishedAt: z.string().describe('UTC, ISO 8601.'),
    resumedAt: z
      .array(z.int())
      .optional()
      .describe('Steps after which it was interrupted and went on from a checkpoint; absent when it never was.'),
  }),
  result: hex.describe('Digest of every field that is a result: equal digests mean a bitwise reproduction.'),
  digest: hex.describe('Digest of this manifest without this field.'),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Environment = z.infer<typeof environmentSchema>;
export type BackendIdentity = z.infer<typeof backendSchema>;
export type Evaluation = z.infer<typeof evaluationSchema>;
/** What was measured on a part at the end of a run. */
export type MeasuredPart = z.infer<typeof measuredSchema>;
