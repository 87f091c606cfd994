import { z } from 'zod';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { exitCodes, SeedbedError } from '../errors.js';
import { backendSchema, environmentSchema } from '../manifest/schema.js';
import { checkNames } from './checks.js';
import { determinismClasses } from './reasons.js';

export const verificationFormat = 'seedbed-verification/1';

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
      cellId: hex,
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

/** @throws SeedbedError SB_VERIFICATION_DAMAGED (exit 1) when it is no such record or was changed. */
export function parseVerification(text: string, path: string): Verification {
  let parsed: ReturnType<typeof verificationSchema.safeParse> | undefined;
  try {
    parsed = verificationSchema.safeParse(JSON.parse(text));
  } catch {
    // Not JSON: said below.
  }
  if (parsed?.success) {
    const { digest, ...rest } = parsed.data;
    if (digestOf(rest) === digest) return parsed.data;
  }
  throw new SeedbedError('SB_VERIFICATION_DAMAGED', `${path}: it is no verification record, or it was changed`, {
    hint: 'restore it from version control, or make a new one with seedbed verify --record',
    exitCode: exitCodes.checkFailed,
  });
}
