import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SeedbedError, writeWhole } from '@seedbed/core';
import { z } from 'zod';
import type { Pack } from './packs.js';
import { type SlurmProfile, sbatchOptions } from './profile.js';
import { taskScript } from './script.js';
import { submit } from './slurm.js';

const submissionSchema = z.strictObject({
  experiment: z.string(),
  jobs: z.array(z.string()),
  packs: z.array(z.strictObject({ cells: z.array(z.string()), after: z.int().nullable() })),
});

/** What was handed to Slurm: `slurm/<time>-<random>/` in the store, with the script, the packs and a log of each task. */
export interface Submission extends z.infer<typeof submissionSchema> {
  readonly folder: string;
}

export const logOf = ({ folder }: Submission, task: number) => join(folder, `task-${task}.log`);

/** The exit code that a task left, or null while it has not ended. */
export function exitCodeOf({ folder }: Submission, task: number): number | null {
  const path = join(folder, `ended-${task}`);
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : null;
}

/**
 * Submits packs as job arrays: one of all that wait for nothing, and one for each task that others wait for.
 * @param command words that train the pack whose number is appended.
 * @throws SeedbedError SB_SLURM, SB_STORE_WRITE.
 */
export async function submitPacks(
  store: string,
  experiment: string,
  packs: readonly Pack[],
  profile: SlurmProfile,
  command: (packFile: string) => readonly string[],
): Promise<Submission> {
  const name = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(3).toString('hex')}`;
  const folder = join(store, 'slurm', name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'submission.json');
  const record = (jobs: string[]) => writeWhole(file, JSON.stringify({ experiment, jobs, packs }));
  record([]);
  const script = join(folder, 'task.sh');
  writeWhole(script, taskScript(profile.setup, command(file), folder));
  const options = [
    `--job-name=seedbed-${experiment.replace(/[^\w.-]/g, '_').slice(0, 60)}`,
    `--output=${folder.replaceAll('%', '%%')}/task-%a.log`,
    ...['--open-mode=append', '--requeue', '--kill-on-invalid-dep=yes'],
    ...sbatchOptions(profile),
  ];
  const jobs: string[] = [];
  const jobOf = new Map<number, string>();
  for (const [after, numbers] of arraysOf(packs)) {
    const dependency = after === null ? [] : [`--dependency=afterany:${jobOf.get(after)}_${after}`];
    const job = await submit(script, [...options, ...dependency, `--array=${numbers.join(',')}`]);
    for (const number of numbers) jobOf.set(number, job);
    jobs.push(job);
    // After each: whoever looks after a crash finds all that were submitted.
    record(jobs);
  }
  return { folder, experiment, jobs, packs: packs.map(({ cells, after }) => ({ cells: [...cells], after })) };
}

/** Numbers of packs by the pack that they wait for. */
function arraysOf(packs: readonly Pack[]): Map<number | null, number[]> {
  const arrays = new Map<number | null, number[]>();
  for (const [number, { after }] of packs.entries()) {
    const numbers = arrays.get(after);
    if (numbers) numbers.push(number);
    else arrays.set(after, [number]);
  }
  return arrays;
}

/** The cells of a pack. @throws SeedbedError SB_SLURM_PACK. */
export function readPack(file: string, number: number): readonly string[] {
  const cells = readSubmission(file)?.packs[number]?.cells;
  if (cells) return cells;
  throw new SeedbedError('SB_SLURM_PACK', `${file} has no pack ${number}`, { hint: 'submit the experiment again' });
}

function readSubmission(file: string): z.infer<typeof submissionSchema> | undefined {
  try {
    return submissionSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** What was submitted for an experiment with this store, the oldest first. */
export function submissionsOf(store: string, experiment: string): Submission[] {
  const folder = join(store, 'slurm');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const found = readSubmission(join(folder, name, 'submission.json'));
      return found?.experiment === experiment ? [{ ...found, folder: join(folder, name) }] : [];
    });
}
