import { readFileSync } from 'node:fs';
import { SeedbedError } from '@seedbed/core';
import { parse } from 'yaml';
import { z } from 'zod';

/** A word of Slurm: a name, a list of names, a size, a time. It becomes one argument of sbatch, never a line of a shell. */
const word = z.string().regex(/^[\w.,:;=@+*&|()[\]/-]{1,200}$/, 'letters, digits and .,:;=@+*&|()[]/- are wanted');
const size = word.regex(/^\d+([KMGT]B?)?$/i, 'a size such as 4G, or megabytes such as 4000, is wanted');
const whole = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'a whole number from 1 on is wanted')
  .transform(Number);
const minutes = z
  .string()
  .regex(/^\d{1,9}(\.\d+)?$/, 'a number of minutes above 0 is wanted')
  .transform(Number)
  .refine((number) => number > 0, 'a number of minutes above 0 is wanted');

/** Every value is read as the text that is written: what sbatch takes for a word YAML may take for a number. */
const profileSchema = z.strictObject({
  partition: word.optional(),
  account: word.optional(),
  qos: word.optional(),
  constraint: word.optional(),
  time: word
    .default('01:00:00')
    .describe('Time limit of a task; what is not done by then goes on in a task of its own.'),
  memory: size.optional().describe('Memory of a task: 4G, or 4000 megabytes.'),
  cpus: whole.default(1).describe('Runs side by side in a task, one thread each.'),
  gpus: word
    .transform((text) => (/^\d+$/.test(text) ? `gpu:${text}` : text))
    .optional()
    .describe('As --gres takes them: gpu:1; or how many.'),
  minutes: minutes.default(20).describe('Training that is packed into one task, minutes.'),
  warning: whole
    .default(30)
    .describe('Seconds before the time limit at which a task ends its runs and queues itself again.'),
  setup: z.array(z.string()).default([]).describe('Lines of bash before the runs: module load, export.'),
});

/** How a cluster wants its jobs. */
export type SlurmProfile = z.infer<typeof profileSchema>;

/** @throws SeedbedError SB_SLURM_PROFILE (exit 2) with file, field and what is wanted. */
export function readProfile(path: string | undefined): SlurmProfile {
  if (path === undefined) return profileSchema.parse({});
  const wrong = (what: string, cause?: unknown) =>
    new SeedbedError('SB_SLURM_PROFILE', `${path}: ${what}`, { hint: 'docs/clusters.md shows a complete one', cause });
  let value: unknown;
  try {
    value = parse(readFileSync(path, 'utf8'), { maxAliasCount: 0, schema: 'failsafe' });
  } catch (cause) {
    throw wrong((cause as Error).message.split('\n')[0] as string, cause);
  }
  const result = profileSchema.safeParse(value || {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw wrong(`${issue?.path.join('.') || 'the profile'}: ${issue?.message}`);
}

/** The arguments of sbatch that a profile stands for. */
export function sbatchOptions(profile: SlurmProfile): string[] {
  const { partition, account, qos, constraint, time, memory, cpus, gpus, warning } = profile;
  const named = { partition, account, qos, constraint, time, mem: memory, 'cpus-per-task': cpus, gres: gpus };
  const options = { ...named, signal: `B:USR1@${warning}` };
  return Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));
}
