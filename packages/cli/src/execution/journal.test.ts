import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@seedbed/core';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { Journal } from './journal.js';

const run = (id: string, digest = id, engine: string | null = 'e') => ({ id, digest, code: { engine } }) as Manifest;

it('a journal knows what was added, by other processes too, and nothing that differs in anything', () => {
  const store = temporaryFolder();
  const journal = new Journal(store);
  expect(journal.has(run('a'))).toBe(false);
  journal.add(run('a'));
  expect(journal.has(run('a'))).toBe(true);
  new Journal(store).add(run('b'));
  // What a killed process left behind.
  appendFileSync(join(store, 'executed.jsonl'), '{"run":"c"');
  const known = [run('b'), run('c'), run('a', 'other'), run('a', 'a', 'other'), run('a', 'a', null)];
  expect(known.map((each) => journal.has(each))).toEqual([true, false, false, false, false]);
});
