import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { programFolder } from './program.js';
import { seedbed } from './seedbed.js';
import { type Changes, temporaryFolder } from './tiny.js';

interface Document {
  readonly passes: boolean;
  readonly run: string;
  readonly checks: readonly { name: string; outcome: string; words: string; todo?: string }[];
}

/** Checks a program with this habit, in a workspace in which a store would be seen. */
export async function checking(habit?: string, words: readonly string[] = ['momentum=0.9'], changes: Changes = {}) {
  const cwd = temporaryFolder();
  const [filter, ...more] = words;
  const ended = await seedbed(['trainer', 'check', programFolder(habit, changes), '--yes', '--json', '--filter', filter as string, ...more], { cwd, env: { SEEDBED_STORE: undefined } }); // prettier-ignore
  expect(existsSync(join(cwd, '.seedbed'))).toBe(false);
  const document = JSON.parse(ended.stdout || 'null') as Document | null;
  const failing = document?.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  const of = (name: string) => document?.checks.find((check) => check.name === name);
  return { ...ended, document, failing, of };
}
