import { canonicalJson, SeedbedError } from '@seedbed/core';
import { commandWords } from '../trainers/program/command.js';
import type { Computing } from '../workspace/data-sets.js';
import type { Setup } from './messages.js';
import { WorkerProcess } from './worker-process.js';

/**
 * Starts one more worker. Run ids name what the first one works with: a program has to say the same of itself in each.
 * @throws SeedbedError SB_TRAINER_ANSWER where it says something else.
 */
export async function hire(setup: Setup, { backend, numerics }: Computing): Promise<WorkerProcess> {
  const { worker, identity, numerics: version } = await WorkerProcess.start(setup);
  const isSame = canonicalJson([identity, version]) === canonicalJson([backend, numerics]);
  if (setup.program === null || isSame) return worker;
  worker.stop();
  throw new SeedbedError('SB_TRAINER_ANSWER', `${commandWords(setup.program.command)}: it was started once more, and says that it is another program`, { hint: 'what a program says of itself depends on no time and no run' }); // prettier-ignore
}
