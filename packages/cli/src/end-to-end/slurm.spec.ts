import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readProfile } from '../slurm/profile.js';
import { jobsOf, type Submission, submissionsOf } from '../slurm/submission.js';
import { until } from '../testing/processes.js';
import { documentOf, type Ended, seedbed, start } from '../testing/seedbed.js';
import { Cluster, describeSlurm } from '../testing/slurm.js';
import { countOf, digestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const digests = digestsOf(inject('finished'));

/** Source networks that train for a while, so that something can happen meanwhile. */
const longer = { 'source: 8': 'source: 3000' };

describeSlurm('on a Slurm cluster', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start();
  }, 120_000);
  afterAll(() => cluster?.stop());

  const profileOf = (text: string) => {
    const file = join(newStore(), '..', 'cluster.yaml');
    writeFileSync(file, text);
    return file;
  };
  const words = (folder: string, store: string, ...more: string[]) => [
    ...['run', folder, '--executor', 'slurm', '--store', store, '--backend', 'wasm', '--checkpoint', '0.2'],
    ...more,
  ];
  const submit = (folder: string, store: string, ...more: string[]) =>
    start(words(folder, store, ...more), { env: cluster.env });
  const finish = (folder: string, store: string, ...more: string[]): Promise<Ended> => submit(folder, store, ...more).ended; // prettier-ignore
  const submissions = (store: string) => readdirSync(join(store, 'slurm')).map((name) => join(store, 'slurm', name));
  const logs = (store: string) =>
    submissions(store).flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.log'))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    );
  /** How many trainings the logs of all tasks speak of. */
  const trainings = (store: string) =>
    logs(store).reduce((sum, log) => sum + [...log.matchAll(/^(\d+) runs? trained/gm)].reduce((all, [, each]) => all + Number(each), 0), 0); // prettier-ignore
  /** Digests of the longer experiment on this machine. */
  let locally: Promise<Record<string, string>> | undefined;
  const longerDigests = () =>
    (locally ??= (async () => {
      const store = newStore();
      await seedbed(['run', tinyFolder(longer), '--store', store, '--backend', 'wasm']);
      return digestsOf(store);
    })());

  it('trains each run once, in few tasks, with the digests of the local executor', async () => {
    const store = newStore();
    const ended = await finish(tinyFolder(), store, '--json');
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(tinyRuns);
    expect(digestsOf(store)).toEqual(digests);
    expect(trainings(store)).toBe(tinyRuns);
    expect(ended.stderr).toMatch(/submitted 14 runs in \d tasks/);
    const again = await finish(tinyFolder(), store);
    expect(again.stdout).toContain('0 runs trained, 14 stored before');
    expect(submissions(store)).toHaveLength(1);
  });

  it('trains each run once when two people submit it at the same time', async () => {
    const store = newStore();
    const both = await Promise.all([finish(tinyFolder(), store), finish(tinyFolder(), store)]);
    expect(both.map(({ code }) => code), both.map(({ stderr }) => stderr).join()).toEqual([0, 0]); // prettier-ignore
    expect(digestsOf(store)).toEqual(digests);
    expect(trainings(store)).toBe(tinyRuns);
  });

  it('goes on without whoever submitted it, and without its controller for a while', async () => {
    const store = newStore();
    const folder = tinyFolder(longer);
    const submitted = submit(folder, store);
    await until(() => submitted.said().includes('submitted'), 'a submission', 60);
    process.kill(-submitted.pid, 'SIGKILL');
    await until(() => cluster.busyNodes().length > 0, 'something runs', 60);
    await cluster.stopController();
    const blind = await seedbed(['status', folder, '--store', store], { env: cluster.env });
    expect(blind.code, blind.stderr).toBe(0);
    cluster.startController();
    await until(() => countOf(store) === tinyRuns, 'all runs', 120);
    const status = await seedbed(['status', folder, '--store', store], { env: cluster.env });
    expect(status.stdout).toMatch(/14 +14 +0 +0/);
    expect(digestsOf(store)).toEqual(await longerDigests());
  });

  it('queues what ran on a node that died again, on another one, and goes on from its checkpoint', async () => {
    const store = newStore();
    const folder = tinyFolder(longer);
    const submitted = submit(folder, store);
    await until(() => cluster.busyNodes().length > 0 && checkpoints(store) > 0, 'a checkpoint', 60);
    const [node] = cluster.busyNodes() as [string];
    cluster.killNode(node);
    const { code, stderr } = await submitted.ended;
    cluster.startNode(node);
    expect(code, stderr).toBe(0);
    expect(digestsOf(store)).toEqual(await longerDigests());
  });

  it('queues what was preempted again', async () => {
    const store = newStore();
    const folder = tinyFolder(longer);
    const submitted = submit(folder, store, '--slurm', profileOf('partition: low\n'));
    await until(() => cluster.busyNodes().length > 0 && checkpoints(store) > 0, 'a checkpoint', 60);
    const first = '--partition=high --nodes=3 --exclusive --output=/dev/null'.split(' ');
    cluster.command('sbatch', ...first, '--wrap=sleep 5');
    const { code, stderr } = await submitted.ended;
    expect(code, stderr).toBe(0);
    const [submission] = submissionsOf(store, 'tiny') as [Submission];
    const jobs = jobsOf(submission).map((job) => cluster.command('scontrol', 'show', 'job', job));
    expect(jobs.join()).toMatch(/ Restarts=[1-9]/);
    expect(logs(store).join()).toContain('DUE TO PREEMPTION');
    expect(digestsOf(store)).toEqual(await longerDigests());
  });

  it('says which task was cancelled from outside, and shows its log', async () => {
    const store = newStore();
    const folder = tinyFolder({ 'source: 8': 'source: 1000000' });
    const submitted = submit(folder, store);
    await until(() => submitted.said().includes('submitted'), 'a submission', 60);
    await until(() => cluster.busyNodes().length > 0, 'something runs', 60);
    const jobs = cluster.command('squeue', '--noheader', '--format=%F').trim().split('\n');
    cluster.command('scancel', ...jobs);
    const { code, stderr, stdout } = await submitted.ended;
    expect(code, stderr).toBe(3);
    expect(stderr).toMatch(/task 0 ended as CANCELLED; the end of .*task-\d+_0\.log/);
    expect(stdout).toMatch(/14 not started/);
  });

  it('cancels what it submitted', async () => {
    const store = newStore();
    const folder = tinyFolder({ 'source: 8': 'source: 1000000' });
    const detached = await finish(folder, store, '--detach');
    expect(detached.code, detached.stderr).toBe(0);
    await until(() => cluster.busyNodes().length > 0, 'something runs', 60);
    const running = await seedbed(['status', folder, '--store', store], { env: cluster.env });
    expect(running.stderr).toMatch(/slurm: [1-9] tasks? running/);
    const cancelled = await seedbed(['cancel', folder, '--store', store], { env: cluster.env });
    expect(cancelled.stdout).toMatch(/^[1-9] tasks? cancelled/);
    await until(() => cluster.busyNodes().length === 0, 'nothing runs', 60);
  });

  it('goes on in a task of its own where the time limit ends one', async () => {
    const store = newStore();
    const folder = tinyFolder({ 'replicates: 2': 'replicates: 1', 'source: 8': 'source: 15000' });
    const profile = profileOf('time: 00:01:00\nwarning: 50\nmemory: 1G\nsetup:\n  - export SEEDBED_SET_UP=yes\n');
    const { code, stderr } = await finish(folder, store, '--slurm', profile, '--retries', '2', '--hung-after', '100');
    expect(code, stderr).toBe(0);
    const [script] = submissions(store).map((submitted) => readFileSync(join(submitted, 'task.sh'), 'utf8'));
    expect(script).toContain(`'--retries' '2' '--hung-after' '100'`);
    expect(logs(store).join()).toContain('the time limit is near: queued again');
    expect(logs(store).join()).toContain('goes on after step');
  });

  it('is what the page about clusters shows', async () => {
    rmSync(join(root, '.seedbed/cluster'), { recursive: true, force: true });
    const page = readFileSync(join(root, 'docs/clusters.md'), 'utf8');
    const commands = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) =>
      block!.split('\n').filter(Boolean),
    );
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const { status, stderr } = spawnSync(command, { cwd: root, shell: true, encoding: 'utf8', env: { ...process.env, ...cluster.env } }); // prettier-ignore
      expect(status, `${command}\n${stderr}`).toBe(0);
    }
    const [profile] = /(?<=```yaml\n).*?(?=```)/s.exec(page) as unknown as [string];
    expect(readProfile(profileOf(profile))).toMatchObject({
      cpus: 4,
      setup: ['module load nodejs/22', expect.any(String)],
    });
    await until(() => cluster.busyNodes().length === 0, 'nothing runs', 60);
  });
});

const root = fileURLToPath(new URL('../../../..', import.meta.url));

function checkpoints(store: string): number {
  try {
    return readdirSync(join(store, 'checkpoints')).length;
  } catch {
    return 0;
  }
}
