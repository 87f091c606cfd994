import { expect, it } from 'vitest';
import { sortNodeOptions, wordsOf } from './node-options.js';

it.each([
  ['--max-old-space-size=1500 --no-warnings', '--max-old-space-size=1500 --no-warnings', []],
  ['--require "/a b/c.cjs" --import x.mjs', '--require "/a b/c.cjs" --import x.mjs', []],
  ['-r x.cjs --max_old_space_size 900', '-r x.cjs --max_old_space_size 900', []],
  ['--cpu-prof --cpu-prof-dir=/tmp --no-warnings', '--no-warnings', ['--cpu-prof', '--cpu-prof-dir']],
  ['--cpu-prof-dir /tmp --prof', '', ['--cpu-prof-dir', '--prof']],
  ['--jitless --no-wasm-simd --import x.mjs', '--import x.mjs', ['--jitless', '--no-wasm-simd']],
  ['"--jitless" "--import" x.mjs', '"--import" x.mjs', ['--jitless']],
  ['--no-warnings --interpreted-frames-native-stack', '--no-warnings', ['--interpreted-frames-native-stack']],
])('of Node options %j a worker keeps %j', (options, kept, removed) => {
  const sorted = sortNodeOptions(wordsOf(options));
  expect([sorted.kept.join(' '), sorted.removed]).toEqual([kept, removed]);
});
