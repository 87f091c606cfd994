import { z } from 'zod';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import { backendSchema, environmentSchema } from '../manifest/schema.js';
import { checkNames } from './checks.js';
import { determinismClasses } from '../spec/head.js';

export const verificationFormat = 'seedbed-verification/3';

const hex = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest');

/** What `seedbed verify --record` leaves beside the results: which runs were executed again, where, and what came out. */
export const verificationSchema = z.strictObject({
  format: z.literal(verificationFormat),
  verifiedAt: z.string().describe('UTC, ISO 8601.'),
  backend: backendSchema,
  cpu: environmentSchema.shape.cpu,
  node: z.string(),
  engine: hex.nullable().describe('Digest of the code that decides numbers, as it was.'),
  seed: z.int().nullable().describe('The seed that the sample was drawn with; null when all runs were verified.'),
  runs: z.array(
    z.strictObject({
      runId: hex,
      configId: hex,
      result: hex.describe('Result digest of the recorded run, as it was then.'),
      manifest: hex.describe('Digest of its whole manifest, as it was then.'),
      engine: hex.nullable().describe('Digest of the sources that made the recorded run.'),
      judged: z.enum(determinismClasses).describe('What could be judged here.'),
      equal: z.boolean().describe('Equal bit for bit, whatever could be judged.'),
      holds: z.boolean().describe('It is what its class promises.'),
      differences: z.array(z.enum(checkNames)),
    }),
  ),
  digest: hex.describe('Digest of this record without this field.'),
});

export type Verification = z.infer<typeof verificationSchema>;

export function sealVerification(verification: Omit<Verification, 'digest'>): Verification {
  return { ...verification, digest: digestOf(verification) };
}

export const verificationText = (verification: Verification) => `${canonicalJson(verification)}\n`;

/**
 * @throws SeedbedError (exit 1) SB_VERIFICATION_DAMAGED when it is no such record or was changed, SB_VERIFICATION_FORMAT
 * when it is one of another format.
 */
export function parseVerification(text: string, path: string): Verification {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: said below.
  }
  const parsed = verificationSchema.safeParse(value);
  if (parsed.success) {
    const { digest, ...rest } = parsed.data;
    if (digestOf(rest) === digest) return parsed.data;
  }
  const format = (value as { format?: unknown } | null | undefined)?.format;
  if (typeof format === 'string' && format !== verificationFormat && /^seedbed-verification\/\d+$/.test(format)) {
    throw new SeedbedError(
      'SB_VERIFICATION_FORMAT',
      `${path}: it is ${format}; this Seedbed reads ${verificationFormat}`,
      {
        hint: 'execute the runs again with seedbed verify --record, or delete the file: then nothing counts as verified',
      },
    );
  }
  throw new SeedbedError('SB_VERIFICATION_DAMAGED', `${path}: it is no verification record, or it was changed`, {
    hint: 'restore it from version control, or make a new one with seedbed verify --record',
  });
}
