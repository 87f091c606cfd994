import { SeedbedError } from '../errors.js';
import { type AskedClasses, isGroups, learnedName } from '../plan/learned-classes.js';
import type { LearnConfig } from '../plan/run-config.js';
import { permutation } from '../seeds/permutation.js';
import type { SeedStreams } from '../seeds/streams.js';
import { choices } from '../spec/nearest.js';

/**
 * The classes that a run learns; their position is the label. Groups that ask for a number take theirs from one
 * permutation of the set's classes, in alphabetical order of the groups, so that they are disjoint; classes that a group
 * lists are never drawn for another. Without a group, the classes keep the set's order.
 * @param all names of the set's classes, in the set's order.
 * @throws SeedbedError SB_DATA_CLASSES when there are too few, or when a listed one is not there.
 */
export function drawClasses(learn: LearnConfig, all: readonly string[], streams: SeedStreams): readonly string[] {
  const { data, classes: group } = learn;
  if (data.classes === undefined) return all;
  const groups: Readonly<Record<string, AskedClasses>> = isGroups(data.classes) ? data.classes : { '': data.classes };
  const listed = new Set(Object.values(groups).flatMap((asked) => (typeof asked === 'number' ? [] : asked)));
  for (const name of listed) if (!all.includes(name)) throw unknownClass(learn, name, all);
  const free = [...permutation(all.length, streams.open('split'))]
    .map((index) => all[index] as string)
    .filter((name) => !listed.has(name));
  const drawn = new Map<string, readonly string[]>();
  for (const name of Object.keys(groups).sort()) {
    const asked = groups[name] as AskedClasses;
    const left = free.length;
    const taken = typeof asked === 'number' ? free.splice(0, asked) : asked;
    if (typeof asked === 'number' && left < asked) throw tooFewClasses(learn, name, asked, left);
    drawn.set(name, taken);
  }
  const own = drawn.get(group ?? '') as readonly string[];
  return group === undefined ? all.filter((name) => own.includes(name)) : own;
}

function tooFewClasses(learn: LearnConfig, group: string, asked: number, left: number): SeedbedError {
  const who = group === '' ? learnedName(learn) : `group "${group}"`;
  const message = `${who} asks for ${asked} classes, but only ${left} are left to draw`;
  const hint = group === '' ? 'ask for fewer classes' : 'groups of a set are disjoint: ask for fewer classes';
  return new SeedbedError('SB_DATA_CLASSES', message, { hint });
}

const unknownClass = (learn: LearnConfig, name: string, all: readonly string[]) =>
  new SeedbedError('SB_DATA_CLASSES', `${learn.data.plugin} has no class "${name}"`, { hint: choices(name, all) });
