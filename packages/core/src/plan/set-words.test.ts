import { expect, it } from 'vitest';
import { dataWords } from '../results/context.js';
import { setKeyOf } from './data-set.js';
import { setWords } from './set-words.js';

const key = (options?: Record<string, unknown>) => setKeyOf({ plugin: 'miniplaces', ...(options && { options }) });

it('a set is told in words, without brackets or quotes of its options', () => {
  expect(setWords(key())).toBe('miniplaces');
  expect(setWords(key({ size: 32 }))).toBe('miniplaces (size 32)');
  expect(setWords(key({ size: 32, of: { classes: ['sea', 'bar room'] }, gray: true }))).toBe(
    'miniplaces (gray true, of classes sea and bar room, size 32)',
  );
});

it('several sets are told with their fingerprints, one by its fingerprint alone', () => {
  const set = (digit: string) => ({ fingerprint: digit.repeat(64), version: '1' });
  expect(dataWords({ [key({ size: 32 })]: set('8') })).toBe('88888888');
  expect(dataWords({ [key({ size: 32 })]: set('8'), fashionmnist: set('9') })).toBe(
    'fashionmnist with fingerprint 99999999 and miniplaces (size 32) with fingerprint 88888888',
  );
});
