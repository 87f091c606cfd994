import { createInterface } from 'node:readline/promises';
import { SeedbedError } from '@seedbed/core';
import type { Terminal } from '../../progress/terminal.js';
import { recall, remember } from '../../workspace/remembered.js';
import { z } from 'zod';
import { commandWords } from './command.js';

const agreedSchema = z.literal(true);

/**
 * Says which program a spec starts, and asks the first time: a spec may be somebody else's. That somebody agreed is
 * remembered for the folder and the command.
 * @throws SeedbedError SB_TRAINER_CONSENT where nobody agrees, or nobody can be asked.
 */
export async function askConsent(
  command: readonly string[],
  folder: string,
  { yes = false }: { readonly yes?: boolean | undefined },
  terminal: Terminal,
): Promise<void> {
  const key = { folder, command };
  if (recall('trainer', key, agreedSchema)) return;
  const words = `${commandWords(command)} in ${folder}`;
  terminal.say(`trainer: this spec starts a program on this machine, with all that you may do: ${words}`);
  if (!yes && !(await agreed())) {
    throw new SeedbedError('SB_TRAINER_CONSENT', `the spec starts a program, ${words}, and nobody has agreed to that`, { hint: 'look at the program, then start again with --yes' }); // prettier-ignore
  }
  remember('trainer', key, true);
}

/** Asks on a terminal; without one nobody agrees. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question('Start it? [y/N] ')).trim());
  } finally {
    lines.close();
  }
}
