import fc from 'fast-check';
import { exitCodes, SeedbedError } from '../errors.js';
import { loadText } from './experiments.js';

/** What breaks YAML, or names something that every object has. */
const awkward = fc.oneof(
  fc.constantFrom('', '-', '- ', ': ', '\n', '\n  ', '\t', '[', ']', '{', '}', ',', '&a ', '*a', '!!', '? ', '|\n', '"', "'", '#'), // prettier-ignore
  fc.constantFrom('null', '.nan', '.inf', '1e999', '-1', '0', '1.5', 'true', '__proto__', 'constructor', 'toString', '%', '---\n'), // prettier-ignore
  fc.constantFrom('$', '$$', '$size', '$by', '{depth}', '$else: ', 'levels: ', 'for: ', 'extends: ', 'weights: ', 'shift: 1', 'null: '), // prettier-ignore
  fc.string({ unit: 'binary', maxLength: 6 }),
);

/**
 * Changes a spec in a few places at once, again and again, and loads it each time.
 * @returns how many were taken, and the codes of the refusals.
 * @throws what is neither: an error of another kind, or without an exit code for wrong requests.
 */
export function fuzzed(original: string, { runs, seed }: { runs: number; seed: number }) {
  const place = fc.nat(original.length);
  const passage = fc.record({ at: place, cut: fc.nat(12), from: place, copied: fc.nat(30) });
  const change = fc.tuple(passage, fc.option(awkward));
  let valid = 0;
  const refused = new Set<string>();
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      let text = original;
      for (const [{ at, cut, from, copied }, insert] of changes) {
        text = text.slice(0, at) + (insert ?? original.slice(from, from + copied)) + text.slice(at + cut);
      }
      try {
        loadText(text);
        valid++;
      } catch (error) {
        if (!(error instanceof SeedbedError) || error.exitCode !== exitCodes.wrongRequest) throw error;
        refused.add(error.code);
      }
    }),
    { numRuns: runs, seed },
  );
  return { valid, refused };
}
