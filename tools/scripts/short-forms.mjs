#!/usr/bin/env node
/*
 * Trains the shortened form of every study, experiments/NAME/short.yaml: all of its networks, a few steps each. What comes out
 * must be the bits that short.sha256 beside it records: a digest of each run's losses, weights and measurements. A difference
 * means that the recorded results of the study would not come out either.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { core, fromDist, manifestsOf, program, root } from '../built.mjs';

const { firstOf } = await fromDist('core', 'words.js');

const experiments = join(root, 'experiments');
const all = readdirSync(experiments).filter((name) => existsSync(join(experiments, name, 'short.yaml')));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, help: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !all.includes(name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0)
    console.error(`error: no short.yaml for ${unknown.join(', ')}; there is one for ${all.join(', ')}`);
  console.error(
    'usage: node tools/scripts/short-forms.mjs [--write] [NAME...]\n\nexamples:\n  node tools/scripts/short-forms.mjs\n  node tools/scripts/short-forms.mjs --write dropout',
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}

const names = positionals.length > 0 ? positionals : all;
const waiting = [...names];
let failed = 0;
await Promise.all(Array.from({ length: availableParallelism() }, worker));
console.error(`${names.length} shortened studies, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function worker() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const trouble = await troubleWith(name);
    if (trouble) failed++;
    console.error(trouble ? `FAILED ${name}: ${trouble}` : `ok     ${name}`);
  }
}

/** What is wrong with a study; undefined where the bits are those that are recorded. */
async function troubleWith(name) {
  const store = mkdtempSync(join(tmpdir(), 'seedbed-short-'));
  try {
    const spec = join(experiments, name, 'short.yaml');
    const { code, stderr } = await trained(spec, store);
    if (code !== 0) return `seedbed run ended with ${code}\n${stderr}`;
    const lines = manifestsOf(store).map((manifest) => `${manifest.result}  ${core.labelOf(manifest)}\n`);
    const text = lines.sort((a, b) => (a.slice(64) < b.slice(64) ? -1 : 1)).join('');
    const recorded = join(experiments, name, 'short.sha256');
    if (values.write) writeFileSync(recorded, text);
    const expected = existsSync(recorded) ? readFileSync(recorded, 'utf8') : '';
    if (text === expected) return undefined;
    const known = new Set(expected.split('\n'));
    const others = text
      .split('\n')
      .filter((line) => !known.has(line))
      .map((line) => line.slice(66));
    return `other bits than short.sha256 has: ${firstOf(others) || 'runs are missing'}`;
  } finally {
    rmSync(store, { recursive: true });
  }
}

function trained(spec, store) {
  const child = spawn(process.execPath, [program, 'run', spec, '--store', store, '--jobs', '1', '--backend', 'tensorflow'], { stdio: ['ignore', 'ignore', 'pipe'] }); // prettier-ignore
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}
