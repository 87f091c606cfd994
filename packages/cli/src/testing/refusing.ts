import { expect } from 'vitest';
import { programFolder } from './program.js';
import { seedbed } from './seedbed.js';
import { countOf, newStore } from './stores.js';

const one = ['--filter', 'r0 fit at momentum 0', '--jobs', '1', '--retries', '0', '--yes'];

/** Runs one run by a program with this habit. */
export async function running(habit: string, ...more: string[]) {
  const store = newStore();
  const folder = programFolder(habit);
  const ended = await seedbed(['run', folder, '--store', store, '--json', ...one, ...more]);
  return { ...ended, store, folder };
}

/** What a program does, and what must be said. */
export type Refused = readonly [string, string, ...string[]];

/** Expects that its run fails, by name and with these words, and that nothing is stored. */
export async function expectRefused(habit: string, said: readonly string[], ...more: string[]): Promise<void> {
  const { code, stderr, store } = await running(habit, ...more);
  expect(code, stderr).toBe(3);
  expect(stderr).toContain(`\nr0 fit at momentum 0: node train.mjs "${habit}"`);
  for (const text of said) expect(stderr).toContain(text);
  expect(stderr).toMatch(/\[SB_TRAINER_(ANSWER|FAILED)\]/);
  expect(countOf(store)).toBe(0);
}
