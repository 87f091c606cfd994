import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describePython, exampleTrainer, withClient } from '../testing/python.js';
import { until } from '../testing/processes.js';
import { seedbed, start } from '../testing/seedbed.js';
import { clusterOfTests, logs } from '../testing/slurm-runs.js';
import { describeSlurm } from '../testing/slurm.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { changed } from '../testing/tiny.js';

describeSlurm('a trainer in Python on a Slurm cluster', () => {
  const cluster = clusterOfTests();

  describePython('PyTorch', () => {
    it('trains on all nodes, and gives the digests of the local executor', async () => {
      const folder = exampleTrainer('pytorch');
      const spec = join(folder, 'experiment.yaml');
      writeFileSync(spec, changed(readFileSync(spec, 'utf8'), { 'steps: 200': 'steps: 10', 'perClass: 100': 'perClass: 8' })); // prettier-ignore
      const [here, there] = [newStore(), newStore()];
      const local = await seedbed(['run', folder, '--store', here, '--yes'], { env: withClient() });
      expect(local.code, local.stderr).toBe(0);
      const words = ['run', folder, '--executor', 'slurm', '--store', there, '--yes'];
      const started = start(words, { env: { ...cluster().env, ...withClient() } });
      const nodes = new Set<string>();
      await until(() => cluster().busyNodes().every((node) => nodes.add(node)) && nodes.size === 3, 'work on all nodes'); // prettier-ignore
      const ended = await started.ended;
      expect(ended.code, ended.stderr + logs(there).join('\n')).toBe(0);
      expect(ended.stderr).toContain('submitted 12 runs in 12 tasks');
      expect(digestsOf(there)).toEqual(digestsOf(here));
      expect(manifestsOf(there).every(({ trainer }) => trainer?.command.join(' ') === 'python train.py')).toBe(true);
    });
  });
});
