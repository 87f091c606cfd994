import type { Part } from '../dataset/contract.js';
import { type DatasetFacts, partSize, partsOf } from '../dataset/dataset.js';
import type { ExamplePlace } from '../dataset/each-example.js';
import { equalGroups } from './first-seen.js';
import { placesOf } from './places.js';

/** Examples with the same inputs. */
export interface EqualExamples {
  /** Some of them, of each part or answer that is meant. */
  readonly places: readonly ExamplePlace[];
  /** How many there are. */
  readonly examples: number;
}

/**
 * What was found of one kind. `repeated`: within one part, examples beyond the first of their like. `shared`: examples of
 * the second part that are in the first part, too. `contradicting`: examples of which an equal one has another class, or
 * other numbers to be predicted.
 */
export interface Duplicates {
  readonly kind: 'repeated' | 'shared' | 'contradicting';
  /** One part, two, or none where all are meant. */
  readonly parts: readonly Part[];
  readonly examples: number;
  /** How many could have been: all of the part that is counted, or of the set. */
  readonly of: number;
  /** Groups of equal examples. */
  readonly groups: number;
  /** The first groups. */
  readonly shown: readonly EqualExamples[];
}

type Facts = Pick<DatasetFacts, 'counts'>;
type SameAnswer = (one: number, other: number) => boolean;

const [mostGroups, mostPlaces] = [6, 6];

/**
 * Finds equal inputs: within parts, between parts, and with different answers.
 * @param first of each example in packed order, the number of the first with the same inputs.
 * @param sameAnswer whether two examples have the same class and the same numbers to be predicted.
 */
export function duplicatesOf(facts: Facts, first: Uint32Array, sameAnswer: SameAnswer): Duplicates[] {
  const placeOf = placesOf(facts);
  const findings = kindsOf(facts).map((kind) => ({ ...kind, examples: 0, groups: 0, shown: [] as EqualExamples[] }));
  for (const members of equalGroups(first)) {
    const group = [...members];
    const parts = group.map((index) => placeOf(index).part);
    const inPart = (part: Part | undefined) => group.filter((_, at) => parts[at] === part);
    for (const finding of findings) {
      const [one, other] = sidesOf(finding, group, inPart, sameAnswer);
      if (one.length === 0 || other.length === 0) continue;
      finding.groups++;
      finding.examples += finding.kind === 'contradicting' ? group.length : other.length;
      if (finding.shown.length === mostGroups) continue;
      const places = alternately(one, other).slice(0, mostPlaces).map(placeOf);
      finding.shown.push({ places, examples: one.length + other.length });
    }
  }
  return findings;
}

/** The two sides of a group of equal examples between which something was found; one is empty where nothing was. */
function sidesOf(
  { kind, parts }: Pick<Duplicates, 'kind' | 'parts'>,
  group: readonly number[],
  inPart: (part: Part | undefined) => number[],
  sameAnswer: SameAnswer,
): readonly [number[], number[]] {
  if (kind === 'shared') return [inPart(parts[0]), inPart(parts[1])];
  if (kind === 'contradicting') {
    const isSame = (index: number) => sameAnswer(group[0] as number, index);
    return [group.filter(isSame), group.filter((index) => !isSame(index))];
  }
  const own = inPart(parts[0]);
  return [own.slice(0, 1), own.slice(1)];
}

const alternately = (one: readonly number[], other: readonly number[]): number[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, at) => [one[at], other[at]].filter((each) => each !== undefined)).flat(); // prettier-ignore

/** What can be found: of parts that have examples, and of all. */
function kindsOf(facts: Facts): Pick<Duplicates, 'kind' | 'parts' | 'of'>[] {
  const sizeOf = (part: Part) => partSize(facts, part);
  const present = partsOf(facts);
  const pairs = present.flatMap((one, at) => present.slice(at + 1).map((other) => [one, other] as const));
  return [
    ...present.map((part) => ({ kind: 'repeated' as const, parts: [part], of: sizeOf(part) })),
    ...pairs.map((parts) => ({ kind: 'shared' as const, parts, of: sizeOf(parts[1]) })),
    { kind: 'contradicting', parts: [], of: present.reduce((sum, part) => sum + sizeOf(part), 0) },
  ];
}
