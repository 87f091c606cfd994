import { choices, SeedbedError } from '@seedbed/core';
import type { DataPlace, DataSet, GivenData, GivenPlace } from './data-sets.js';

/** `NAME=PATH`, or a path alone. */
const named = /^(?<name>[A-Za-z][A-Za-z0-9_-]*)=(?<path>.*)$/s;

/** What `--data` says. @param absolute makes a path absolute. @throws SeedbedError SB_OPTION where no path is given. */
export function givenPlace(text: string, absolute: (path: string) => string): GivenPlace {
  const { name = null, path = text } = named.exec(text)?.groups ?? {};
  if (path === '') throw new SeedbedError('SB_OPTION', `--data ${text}: a folder or an archive is missing`, { hint: 'write --data PATH, or --data NAME=PATH' }); // prettier-ignore
  return { name, path: absolute(path) };
}

/**
 * Where each set lies according to `--data`, by its key; a set of which nothing is said is not there.
 * @throws SeedbedError SB_OPTION for a name that the experiment does not have, two places of one set, or a path alone
 * where there are several sets.
 */
export function placesGiven(sets: readonly DataSet[], { data = [], skipDamaged }: GivenData): Map<string, DataPlace> {
  const names = [...new Set(sets.map(({ name }) => name))];
  const byName = new Map<string, string>();
  for (const { name, path } of data) {
    const [only, second] = names;
    if (name === null && second !== undefined) throw new SeedbedError('SB_OPTION', `--data ${path}: the experiment has the data sets ${names.join(', ')}`, { hint: `say which: --data ${only}=${path}` }); // prettier-ignore
    const set = name ?? (only as string);
    if (!names.includes(set)) throw new SeedbedError('SB_OPTION', `--data ${name}=…: the experiment has no data set "${set}"`, { hint: choices(set, names) }); // prettier-ignore
    if (byName.has(set)) throw new SeedbedError('SB_OPTION', `--data says two places of "${set}"`, { hint: 'keep one of them' }); // prettier-ignore
    byName.set(set, path);
  }
  return new Map(
    sets.flatMap(({ name, key }) => {
      const path = byName.get(name);
      if (path === undefined && skipDamaged === undefined) return [];
      return [[key, { ...(path !== undefined && { data: path }), ...(skipDamaged !== undefined && { skipDamaged }) }]];
    }),
  );
}
