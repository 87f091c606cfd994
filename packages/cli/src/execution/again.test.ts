import type { Manifest } from '@seedbed/core';
import { expect, it } from 'vitest';
import { madeHere } from './again.js';

type Made = readonly [id: string, engine: string, minute: number, ...upstream: string[]];

/** As much of a manifest as is asked for. */
const manifestOf = ([id, engine, minute, ...upstream]: Made) =>
  ({
    ...{ id, code: { engine }, upstream: Object.fromEntries(upstream.map((each) => [`config of ${each}`, each])) },
    cost: { finishedAt: `2026-01-01T10:0${minute}:00.000Z` },
  }) as unknown as Manifest;

/** Why the last of these runs does not count where the sources are `new`. */
function why(...made: Made[]): string | null {
  const stored = new Map(made.map((each) => [each[0], manifestOf(each)]));
  const store = { has: (id: string) => stored.has(id), read: (id: string) => stored.get(id) as Manifest };
  return madeHere(store, () => 'new')(stored.get((made.at(-1) as Made)[0]) as Manifest);
}

it.each<[string, readonly Made[], string | null]>([
  ['one of the sources here counts', [['a', 'new', 1]], null],
  ['one of other sources does not', [['a', 'old', 1]], 'made by other engine sources than those here'],
  ['one whose upstream run counts and was first counts', [['a', 'new', 1], ['b', 'new', 2, 'a']], null],
  ['one of an upstream run of other sources does not', [['a', 'old', 1], ['b', 'new', 2, 'a']], 'a run that it starts from is executed again'],
  ['nor where that one is further up', [['a', 'old', 1], ['b', 'new', 2, 'a'], ['c', 'new', 3, 'b']], 'a run that it starts from is executed again'],
  // The command was ended between the two.
  ['nor one that was there before its upstream run came again', [['a', 'new', 3], ['b', 'new', 2, 'a']], 'a run that it starts from was executed again after it'],
  ['nor one whose upstream run is gone', [['b', 'new', 2, 'a']], 'a run that it starts from is not in the store'],
])('%s', (_, made, said) => expect(why(...made)).toBe(said)); // prettier-ignore
