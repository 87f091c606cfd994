import { type DatasetIdentity, type ErrorCode, type ExitCode, SeedbedError } from '@seedbed/core';
import { startIn, type World, worlds } from '@seedbed/core/worlds';
import type { DataPlace } from './data-sets.js';
import type { Progress } from './dataset.js';

/** What is opened in a process of another world. */
export interface Question {
  readonly world: World;
  /** The data set as the user names it, and the folder from which a package is looked up. */
  readonly name: string;
  readonly folder: string;
  readonly options: unknown;
  readonly place: DataPlace;
  readonly cacheDir: string;
}

/** The set as it was found there. */
export interface SetElsewhere extends DatasetIdentity {
  readonly notes: readonly string[];
}

export type FromElsewhere =
  | { readonly type: 'progress'; readonly done: number; readonly total: number; readonly what?: string }
  | { readonly type: 'opened'; readonly set: SetElsewhere }
  | {
      readonly type: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint?: string;
      readonly exitCode?: ExitCode;
    };

const program = new URL('./elsewhere-program.js', import.meta.url);

/** A world with another day of the week and another time zone than here, in which files are listed in another order. */
export function worldUnlikeHere(): World {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = new Date().getUTCDay();
  const unlike = ({ start, timeZone, reversed }: World) => reversed && timeZone !== here && new Date(start).getUTCDay() !== day; // prettier-ignore
  return worlds.find(unlike) ?? (worlds[0] as World);
}

/**
 * Opens a data set in a process of another world: another date, time zone, locale, machine and user, other folders, and
 * another order of files.
 * @param folder for the folders of that world.
 * @throws SeedbedError with what was said there.
 */
export async function openElsewhere(question: Question, folder: string, progress: Progress): Promise<SetElsewhere> {
  const child = startIn(question.world, program, folder);
  const end = () => child.kill();
  process.once('exit', end);
  try {
    return await new Promise<SetElsewhere>((resolve, reject) => {
      let said = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-400)));
      child.on('message', (answer: FromElsewhere) => {
        if (answer.type === 'progress') return progress.onProgress(answer.done, answer.total, answer.what);
        if (answer.type === 'opened') return resolve(answer.set);
        const { code, message, ...details } = answer;
        // What is wrong with the data is so here, too; a plugin may fail there alone.
        const where = code.startsWith('SB_DATASET_') ? `opened in another process (${question.world.name}): ` : '';
        reject(new SeedbedError(code, `${where}${message}`, details));
      });
      child.on('error', reject).on('close', () => {
        const message = `data set "${question.name}": the process that opened it again ended without an answer ${said}`;
        reject(new SeedbedError('SB_DATASET_FAILED', message.trim()));
      });
      child.send(question);
    });
  } finally {
    process.off('exit', end);
  }
}
