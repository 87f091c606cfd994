import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareRuns, type Manifest, outsideBand } from '@seedbed/core';
import { expect, it } from 'vitest';
import { describePython, exampleTrainer, withClient } from '../testing/python.js';
import { seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { changed, type Changes } from '../testing/tiny.js';
import { verify } from '../testing/verify.js';

const smoke = fileURLToPath(new URL('../../../../experiments/smoke/experiment.yaml', import.meta.url));

/** An example with its files changed. */
function changedExample(name: string, files: Readonly<Record<string, Changes>> = {}): string {
  const folder = exampleTrainer(name);
  for (const [file, changes] of Object.entries(files)) {
    const path = join(folder, file);
    writeFileSync(path, changed(readFileSync(path, 'utf8'), changes));
  }
  return folder;
}

const short: Changes = { 'replicates: 3': 'replicates: 1', 'steps: 200': 'steps: 12', 'perClass: 100': 'perClass: 8' };
const pytorch = (train: Changes = {}) => changedExample('pytorch', { 'experiment.yaml': short, 'train.py': train });

async function trained(folder: string, ...more: string[]): Promise<string> {
  const store = newStore();
  const ended = await seedbed(['run', folder, '--store', store, '--yes', ...more], { env: withClient() });
  expect(ended.code, ended.stderr).toBe(0);
  return store;
}

describePython('a trainer in Python', () => {
  it.each([
    ['PyTorch', pytorch],
    ['scikit-learn, which takes no steps', () => changedExample('sklearn', { 'experiment.yaml': { '[1, 10, 100]': '[1, 3]', 'perClass: 100': 'perClass: 10' } })], // prettier-ignore
    ['a shell script without any client', () => changedExample('shell')],
  ])('%s: gives its bits again in fresh processes, and leaves a store without damage', async (_, made) => {
    const folder = made();
    const store = await trained(folder);
    const checked = await seedbed(['fsck', '--store', store]);
    expect(checked.code, checked.stdout + checked.stderr).toBe(0);
    const { code, document } = await verify(folder, store, ['--all', '--yes'], { env: withClient() });
    expect([code, document.holds, document.traces]).toEqual([0, true, []]);
  });

  it('goes on after a checkpoint as if nothing had happened', async () => {
    const folder = pytorch();
    const only = ['--filter', 'hidden=16,momentum=0.9', '--jobs', '1'];
    const whole = await trained(folder, ...only);
    const path = join(folder, 'train.py');
    const text = readFileSync(path, 'utf8');
    // It dies once, after its checkpoint of step 7.
    const dying = '        if step.number == 7 and run.resume is None:\n            import signal; os.kill(os.getpid(), signal.SIGKILL)\n'; // prettier-ignore
    writeFileSync(path, text.replace('            run.save_checkpoint(lambda file: torch.save(state, file))\n', (line) => line + dying)); // prettier-ignore
    const store = await trained(folder, ...only, '--checkpoint', '0');
    expect(manifestsOf(store)[0]?.cost.resumedAt).toEqual([7]);
    expect(digestsOf(store)).toEqual(digestsOf(whole));
  });

  it('that forgets a seed is found out, at the first step and tensor in which two executions differ', async () => {
    const folder = pytorch({ '    torch.manual_seed(run.seed("init"))\n': '    torch.seed()\n' });
    const only = ['--filter', 'hidden=16,momentum=0'];
    const store = await trained(folder, ...only);
    const { code, document } = await verify(folder, store, [...only, '--yes'], { env: withClient() });
    expect([code, document.holds]).toEqual([1, false]);
    const [{ mismatch, firstLoss } = { mismatch: null }] = document.traces;
    expect([firstLoss, mismatch?.step, mismatch?.tensor]).toEqual([1, 1, 'outputs']);
    expect(mismatch?.equalBefore).toEqual(['input', 'labels']);
  });

  it("gets the engine's draws and initial weights, and trains the same networks to the same results within the band", async () => {
    const only = ['--filter', 'r0 *'];
    const theirs = manifestsOf(await trained(changedExample('pytorch-layers', { 'experiment.yaml': { '../../../../experiments/fashion-mnist/experiment.yaml': smoke } }), ...only)); // prettier-ignore
    const store = newStore();
    const engine = await seedbed(['run', smoke, '--store', store, ...only]);
    expect(engine.code, engine.stderr).toBe(0);
    const ours = new Map(manifestsOf(store).map((manifest) => [manifest.configId, manifest]));
    expect(theirs.map(({ configId }) => configId).sort()).toEqual([...ours.keys()].sort());
    for (const manifest of theirs) {
      const own = ours.get(manifest.configId) as Manifest;
      const drawn = ({ data, loss }: Manifest) => [data.classes, data.train, data.validation, data.test, data.order, loss.steps]; // prettier-ignore
      expect(drawn(manifest)).toEqual(drawn(own));
      const comparison = compareRuns(own, manifest);
      expect(comparison).toMatchObject({ sameStart: true, bitwise: false });
      expect(outsideBand(comparison)).toEqual([]);
    }
  });
});
