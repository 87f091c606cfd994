/* Planning, status and report on stores of growing size: time and memory. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { withReplicates } from '../../planned.mjs';
import { core, measure, program, root, spread } from './compare.mjs';
import { peakIn, watched } from './peak.mjs';

const base = 'experiments/fashion-mnist/experiment.yaml';

export const about = 'plan, status and report for 100 to 100,000 manifests';

/** Manifests of a plan of any size: each is the recorded one of the same levels, under its own config. */
function fill(store, runs) {
  const recorded = core.readResults(join(root, 'experiments/fashion-mnist', core.resultsFile));
  const replicates = new Set(recorded.map(({ replicate }) => replicate)).size;
  const models = new Map(recorded.map((manifest) => [core.labelOf(manifest), manifest]));
  const ids = new Map();
  for (const run of runs) {
    const { configId, config, stage, replicate, at, measure: parts, evaluations, needs } = run;
    const model = models.get(core.labelOf({ stage, replicate: replicate % replicates, at }));
    const id = core.runIdOf(run, core.recordedContext(model));
    ids.set(configId, id);
    const upstream = Object.fromEntries(needs.map((each) => [each, ids.get(each)]));
    const asked = { id, configId, config, replicate, at, measure: parts, evaluations, upstream };
    const folder = join(store, 'runs', id.slice(0, 2));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${id}.json`), core.manifestText(core.seal({ ...model, ...asked })));
  }
  return runs.length;
}

export function run({ rounds, sizes }) {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  const facts = [];
  try {
    for (const size of sizes) {
      const file = join(folder, `${size}.yaml`);
      const store = join(folder, `store-${size}`);
      writeFileSync(file, withReplicates(base, Math.max(1, Math.round(size / 36)), 'stores'));
      const count = fill(store, core.loadExperiment(file).plan.runs);
      for (const words of [
        ['plan', file, '--store', store, '--backend', 'tensorflow'],
        ['status', file, '--store', store],
        ['report', file, '--results', store, '--out', join(folder, 'report.html')],
      ]) {
        // prettier-ignore
        const [seconds, peaks] = [[], []];
        for (let round = 0; round < (size > 10_000 ? 1 : rounds); round++) {
          const started = performance.now();
          const said = measure('bash', ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, program, ...words], { env: { ...process.env, NODE_OPTIONS: watched } }); // prettier-ignore
          seconds.push((performance.now() - started) / 1000);
          peaks.push(peakIn(said));
        }
        const what = `${words[0]}, ${count} manifests`;
        facts.push({ what, unit: 's', ...spread(seconds) }, { what: `${what}: peak memory`, unit: 'MB', ...spread(peaks) }); // prettier-ignore
      }
      rmSync(store, { recursive: true });
    }
    return { rows: [], facts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
