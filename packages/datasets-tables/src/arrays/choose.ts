import { choices, type Part, setParts } from '@seedbed/core';
import { firstOf } from '@seedbed/core/words';
import { unclear } from '../errors.js';
import { partsOf } from '../files/parts.js';
import type { ListedArray, StoredArray } from '../readers/stored-array.js';
import { kindOf, meantBy, wordsOf } from './kinds.js';
import type { ArraysOptions } from './options.js';

/** The arrays of a part. */
export interface ArrayPart {
  readonly part: Part;
  readonly inputs: StoredArray;
  /** None where nothing is to be predicted; several where there are several targets. */
  readonly answers: readonly StoredArray[];
}

/** Arrays in the parts of a set. */
export interface Chosen {
  readonly parts: readonly ArrayPart[];
  readonly notes: readonly string[];
}

type Options = Pick<ArraysOptions, 'inputs' | 'labels' | 'targets'>;

/**
 * Finds inputs and answers among arrays, by the options and by usual names, and the parts that they are in.
 * @throws SeedbedError SB_DATA_LAYOUT that lists the arrays, where it is unclear which is which; SB_DATA_ARRAY for those that
 * are meant and cannot be used.
 */
export function chooseArrays(where: string, arrays: readonly ListedArray[], options: Options): Chosen {
  const names = arrays.map(({ name }) => name);
  const of = (name: string) => arrays.find((array) => array.name === name)!.usable();
  const asked = (name: string) => {
    const found = meantBy(name, names);
    if (found.length === 0)
      throw unclear(where, `has no array "${name}"`, `Take one that it has: ${choices(name, names)}.`);
    return found;
  };
  const byName = (kind: 'inputs' | 'answers') => names.filter((name) => kindOf(name) === kind);
  const inputNames = options.inputs === undefined ? byName('inputs') : asked(options.inputs);
  if (inputNames.length === 0) throw unclear(where, `it is unclear which array goes into the network: there are ${firstOf(names)}`, 'Name it with the option inputs.'); // prettier-ignore
  const inputs = inTheirParts(where, inputNames, 'inputs');
  const wanted = [options.targets ?? options.labels ?? []].flat();
  const groups = wanted.length > 0 ? wanted.map(asked) : [byName('answers')].filter((group) => group.length > 0);
  const answers = groups.map((group) => inTheirParts(where, group, 'labels or targets'));
  const parts = setParts.flatMap((part): ArrayPart[] => {
    const name = inputs.get(part);
    if (name === undefined) return [];
    const ofPart = answers.map((group) => group.get(part));
    if (ofPart.includes(undefined)) throw unclear(where, `${name} has no array of what is to be predicted`, 'Give each part one, or name another array with the options labels or targets.'); // prettier-ignore
    return [{ part, inputs: of(name), answers: ofPart.map((each) => of(each!)) }];
  });
  const used = new Set(parts.flatMap((each) => [each.inputs.name, ...each.answers.map(({ name }) => name)]));
  const others = names.filter((name) => !used.has(name));
  return {
    parts,
    notes: [
      ...(others.length > 0 ? [`Arrays that are not used: ${firstOf(others)}.`] : []),
      ...(answers.length === 0 ? ['No array of labels or targets was found: the set has only inputs.'] : []),
    ],
  };
}

/** Arrays by the part that their names say; one alone is the whole set. */
function inTheirParts(where: string, names: readonly string[], option: string): ReadonlyMap<Part, string> {
  if (names.length === 1) return new Map([['train', names[0]!]]);
  const own = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  for (const label of [own, (name: string) => name]) {
    const words = new Map(names.map((name) => [wordsOf(label(name)).join(' '), name]));
    const parts = words.size < names.length ? '' : partsOf([...words.keys()]);
    if (typeof parts !== 'string') return new Map([...parts].map(([part, word]) => [part, words.get(word)!]));
  }
  throw unclear(where, `it is unclear which of ${firstOf(names)} is which part`, `Call them x_train and x_test, y_train and y_test; or name one with the option ${option}.`); // prettier-ignore
}
