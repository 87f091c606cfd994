import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import { readProfile } from '../slurm/profile.js';
import { until } from '../testing/processes.js';
import { documentOf, seedbed } from '../testing/seedbed.js';
import { clusterOfTests, finish, logs, profileOf, submit, submitted } from '../testing/slurm-runs.js';
import { describeSlurm } from '../testing/slurm.js';
import { digestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const digests = digestsOf(inject('finished'));

/** How many trainings the logs of all tasks speak of. */
const trainings = (store: string) =>
  logs(store).reduce((sum, log) => sum + [...log.matchAll(/^(\d+) runs? trained/gm)].reduce((all, [, each]) => all + Number(each), 0), 0); // prettier-ignore

describeSlurm('on a Slurm cluster', () => {
  const cluster = clusterOfTests();

  it('trains each run once, in few tasks, with the digests of the local executor', async () => {
    const store = newStore();
    const ended = await finish(cluster(), tinyFolder(), store, '--json');
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(tinyRuns);
    expect(digestsOf(store)).toEqual(digests);
    expect(trainings(store)).toBe(tinyRuns);
    expect(ended.stderr).toMatch(/submitted 14 runs in \d tasks/);
    const again = await finish(cluster(), tinyFolder(), store);
    expect(again.stdout).toContain('0 runs trained, 14 stored before');
    expect(submitted(store)).toHaveLength(1);
  });

  it('trains each run once when two people submit it at the same time', async () => {
    const store = newStore();
    const both = await Promise.all([finish(cluster(), tinyFolder(), store), finish(cluster(), tinyFolder(), store)]);
    expect(both.map(({ code }) => code), both.map(({ stderr }) => stderr).join()).toEqual([0, 0]); // prettier-ignore
    expect(digestsOf(store)).toEqual(digests);
    expect(trainings(store)).toBe(tinyRuns);
  });

  it('says which task was cancelled from outside, and shows its log', async () => {
    const store = newStore();
    const folder = tinyFolder({ 'steps: 8': 'steps: 1000000' });
    const submission = submit(cluster(), folder, store);
    await until(() => submission.said().includes('submitted'), 'a submission');
    await until(() => cluster().busyNodes().length > 0, 'something runs');
    const jobs = cluster().command('squeue', '--noheader', '--format=%F').trim().split('\n');
    cluster().command('scancel', ...jobs);
    const { code, stderr, stdout } = await submission.ended;
    expect(code, stderr).toBe(3);
    expect(stderr).toMatch(/task 0 ended as CANCELLED; the end of .*task-\d+_0\.log/);
    expect(stdout).toMatch(/14 not started/);
  });

  it('cancels what it submitted', async () => {
    const store = newStore();
    const folder = tinyFolder({ 'steps: 8': 'steps: 1000000' });
    const detached = await finish(cluster(), folder, store, '--detach');
    expect(detached.code, detached.stderr).toBe(0);
    await until(() => cluster().busyNodes().length > 0, 'something runs');
    const running = await seedbed(['status', folder, '--store', store], { env: cluster().env });
    expect(running.stderr).toMatch(/^Slurm: [1-9] tasks? running/m);
    const cancelled = await seedbed(['cancel', folder, '--store', store], { env: cluster().env });
    expect(cancelled.stdout).toMatch(/^[1-9] tasks? cancelled/);
    await until(() => cluster().busyNodes().length === 0, 'nothing runs');
  });

  it('is what the page about clusters shows', async () => {
    const store = newStore();
    const page = readFileSync(join(root, 'docs/clusters.md'), 'utf8');
    const commands = [...page.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) =>
      block!.split('\n').filter(Boolean),
    );
    expect(commands.length).toBeGreaterThan(2);
    for (const shown of commands) {
      const command = shown.replaceAll('.seedbed/cluster', store);
      const { status, stderr } = spawnSync(command, { cwd: root, shell: true, encoding: 'utf8', env: { ...process.env, ...cluster().env } }); // prettier-ignore
      expect(status, `${command}\n${stderr}`).toBe(0);
    }
    const [profile] = /(?<=```yaml\n).*?(?=```)/s.exec(page) as unknown as [string];
    expect(readProfile(profileOf(profile))).toMatchObject({
      cpus: 4,
      setup: ['module load nodejs/22', expect.any(String)],
    });
    await until(() => cluster().busyNodes().length === 0, 'nothing runs');
  });
});
