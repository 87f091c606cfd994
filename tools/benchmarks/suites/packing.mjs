/* Peak memory of packing made-up images, of reading what was packed, and of looking at all of it. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { lastLine, measure, program, spread } from './compare.mjs';
import { peakIn, watched } from './peak.mjs';

const here = (name) => fileURLToPath(new URL(`../packing/${name}`, import.meta.url));
const plugin = 'seedbed-made-up-images';
const sizes = [100_000, 1_000_000];
const orders = ['class by class', 'shuffled'];

export const about = 'peak memory of packing 100,000 and 1,000,000 images, of reading them and of data show';

export function run({ rounds }) {
  const facts = sizes.flatMap((images) => orders.flatMap((order) => measured(images, order, rounds)));
  return { rows: [], facts };
}

/** Everything that is done with one set, `rounds` times, as facts. */
function measured(images, order, rounds) {
  const values = Array.from({ length: rounds }, () => once(images, order));
  const set = `${images.toLocaleString('en')} images, ${order}`;
  return values[0].map(({ what, unit }, at) => ({
    what: `${set}: ${what}`,
    unit,
    ...spread(values.map((round) => round[at].value)),
  }));
}

function once(images, order) {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  try {
    install(folder);
    const set = [plugin, '--option', `images=${images}`, '--option', `order=${order}`];
    const packing = seedbed(folder, ['data', 'prepare', ...set]);
    // Packed already: the same process, but nothing is read from the plugin.
    const showing = seedbed(folder, ['data', 'show', ...set, '--out', join(folder, 'page.html')]);
    const reading = lastLine(measure(process.execPath, [here('read.mjs'), packedIn(join(folder, 'cache'))]));
    return [
      { what: 'packing', unit: 's', value: packing.seconds },
      { what: 'packing, peak memory', unit: 'MB', value: packing.peak },
      { what: 'opening what is packed', unit: 's', value: reading.opening },
      { what: 'reading all training images by ranges of 64', unit: 's', value: reading.ranges },
      { what: 'reading 64 images from everywhere', unit: 'ms', value: 1000 * reading.batches },
      { what: 'opening and reading, peak memory', unit: 'MB', value: reading.peak },
      { what: 'data show', unit: 's', value: showing.seconds },
      { what: 'data show, peak memory', unit: 'MB', value: showing.peak },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes a folder a place where the plugin is installed. */
function install(folder) {
  const own = join(folder, 'node_modules', plugin);
  mkdirSync(own, { recursive: true });
  const manifest = { name: plugin, version: '1.0.0', type: 'module', exports: './plugin.mjs', seedbed: { dataset: 2 } };
  writeFileSync(join(own, 'package.json'), JSON.stringify(manifest));
  copyFileSync(here('plugin.mjs'), join(own, 'plugin.mjs'));
}

/** Runs the command. @returns its seconds, and the peak of the largest of its processes. */
function seedbed(folder, words) {
  const env = { ...process.env, NODE_OPTIONS: watched, SEEDBED_CACHE: join(folder, 'cache') };
  const started = performance.now();
  const said = measure('bash', ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, program, ...words], { cwd: folder, env }); // prettier-ignore
  return { seconds: (performance.now() - started) / 1000, peak: peakIn(said) };
}

function packedIn(cache) {
  const [name] = readdirSync(cache, { recursive: true }).filter((file) => file.endsWith('.packed'));
  return join(cache, name);
}
