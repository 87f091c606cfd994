import { distance } from 'fastest-levenshtein';

/** The candidate that a misspelt word most likely meant, or undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const scored = candidates
    // What was refused is no way out, even where a list of examples holds it.
    .filter((candidate) => candidate !== word)
    .map((candidate) => ({ candidate, away: distance(word.toLowerCase(), candidate.toLowerCase()) }));
  scored.sort((a, b) => a.away - b.away);
  const [best] = scored;
  if (!best) return undefined;
  const near = best.away <= Math.max(2, word.length / 2);
  // Two words of two letters are always near, but have nothing in common.
  return near && best.away < Math.max(word.length, best.candidate.length) ? best.candidate : undefined;
}

/** More than these are too many to read. */
const mostShown = 30;

/** `did you mean "X"? there are X, Y, Z`: the nearest of all candidates, and as many as can be read. */
export function choices(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  const all = candidates.length > 0 ? `there are ${listed(candidates)}` : 'there are none';
  return near === undefined ? all : `did you mean "${near}"? ${all}`;
}

function listed(candidates: readonly string[]): string {
  const shown = candidates.slice(0, mostShown).join(', ');
  const more = candidates.length - mostShown;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
