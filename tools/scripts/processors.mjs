#!/usr/bin/env node
/*
 * Which operations give other bits on another processor? Runs every operation of a training step natively and on
 * processors that qemu-x86_64 emulates (Debian: qemu-user), and counts the differing ones. Made the tables of
 * docs/decisions/processors.md; takes some minutes. Needs a build.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../packages/engine/dist/testing/print-operations.js', import.meta.url));
const oneDnn = (set, isa) => ({ TF_ENABLE_ONEDNN_OPTS: set, ...(isa ? { ONEDNN_MAX_CPU_ISA: isa } : {}) });

/** Processor (null: this one) and variables; each table is compared with its first row. */
const tables = [
  [
    [null, oneDnn('0')],
    [null, oneDnn('0', 'AVX2')],
    [null, oneDnn('0', 'AVX')],
    [null, oneDnn('0', 'SSE41')],
    [null, { ...oneDnn('0'), TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL: '0' }],
    ['max', oneDnn('0', 'AVX2')],
    ['max,host-cache-info=on', oneDnn('0', 'AVX2')],
    ['Haswell-v4', oneDnn('0', 'AVX2')],
    ['Skylake-Client-v4', oneDnn('0', 'AVX2')],
    ['EPYC-v3', oneDnn('0', 'AVX2')],
    ['EPYC-v3,legacy-cache=on', oneDnn('0', 'AVX2')],
    [null, oneDnn('1')],
  ],
  [
    [null, oneDnn('1', 'AVX2')],
    [null, oneDnn('1', 'SSE41')],
    ['max', oneDnn('1', 'AVX2')],
    ['max,host-cache-info=on', oneDnn('1', 'AVX2')],
    ['Haswell-v4', oneDnn('1', 'AVX2')],
    ['Skylake-Client-v4', oneDnn('1', 'AVX2')],
    ['EPYC-v3', oneDnn('1', 'AVX2')],
    ['EPYC-v3,legacy-cache=on', oneDnn('1', 'AVX2')],
  ],
];

function digestsOn(processor, variables) {
  const words = [...(processor ? ['qemu-x86_64', '-cpu', processor] : []), process.execPath, program, 'tensorflow'];
  const { stdout, stderr } = spawnSync(words[0], words.slice(1), {
    encoding: 'utf8',
    env: { ...process.env, ...variables },
  });
  const last = stdout?.trim().split('\n').at(-1);
  if (!last) throw new Error(`nothing came out: ${stderr}`);
  return JSON.parse(last).digests;
}

for (const rows of tables) {
  let first;
  for (const [processor, variables] of rows) {
    const digests = digestsOn(processor, variables);
    first ??= digests;
    const names = Object.keys(first);
    const differ = names.filter((name) => digests[name] !== first[name]);
    const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    console.log(`${differ.length} of ${names.length} differ: ${processor ?? 'this processor'}, ${set.join(' ')}`);
    if (process.argv.includes('--names')) for (const name of differ) console.log(`    ${name}`);
  }
  console.log();
}
