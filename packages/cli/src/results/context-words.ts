import { type Collected, type ContextSummary, contextWords } from '@seedbed/core';
import type { Command } from 'commander';
import type { Terminal } from '../progress/terminal.js';

/** Chooses among results of several contexts. */
export const withContext = (command: Command) =>
  command.option(
    '--context <id>',
    'where results of several data, backends or numerics are there: which, by the first digits of its id',
  );

/** Says which context the results are of, and what was left aside. */
export function sayContext({ context, notes, manifests, missing }: Collected, from: string, terminal: Terminal): void {
  if (context) {
    const planned = manifests.length + missing.length;
    const all = `${manifests.length} of ${planned} planned runs`;
    terminal.say(`results: ${contextWords(context.context)}, ${all}, from ${from}`);
  }
  for (const note of notes) terminal.say(note);
}

const documentOf = ({ id, context, runs, from, to }: ContextSummary) => ({ id, ...context, runs, from, to });

/** The same for --json. */
export const contextDocument = ({ context, aside }: Pick<Collected, 'context' | 'aside'>) => ({
  context: context && documentOf(context),
  leftAside: aside.map(documentOf),
});
