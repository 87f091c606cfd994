import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Habits, madeUpPlugin } from '../testing/made-up-plugin.js';
import { installByHand } from '../testing/outside.js';
import { run } from '../testing/seedbed.js';
import { countOf, newStore } from '../testing/stores.js';

/** Runs the tiny experiment on a plugin with these habits; `place` is where a text of its file lies. */
async function running(habits: Habits, prepare: (workspace: string) => void = () => undefined) {
  const { spec, workspace, file } = madeUpPlugin(habits);
  prepare(workspace);
  const store = newStore();
  const ended = await run(spec, store, '--filter', 'r0 target at condition base, size 2', '--jobs', '1');
  const place = (text: string) =>
    `${file}:${1 + readFileSync(file, 'utf8').split('\n').findIndex((line) => line.includes(text))}`; // prettier-ignore
  return { ...ended, stored: countOf(store), place };
}

describe('a data set plugin that asks the world', () => {
  it.each<[string, keyof Habits, string, string, number]>([
    // The line of the spec that names it is wrong.
    ['imported', 'importing', 'const odd = Date.now();', 'Date.now() was called while "made-up" was imported', 2],
    ['opened', 'opening', 'process.env.USER;', 'process.env.USER was read while data set "made-up" was opened', 1],
    [
      'asked what it holds',
      'describing',
      'Math.random();',
      'Math.random() was called while data set "made-up" was opened',
      1,
    ],
    ['read', 'reading', 'new Date();', 'new Date() was called while data set "made-up" was opened', 1],
    ['read, example by example', 'pixel', 'process.pid % 250', 'process.pid was read while data set "made-up" was opened', 1], // prettier-ignore
  ])('while it is %s (%s) is refused before anything is trained', async (_, habit, code, message, exitCode) => {
    const { code: exit, stderr, stored, place } = await running({ [habit]: code });
    expect(exit, stderr).toBe(exitCode);
    expect(stderr).toContain(`${message} at ${place(code)}`);
    expect(stored).toBe(0);
  });

  it('through a library is refused too, unless its package.json says which and why', async () => {
    const library = (workspace: string) =>
      installByHand(workspace, 'a-library', { type: 'module' }, 'export const mark = Date.now();');
    const importing = "import 'a-library';";
    const refused = await running({ importing }, library);
    expect(refused.code, refused.stderr).toBe(2);
    expect(refused.stderr).toContain('Date.now() was called while "made-up" was imported at ');
    const declares = { audit: { 'a-library': 'It marks its own objects.' } };
    const allowed = await running({ importing, declares }, library);
    expect(allowed.code, allowed.stderr).toBe(0);
    const silent = await running({ importing, declares: { audit: { 'a-library': '' } } }, library);
    expect(silent.stderr).toContain('allows "a-library" without a reason');
  });
});

it('what it reads of its own files is its own business', async () => {
  const opening = "await (await import('node:fs/promises')).readFile(new URL('./index.js', import.meta.url));";
  const { code, stderr } = await running({ opening });
  expect(code, stderr).toBe(0);
});
