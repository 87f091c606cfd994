#!/usr/bin/env node
/*
 * What determinism costs, as ratios: the same trainings with and without each part of it, in turn, several times; minima
 * are compared. Needs a build and native TensorFlow. `node tools/benchmarks/determinism.mjs [repetitions]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestsOf, program, root } from '../built.mjs';

const preload = join(root, 'packages/cli/src/testing/preload/edited-source.mjs');
const repetitions = Number(process.argv[2] ?? 5);
const what = ['smoke', '--backend', 'tensorflow', '--filter', 'r0 target at condition base, size 25'];

/** A program in which one line is another. */
const edited = (file, from, to) => ({
  NODE_OPTIONS: `--import ${preload}`,
  SEEDBED_TEST_EDIT: JSON.stringify({ file, from, to }),
});

function seedbed(words, env) {
  const ended = spawnSync(process.execPath, [program, ...words], { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 1e8 }); // prettier-ignore
  if (ended.status !== 0) throw new Error(ended.stderr);
  return ended.stdout;
}

/** Seconds that the training took, of the runs that were asked for. */
function train(words = [], env = {}) {
  const store = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  try {
    seedbed(['run', ...what, '--store', store, ...words], env);
    return manifestsOf(store).reduce((sum, { cost }) => sum + cost.wallSeconds, 0);
  } finally {
    rmSync(store, { recursive: true });
  }
}

const sides = ['--filter', 'stage=source'];
const variants = {
  'as it is': () => train(),
  'without the audit': () => train([], edited('/training/train.js', 'return auditRun(options, async (', 'return (async (run, go) => go(run))(options, async (')), // prettier-ignore
  'without the digest of the order': () => train([], edited('/training/batches.js', 'this.hash.update(indices);', '')),
  'a checkpoint after every step': () => train(['--checkpoint', '0']),
  'two runs side by side, one thread each, a run': () => verifySeconds(['--jobs', '2']) / 2,
  'one run with two threads': () => verifySeconds(['--jobs', '1', '--threads', '2']),
};

/** Seconds of the slowest of the runs of the stage source. */
function verifySeconds(words) {
  const text = seedbed(
    ['verify', 'smoke', '--backend', 'tensorflow', '--trace', '0', '--json', ...sides, ...words],
    {},
  );
  return Math.max(...JSON.parse(text).runs.map((run) => run.wallSeconds));
}

const seconds = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
for (let time = 0; time < repetitions; time++)
  for (const [name, run] of Object.entries(variants)) seconds[name].push(run());

const least = Object.fromEntries(Object.entries(seconds).map(([name, list]) => [name, Math.min(...list)]));
for (const [name, list] of Object.entries(seconds)) {
  const base = name.startsWith('two runs') || name.startsWith('one run') ? least['two runs side by side, one thread each, a run'] : least['as it is']; // prettier-ignore
  const spread = [...list].sort((a, b) => a - b);
  console.log(`${name.padEnd(48)} ${(least[name] / base).toFixed(3)} times; ${spread[0].toFixed(3)} to ${spread.at(-1).toFixed(3)} s`); // prettier-ignore
}
