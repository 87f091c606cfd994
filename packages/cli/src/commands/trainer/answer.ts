import { table } from '../../progress/table.js';
import type { Tried } from '../../trainers/kit/try-all.js';

/** A line a check. What a program printed may have several: the table has the first. */
export const findingsTable = (findings: readonly Tried[]): string =>
  table([['check', 'outcome', ''], ...findings.map(({ name, outcome, words }) => [name, outcome === 'failed' ? 'FAILED' : outcome, firstLine(words)])]); // prettier-ignore

const firstLine = (words: string) => words.split('\n')[0] as string;

/** What to do about each check that failed, with all that was seen. */
export function todoWords(findings: readonly Tried[]): string[] {
  const wrong = findings.filter(({ outcome }) => outcome === 'failed');
  const lines = wrong.map(
    ({ name, words, todo = '' }) => `\n${name}: ${words.includes('\n') ? `${words}\n` : ''}${todo}`,
  );
  const passing = findings.filter(({ outcome }) => outcome === 'passed').length;
  return [...lines, `\n${passing} passed, ${wrong.length} failed, ${findings.length - passing - wrong.length} not tried or not offered`]; // prettier-ignore
}
