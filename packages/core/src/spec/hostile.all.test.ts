import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fuzzed } from '../testing/fuzzed.js';

const folder = new URL('../../examples/', import.meta.url);
// One that extends or searches reads a second file, which is not beside a changed copy.
const names = readdirSync(folder).filter((name) => /^\d.*\.yaml$/.test(name) && !name.includes('choices'));

it.each(names)('whatever is done to %s, it is valid or refused, and nothing else', (name) => {
  const { valid, refused } = fuzzed(readFileSync(new URL(name, folder), 'utf8'), { runs: 400, seed: 21 });
  expect(valid).toBeGreaterThan(5);
  expect(refused.size).toBeGreaterThan(3);
});
