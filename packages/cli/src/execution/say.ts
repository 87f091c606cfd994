import type { BackendIdentity } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import { z } from 'zod';
import type { Terminal } from '../progress/terminal.js';
import type { OpenedData, OpenedSet } from '../workspace/data-sets.js';
import { recall, remember } from '../workspace/remembered.js';
import type { RunState } from './state.js';

/** A set as far as it is said which one it is. */
export type SaidSet = Pick<OpenedSet, 'plugin' | 'fingerprint'>;

/** Says with what runs are made. @param reason why the backend was chosen. */
export function sayWhatIsUsed(
  terminal: Terminal,
  identity: BackendIdentity,
  reason: string,
  sets: Iterable<SaidSet>,
): void {
  const threads = count(identity.threads, 'thread');
  terminal.say(`backend: ${identity.name} (${identity.library}, ${threads} a run): ${reason}`);
  for (const { plugin, fingerprint } of sets)
    terminal.say(`data: ${plugin.name} ${plugin.version}, fingerprint ${fingerprint.slice(0, 8)}`);
}

/** Says what plugins noticed, where a set is used for the first time here, and what to know before trusting a number. */
export function sayNotes(data: OpenedData, terminal: Terminal): void {
  for (const { fingerprint, notes, cautions } of data.values()) {
    if (notes.length > 0 && !wereSaid({ fingerprint, notes })) {
      for (const note of notes) terminal.say(`data: ${note}`);
      terminal.say('data: that is said once; seedbed data show --spec SPEC says it again');
    }
    for (const caution of cautions) terminal.say(`caution: ${caution}`);
  }
}

/** Whether somebody has seen notes before: what is no news at every run looks as if something were wrong. */
function wereSaid(about: Pick<OpenedSet, 'fingerprint' | 'notes'>): boolean {
  const before = recall('notes', about, z.literal(true)) ?? false;
  if (!before) remember('notes', about, true);
  return before;
}

/** Says what is skipped, and for each run that comes again, why. */
export function sayWhatIsDue(terminal: Terminal, due: readonly RunState[], skipped: number): void {
  if (skipped > 0) terminal.say(`${count(skipped, 'run')} already in the store: skipped`);
  for (const reason of new Set(due.map((state) => state.reason))) {
    const states = due.filter((state) => state.reason === reason);
    const names = states.slice(0, 3).map((state) => state.run.label).join('; '); // prettier-ignore
    terminal.say(`${count(states.length, 'run')} to train (${names}${states.length > 3 ? '; …' : ''}): ${reason}`);
  }
}
