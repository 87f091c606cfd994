import { expect, it } from 'vitest';
import { matchesGlob } from './glob.js';

const label = 'r0 base(3x) at 25';

it.each([
  [label, true],
  ['*', true],
  ['r0 *', true],
  ['r? base* at 2?', true],
  ['*3x*', true],
  ['**25**', true],
  ['*at*at*', false],
  ['r0', false],
  ['base', false],
  ['', false],
  ['*a', false],
  ['r0 base.3x. at 25', false],
  [`${label}?`, false],
  [`${'*'.repeat(60)}z`, false],
  [`${'*?'.repeat(9)}z`, false],
])('%s', (glob, matches) => {
  expect(matchesGlob(label, glob)).toBe(matches);
});

it('an empty text is any text, and no character', () => {
  expect([matchesGlob('', '*'), matchesGlob('', ''), matchesGlob('', '?')]).toEqual([true, true, false]);
});
