/* The whole default experiment: Seedbed, a plain PyTorch script, and one that computes frozen layers once a run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { withReplicates } from '../../planned.mjs';
import { compared, core, lastLine, manifestsOf, measure, program, spread } from './compare.mjs';

const here = fileURLToPath(new URL('../experiment/', import.meta.url));

export const about = 'the default experiment beside a plain PyTorch script and one that caches frozen layers';

export function run({ python, rounds, replicates, processes }) {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  try {
    measure(process.execPath, [join(here, 'draw.mjs'), join(folder, 'images'), String(replicates)]);
    const contestants = {
      Seedbed: () => seedbed(folder, replicates, processes),
      'plain PyTorch': () => lastLine(measure(python, [join(here, 'pytorch.py'), join(folder, 'images'), String(processes)])), // prettier-ignore
      'caching PyTorch': () => lastLine(measure(python, [join(here, 'pytorch.py'), join(folder, 'images'), String(processes), '--cache-frozen'])), // prettier-ignore
    };
    const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++)
      for (const [name, once] of Object.entries(contestants)) {
        const started = performance.now();
        const { runs, inRuns } = once();
        seen[name].push({ seconds: (performance.now() - started) / 1000, runs, inRuns });
      }
    const seconds = (name) => seen[name].map((each) => each.seconds);
    const what = `default experiment, ${replicates} replicates, ${processes} processes`;
    const peers = ['plain PyTorch', 'caching PyTorch'];
    const inRuns = seen.Seedbed.map((each) => each.inRuns / processes);
    return {
      rows: peers.map((peer) => compared(what, 's', seconds('Seedbed'), peer, seconds(peer))),
      facts: [{ what: `${what}: Seedbed, within its runs`, unit: 's', ...spread(inRuns) }],
      accuracies: placesOf(Object.fromEntries(Object.entries(seen).map(([name, [first]]) => [name, first.runs]))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Trains in a store of its own. `inRuns`: seconds between the begin and the end of a run, all added up. */
function seedbed(folder, replicates, processes) {
  const spec = join(folder, 'experiment.yaml');
  writeFileSync(spec, withReplicates('experiments/fashion-mnist/experiment.yaml', replicates, 'benchmark'));
  const store = join(folder, 'store');
  rmSync(store, { recursive: true, force: true });
  measure(process.execPath, [program, 'run', spec, '--store', store, '--jobs', String(processes)]); // prettier-ignore
  const manifests = manifestsOf(store);
  const inRuns = manifests.reduce((sum, { cost }) => sum + cost.wallSeconds, 0);
  const runs = manifests.flatMap(({ replicate, at: { size, condition }, measured }) =>
    measured.test === undefined ? [] : [{ replicate, size, condition, accuracy: measured.test.values.accuracy }],
  );
  return { runs, inRuns };
}

/** Mean accuracy of every size and condition by contestant, and the interval of the paired difference to Seedbed's, in points. */
function placesOf(runs) {
  const places = [...new Set(runs.Seedbed.map(({ condition, size }) => JSON.stringify([condition, size])))];
  return places.map((place) => {
    const [condition, size] = JSON.parse(place);
    const of = (name) => {
      const own = runs[name].filter((run) => run.condition === condition && run.size === size);
      return own.sort((a, b) => a.replicate - b.replicate).map(({ accuracy }) => accuracy);
    };
    const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
    const row = { condition, size };
    for (const name of Object.keys(runs)) row[name] = mean(of(name));
    for (const name of Object.keys(runs).slice(1)) {
      const differences = of('Seedbed').map((value, at) => value - of(name)[at]);
      const { low, mean: centre, high } = core.tInterval(differences, 0.95);
      row[`${name}, difference`] = [low, centre, high];
    }
    return row;
  });
}
