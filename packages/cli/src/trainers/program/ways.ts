import { tmpdir } from 'node:os';

/* What a person can do about a program that answers wrongly, or is gone. */

export const wrongAnswer = 'correct the program: "What a program answers" in docs/trainers.md lists the lines that it may write, with their fields'; // prettier-ignore

export const notStarted = 'install it, or name a program that is there in command of trainer';

export const killed = 'somebody else ended it, most often the system, for want of memory: train fewer runs side by side with --jobs, and start again'; // prettier-ignore

/** Of one that ended by itself. @param log what it wrote to standard error. */
export function endedBy(log: string): string {
  if (/ENOSPC|No space left on device/.test(log))
    return `it found no space: free some in ${tmpdir()}, where its runs lie, or set TMPDIR to a folder on another disk`;
  const look = log.trim() === '' ? 'have it print to standard error why it ends' : 'the end of its log says what went wrong'; // prettier-ignore
  return `a program ends where its standard input ends, and not before: ${look}`;
}
