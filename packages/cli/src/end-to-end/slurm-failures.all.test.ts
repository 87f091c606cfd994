import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { jobsOf, type Submission, submissionsOf } from '../slurm/submission.js';
import { until } from '../testing/processes.js';
import { seedbed } from '../testing/seedbed.js';
import { clusterOfTests, finish, logs, profileOf, submit, submitted } from '../testing/slurm-runs.js';
import { describeSlurm } from '../testing/slurm.js';
import { countOf, digestsOf, filesIn, manifestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

/** Upstream runs that train for a while, so that something can happen meanwhile. */
const longer = { 'steps: 8': 'steps: 3000' };

/** The longer experiment on this machine: a store. */
let locally: Promise<string> | undefined;
const longerHere = () =>
  (locally ??= (async () => {
    const store = newStore();
    await seedbed(['run', tinyFolder(longer), '--store', store, '--backend', 'wasm']);
    return store;
  })());
const longerDigests = async () => digestsOf(await longerHere());

/** Steps of an upstream run that take so many seconds here. */
async function stepsIn(seconds: number): Promise<number> {
  const sources = manifestsOf(await longerHere()).filter(({ stage }) => stage === 'source');
  return Math.round(seconds / Math.min(...sources.map(({ cost, loss }) => cost.cpuSeconds / loss.steps)));
}

const checkpointed = (store: string) => filesIn(join(store, 'checkpoints')).length > 0;

describeSlurm('on a Slurm cluster where something fails', () => {
  // While Slurm starts.
  beforeAll(() => void longerHere());
  const cluster = clusterOfTests();

  it('goes on without whoever submitted it, and without its controller for a while', async () => {
    const store = newStore();
    const folder = tinyFolder(longer);
    const submission = submit(cluster(), folder, store);
    await until(() => submission.said().includes('submitted'), 'a submission');
    process.kill(-submission.pid, 'SIGKILL');
    await until(() => cluster().busyNodes().length > 0, 'something runs');
    await cluster().stopController();
    const blind = await seedbed(['status', folder, '--store', store], { env: cluster().env });
    expect(blind.code, blind.stderr).toBe(0);
    cluster().startController();
    await until(() => countOf(store) === tinyRuns, 'all runs');
    const status = await seedbed(['status', folder, '--store', store], { env: cluster().env });
    expect(status.stdout).toMatch(/14 +14 +0 +0/);
    expect(digestsOf(store)).toEqual(await longerDigests());
  });

  it('queues what ran on a node that died again, on another one, and goes on from its checkpoint', async () => {
    const store = newStore();
    const folder = tinyFolder(longer);
    const submission = submit(cluster(), folder, store);
    await until(() => cluster().busyNodes().length > 0 && checkpointed(store), 'a checkpoint');
    const [node] = cluster().busyNodes() as [string];
    cluster().killNode(node);
    const { code, stderr } = await submission.ended;
    cluster().startNode(node);
    expect(code, stderr).toBe(0);
    expect(digestsOf(store)).toEqual(await longerDigests());
  });

  it('queues what was preempted again', async () => {
    const store = newStore();
    const folder = tinyFolder(longer);
    const submission = submit(cluster(), folder, store, '--slurm', profileOf('partition: low\n'));
    await until(() => cluster().busyNodes().length > 0 && checkpointed(store), 'a checkpoint');
    const first = '--partition=high --nodes=3 --exclusive --output=/dev/null'.split(' ');
    cluster().command('sbatch', ...first, '--wrap=sleep 5');
    const { code, stderr } = await submission.ended;
    expect(code, stderr).toBe(0);
    const [found] = submissionsOf(store, 'tiny') as [Submission];
    const jobs = jobsOf(found).map((job) => cluster().command('scontrol', 'show', 'job', job));
    expect(jobs.join()).toMatch(/ Restarts=[1-9]/);
    expect(logs(store).join()).toContain('DUE TO PREEMPTION');
    expect(digestsOf(store)).toEqual(await longerDigests());
  });

  it('goes on in a task of its own where the time limit ends one', async () => {
    const store = newStore();
    // Slurm looks at time limits every half minute, so it warns 10 to 40 seconds after the start.
    const steps = await stepsIn(75);
    const folder = tinyFolder({ 'replicates: 2': 'replicates: 1', 'steps: 8': `steps: ${steps}` });
    const profile = profileOf('time: 00:01:00\nwarning: 50\nmemory: 1G\nsetup:\n  - export SEEDBED_SET_UP=yes\n');
    const options = ['--slurm', profile, '--retries', '2', '--hang-timeout', '100'];
    const { code, stderr } = await finish(cluster(), folder, store, ...options);
    expect(code, stderr).toBe(0);
    const [script] = submitted(store).map((path) => readFileSync(join(path, 'task.sh'), 'utf8'));
    expect(script).toContain(`'--retries' '2' '--hang-timeout' '100'`);
    expect(logs(store).join()).toContain('the time limit is near: queued again');
    expect(logs(store).join()).toContain('goes on after step');
  });
});
