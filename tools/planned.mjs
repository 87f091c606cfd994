/* An experiment of the workspace with as many replicates as a tool wants. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { core, root } from './built.mjs';

/**
 * The text of a spec with other replicates and the runs of another one.
 * @param base path of that one from the workspace's root.
 */
export const withReplicates = (base, replicates, name) =>
  `extends: ${JSON.stringify(join(root, base))}\nname: ${name}\nreplicates: ${replicates}\n`;

/** Its runs, upstream runs before those that need them. */
export function runsWith(base, replicates) {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-planned-'));
  try {
    const path = join(folder, 'experiment.yaml');
    writeFileSync(path, withReplicates(base, replicates, 'planned'));
    return core.loadExperiment(path).plan.runs;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
