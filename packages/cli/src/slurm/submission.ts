import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cannotRead, isAbsent, SeedbedError, writeWhole } from '@seedbed/core';
import { z } from 'zod';
import type { Pack } from './packs.js';
import { type SlurmProfile, sbatchOptions } from './profile.js';
import { taskScript } from './script.js';
import { submit } from './slurm.js';

/** Slurm refuses larger indices unless it was told otherwise: its MaxArraySize is 1001. */
const mostTasks = 1000;

const submissionSchema = z.strictObject({
  experiment: z.string(),
  /** Jobs, each an array of tasks from 0 on: the packs from `first` on. */
  arrays: z.array(z.strictObject({ job: z.string(), first: z.int(), count: z.int() })),
  packs: z.array(z.strictObject({ configs: z.array(z.string()), after: z.array(z.int()) })),
});

/** What was submitted to Slurm: `slurm/<time>-<random>/` in the store, with the script, the packs and a log of each task. */
export interface Submission extends z.infer<typeof submissionSchema> {
  readonly folder: string;
}

type TaskArray = Submission['arrays'][number];

export const jobsOf = ({ arrays }: Submission): string[] => arrays.map(({ job }) => job);

/** The pack that a task of a job trains. */
export const packAt = ({ arrays }: Submission, job: string, index: number): number | undefined => {
  const array = arrays.find((each) => each.job === job);
  return array && array.first + index;
};

const arrayWith = (arrays: readonly TaskArray[], task: number) =>
  arrays.find(({ first, count }) => first <= task && task < first + count);

/** A task as Slurm names it, `job_index`. */
function nameOf(arrays: readonly TaskArray[], task: number): string {
  const array = arrayWith(arrays, task);
  return array ? `${array.job}_${task - array.first}` : `not-submitted-${task}`;
}

export const logOf = ({ folder, arrays }: Submission, task: number) => join(folder, `task-${nameOf(arrays, task)}.log`);

/** The exit code that a task left, or null while it has not ended. */
export function exitCodeOf({ folder }: Submission, task: number): number | null {
  const path = join(folder, `ended-${task}`);
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : null;
}

/**
 * Submits packs as job arrays: of all that wait for nothing, and of those that wait for the same tasks.
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
  const arrays: TaskArray[] = [];
  // After each: whoever looks after a crash finds all that were submitted.
  const record = () => writeWhole(file, JSON.stringify({ experiment, arrays, packs }));
  record();
  const script = join(folder, 'task.sh');
  writeWhole(script, taskScript(profile.setup, command(file), folder));
  const options = [
    `--job-name=seedbed-${experiment.replace(/[^\w.-]/g, '_').slice(0, 60)}`,
    `--output=${folder.replaceAll('%', '%%')}/task-%A_%a.log`,
    ...['--open-mode=append', '--requeue', '--kill-on-invalid-dep=yes'],
    ...sbatchOptions(profile),
  ];
  for (const { first, count, after } of arraysOf(packs)) {
    const names = after.map((pack) => nameOf(arrays, pack));
    const dependency = names.length === 0 ? [] : [`--dependency=afterany:${names.join(':')}`];
    const job = await submit(script, [...options, ...dependency, `--array=0-${count - 1}`], [String(first)]);
    arrays.push({ job, first, count });
    record();
  }
  return {
    folder,
    experiment,
    arrays,
    packs: packs.map(({ configs, after }) => ({ configs: [...configs], after: [...after] })),
  };
}

/** Ranges of packs that wait for the same, none longer than an array may be. */
export function arraysOf(packs: readonly Pick<Pack, 'after'>[]) {
  const ranges: { first: number; count: number; after: readonly number[] }[] = [];
  for (const [number, { after }] of packs.entries()) {
    const range = ranges.at(-1);
    if (range && range.after.join() === after.join() && range.count < mostTasks) range.count++;
    else ranges.push({ first: number, count: 1, after });
  }
  return ranges;
}

/** Config ids of the runs of a pack. @throws SeedbedError SB_SLURM_PACK. */
export function readPack(file: string, number: number): readonly string[] {
  const configs = readSubmission(file)?.packs[number]?.configs;
  if (configs) return configs;
  throw new SeedbedError('SB_SLURM_PACK', `${file} has no pack ${number}`, { hint: 'submit the experiment again' });
}

function readSubmission(file: string): z.infer<typeof submissionSchema> | undefined {
  try {
    return submissionSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch (cause) {
    if (cause instanceof SyntaxError || isAbsent(cause)) return undefined;
    throw cannotRead(file, cause);
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
