import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(__dirname, '../../..');

/** What the watch of the fuzzer says of a target that does all that no reader may do. */
const program = `
  import { limits, runUnit } from './tools/fuzz/watch.mjs';
  import { cases, name } from './tools/fuzz/targets/misbehaving.mjs';
  const told = [];
  const [found] = process.argv.slice(1);
  const allowed = { ...limits, seconds: 3, bytes: 3e8 };
  await runUnit({ name, seed: 1, from: 0, to: cases, found, allowed }, (message) => told.push(message));
  console.log(JSON.stringify(told));
`;

interface Told {
  readonly done: number;
  readonly codes?: Readonly<Record<string, number>>;
  readonly violation?: { readonly index: number; readonly what: string; readonly file: string | null };
}

const wanted: readonly (readonly [index: number, what: RegExp])[] = [
  [2, /^TypeError: Cannot read properties of null/],
  [3, /^it tried to write outside of the sandbox: writeFileSync .*canary\.txt$/],
  [4, /^what all objects inherit was changed$/],
  [5, /^nobody caught it: SyntaxError/],
  [6, /^nobody caught it: Error: a promise that nobody waits for/],
  [7, /^its process ended with 0/],
  [8, /^its process ended with SIGSEGV/],
  [9, /^it took longer than 3 s of processor time/],
  [10, /^it took more than 300 MB/],
  [11, /^code that nobody installed was executed$/],
];

it('the watch notices every way to misbehave, once, saves the case, and goes on after it', () => {
  const found = mkdtempSync(join(tmpdir(), 'seedbed-misbehaving-'));
  try {
    const words = ['--input-type=module', '-e', program, found];
    const told = JSON.parse(execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' })) as Told[];
    const violations = told.flatMap(({ violation }) => violation ?? []);
    expect(violations.map(({ index }) => index)).toEqual(wanted.map(([index]) => index));
    for (const [at, [, what]] of wanted.entries()) expect(violations[at]?.what).toMatch(what);
    const counts = (code: string) => told.reduce((sum, { codes }) => sum + (codes?.[code] ?? 0), 0);
    expect([counts('accepted'), counts('SB_EXAMPLE'), counts('violation')]).toEqual([2, 1, wanted.length]);
    expect(readdirSync(found)).toHaveLength(wanted.length);
  } finally {
    rmSync(found, { recursive: true });
  }
});
