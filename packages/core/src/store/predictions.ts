import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { cannotRead, isAbsent, linkTarget } from '../fs/system-errors.js';
import { writeWhole } from '../fs/whole.js';
import type { Manifest } from '../manifest/schema.js';
import type { Predicted } from '../results/beside.js';

/** Name of the file of recorded predictions beside a file of results, where a metric compares runs. */
export const predictionsFile = 'predictions.jsonl';

export const predictionsPath = (results: string): string => join(dirname(results), predictionsFile);

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** The classes that a run gave the test examples, a line of the file. */
const lineSchema = z.strictObject({
  format: z.literal('seedbed-predictions/1'),
  predictions: hex.describe("Digest of the probabilities, as the run's manifest has it."),
  bytes: z.union([z.literal(1), z.literal(2)]).describe('Of each class, little-endian: 1 up to 256 classes, else 2.'),
  classes: z.string().describe('The class of each test example, from 0, in their order; base64.'),
  digest: hex.describe('Digest of this line without this field.'),
});

/** A line of a file of predictions: what it holds, or a sentence that says what is wrong with it. */
export interface PredictionLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly content: { readonly predictions: string; readonly predicted: Uint16Array } | string;
}

/**
 * The text of a file of predictions, a line each, sorted by digest: the same whatever the order in which they came.
 * @param manifests those without predictions are passed over.
 */
export function predictionsText(manifests: readonly Manifest[], predicted: Predicted): string {
  const lines = manifests.flatMap((manifest) => {
    const predictions = manifest.measured?.test?.predictions;
    const classes = predictions === undefined ? undefined : predicted(manifest);
    return classes ? [[predictions as string, lineText(predictions as string, classes, manifest.data.classes.length)] as const] : []; // prettier-ignore
  });
  return [...new Map(lines)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text).join(''); // prettier-ignore
}

function lineText(predictions: string, predicted: Uint16Array, classes: number): string {
  const bytes = classes > 256 ? 2 : 1;
  const packed = Buffer.alloc(bytes * predicted.length);
  for (const [index, each] of predicted.entries()) packed.writeUIntLE(each, bytes * index, bytes);
  const rest = { format: 'seedbed-predictions/1', predictions, bytes, classes: packed.toString('base64') };
  return `${canonicalJson({ ...rest, digest: digestOf(rest) })}\n`;
}

/** Records predictions beside a file of results, in the place of what was there; no file where there are none. */
export function recordPredictions(results: string, text: string): void {
  const path = predictionsPath(results);
  if (text === '') rmSync(path, { force: true });
  else writeWhole(path, text);
}

/**
 * Every line as it is; none where there is no file.
 * @throws SeedbedError SB_FILE_UNREADABLE.
 */
export function predictionLines(path: string): PredictionLine[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (isAbsent(cause) && linkTarget(path) === null) return [];
    throw cannotRead(path, cause);
  }
  const lines = text.split('\n');
  const last = lines.pop();
  const found = lines.map((each, index): PredictionLine => ({ line: index + 1, text: each, content: decoded(each) }));
  if (last) found.push({ line: lines.length + 1, text: last, content: 'the file ends within a line' });
  return found;
}

function decoded(text: string): PredictionLine['content'] {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  const parsed = lineSchema.safeParse(plain);
  if (!parsed.success) return 'it is no line of predictions';
  const { digest, ...rest } = parsed.data;
  if (digestOf(rest) !== digest) return 'its content does not have the digest that it names';
  const packed = Buffer.from(rest.classes, 'base64');
  const examples = packed.length / rest.bytes;
  if (!Number.isInteger(examples)) return 'it ends within a class';
  const predicted = Uint16Array.from({ length: examples }, (_, each) => packed.readUIntLE(rest.bytes * each, rest.bytes)); // prettier-ignore
  return { predictions: rest.predictions, predicted };
}
