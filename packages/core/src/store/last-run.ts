import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, digestOf } from '../digest/canonical.js';
import { backendSchema } from '../manifest/schema.js';
import { isProgram } from '../trainer/identity.js';
import { writeWhole } from '../fs/whole.js';

export const lastRunFormat = 'seedbed-last-run/1';

const lastRunSchema = z.strictObject({
  format: z.literal(lastRunFormat),
  experiment: z.string(),
  dataset: z.strictObject({ plugin: z.string(), options: z.unknown() }),
  place: z.string().nullable().describe('Absolute path of the original data; null where none was given.'),
  skipDamaged: z.boolean(),
  context: z.strictObject({
    fingerprint: z.string(),
    pluginVersion: z.string(),
    numerics: z.int(),
    backend: backendSchema,
  }),
  at: z.string().describe('UTC, ISO 8601.'),
});

/**
 * What the last `seedbed run` of an experiment in a store worked with. It says where to look, never what is there: data
 * are opened again, and what they are then counts.
 */
export type LastRun = z.infer<typeof lastRunSchema>;

/** Of what a store remembers the last run: the experiment's name, and its data set as the spec has it. */
export type RunOf = Pick<LastRun, 'experiment' | 'dataset'>;

const folderOf = (store: string) => join(store, 'last-runs');
const pathOf = (store: string, { experiment, dataset: { plugin, options } }: RunOf) =>
  join(folderOf(store), `${digestOf({ experiment, plugin, options })}.json`);

/** Remembers a run with its date: the latest of several is the last one. @throws SeedbedError SB_STORE_WRITE. */
export function rememberRun(store: string, run: Omit<LastRun, 'format' | 'at'>, now = new Date()): void {
  writeWhole(pathOf(store, run), `${canonicalJson({ ...run, format: lastRunFormat, at: now.toISOString() })}\n`);
}

/** The last run of an experiment, else of any experiment on the same data set: specs of other names share runs. */
export function lastRunOf(store: string, asked: RunOf): LastRun | null {
  const own = readLastRun(pathOf(store, asked));
  if (own) return own;
  const wanted = canonicalJson(asked.dataset);
  const others = namesIn(folderOf(store)).flatMap((name) => readLastRun(join(folderOf(store), name)) ?? []);
  // A program is an experiment's own.
  const same = others.filter(({ dataset, context }) => canonicalJson(dataset) === wanted && !isProgram(context.backend)); // prettier-ignore
  return same.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}

/** Null where there is none, or none that can be read. */
export function readLastRun(path: string): LastRun | null {
  try {
    return lastRunSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.json$/.test(name)).sort(); // prettier-ignore
  } catch {
    return [];
  }
}
