/* Peak memory of one worker that trains all conditions of an AlexNet-like network, run after run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { core, manifestsOf, measure, program, spread, tinyImagenet } from './compare.mjs';

const spec = fileURLToPath(new URL('../memory/experiment.yaml', import.meta.url));

export const about = 'peak memory of a worker that trains all conditions of an AlexNet-like network';

export function run({ rounds, data }) {
  const archive = tinyImagenet(data);
  const peaks = Array.from({ length: rounds }, () => peaksAfterRuns(archive));
  const facts = [...peaks[0].keys()].map((name) => ({
    what: `AlexNet-like network, batch 64: peak memory of a worker, up to ${name}`,
    unit: 'MB',
    ...spread(peaks.map((round) => round.get(name))),
  }));
  return { rows: [], facts };
}

/** The worker's peak when each run was done, MB, by the run, in the order in which they were trained. */
function peaksAfterRuns(archive) {
  const store = mkdtempSync(join(tmpdir(), 'seedbed-bench-'));
  try {
    measure(process.execPath, [program, 'run', spec, '--store', store, '--data', archive, '--jobs', '1']);
    const inOrder = manifestsOf(store).sort((a, b) => (a.cost.finishedAt < b.cost.finishedAt ? -1 : 1));
    return new Map(inOrder.map((run) => [core.placeOf(run), run.cost.peakMemoryBytes / 1e6]));
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
}
