import { distance } from 'fastest-levenshtein';

/** The candidate that a misspelt word most likely meant, or undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const scored = candidates.map((candidate) => ({
    candidate,
    away: distance(word.toLowerCase(), candidate.toLowerCase()),
  }));
  scored.sort((a, b) => a.away - b.away);
  const [best] = scored;
  return best && best.away <= Math.max(2, word.length / 2) ? best.candidate : undefined;
}

/** "did you mean X? There are X, Y, Z". */
export function choices(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  const all = candidates.length > 0 ? `there are ${candidates.join(', ')}` : 'there are none';
  return near === undefined ? all : `did you mean "${near}"? ${all}`;
}
