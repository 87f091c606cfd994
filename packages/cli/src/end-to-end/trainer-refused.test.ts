import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lives, signal, until } from '../testing/processes.js';
import { programFolder } from '../testing/program.js';
import { expectRefused, type Refused, running } from '../testing/refusing.js';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { countOf, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder } from '../testing/tiny.js';

describe('a program is refused, by name and with what it did, when it', () => {
  it.each<Refused>([
    ['prints rubbish', 'it printed a line that is no JSON: "Epoch 1 done!"', 'print to standard error'],
    ['prints NaN', 'it printed a line that is no JSON', 'JSON has no NaN and no Infinity: report null'],
    ['fails with a traceback', 'ended with code 1; the end of its log:', 'RangeError: shapes do not match'],
    ['ends another run', 'it is done with the run "another", and was asked for', 'with the "id" of its run.json'],
    ['predicts another shape', 'its file validation-5.npy has the shape [3, 30], and [30, 3] is expected'],
  ])('%s', (habit, ...said) => expectRefused(habit, said));

  it.runIf(existsSync('/proc/self/environ'))('leaves a process behind when it ends, which is ended too', async () => {
    const { stderr, folder } = await running('leaves a process behind');
    const left = Number(readFileSync(join(folder, 'left-behind'), 'utf8'));
    try {
      expect(stderr).toContain(
        'ended with code 5 [SB_TRAINER_FAILED]\nhint: a program ends where its standard input ends',
      );
      await until(() => !lives(left), 'it ends');
    } finally {
      signal(left, 'SIGKILL');
    }
  });

  it('hangs', async () => {
    const { code, stderr, store } = await running('hangs', '--hang-timeout', '2');
    expect(code, stderr).toBe(3);
    expect(stderr).toMatch(
      /^r0 fit at momentum 0: the worker used no processor time for 2 seconds.*\[SB_WORKER_HUNG\]/m,
    );
    expect(countOf(store)).toBe(0);
  });

  it.each([
    ['when it is started again', 'is another one each time, and ends', '1'],
    ['in a second process beside the first', 'is another one each time', '2'],
  ])('says that it is another one, %s', async (_, habit, jobs) => {
    const { code, stderr } = await running(habit, '--filter', 'r0 *', '--jobs', jobs);
    expect(code, stderr).toBe(3);
    expect(stderr).toContain('says that it is another program');
    expect(stderr).toMatch(/\[SB_TRAINER_ANSWER\]/);
  });

  it('ends a run twice: what it says then counts for no other run', async () => {
    const { code, stderr, store } = await running('ends twice', '--filter', 'r0 *', '--jobs', '1');
    expect(code, stderr).toBe(3);
    expect(stderr).toMatch(/it went on after the end of its last run|it is done with the run/);
    expect(manifestsOf(store).map(({ outcome }) => outcome.status)).toEqual(['ok']);
  });

  it('does not read what the spec asks for', async () => {
    const folder = programFolder(undefined, { '[program]': '[{ conv: 2 }, relu, classifier]' });
    const { code, stderr } = await run(folder, newStore(), '--yes');
    expect(stderr).toContain('--backend chooses where the engine computes');
    expect(code).toBe(2);
    const ended = await seedbed(['run', folder, '--store', newStore(), '--yes']);
    expect(ended.stderr).toMatch(/the program does not read the layer conv: 4 runs.*\[SB_TRAINER_READS\]\nhint: it reads nothing but program/); // prettier-ignore
    expect(ended.code).toBe(2);
  });
});

it('a loss that is no number is a run that diverged, and is stored as one', async () => {
  const { store, ...ended } = await running('diverges');
  expect(ended.code, ended.stderr).toBe(3);
  expect(documentOf(ended).diverged).toHaveLength(1);
  expect(ended.stderr).toContain('r0 fit at momentum 0 diverged: the training loss is not finite after step 5');
  expect(manifestsOf(store).map(({ outcome, measured }) => [outcome.status, outcome.step, measured])).toEqual([['diverged', 5, null]]); // prettier-ignore
});

it('a command that leads out of the folder is started by no word', async () => {
  const folder = programFolder(undefined, { 'node, train.mjs': 'node, link.mjs' });
  const other = temporaryFolder();
  writeFileSync(join(other, 'train.mjs'), "import { writeFileSync } from 'node:fs';\nwriteFileSync('started', '');\n");
  symlinkSync(join(other, 'train.mjs'), join(folder, 'link.mjs'));
  const { code, stdout, stderr } = await seedbed(['run', folder, '--store', newStore(), '--yes']);
  expect(stderr).toMatch(/trainer: link\.mjs leads out of the spec's folder \[SB_TRAINER_COMMAND\]\nhint: /);
  expect([code, stdout, existsSync(join(folder, 'started'))]).toEqual([2, '', false]);
});

it('a program that nobody agreed to is not started; once is enough', async () => {
  const [folder, store] = [programFolder(), newStore()];
  const asked = await seedbed(['run', folder, '--store', store]);
  expect(asked.stderr).toContain(`the spec starts a program, node train.mjs in ${folder}, and nobody has agreed to that [SB_TRAINER_CONSENT]\nhint: look at the program, then start again with --yes`); // prettier-ignore
  expect([asked.code, countOf(store)]).toEqual([2, 0]);
  for (const more of [['--yes'], []]) {
    const { code, stderr } = await seedbed([
      'run',
      folder,
      '--store',
      store,
      '--filter',
      'r0 fit at momentum 0',
      ...more,
    ]);
    expect(code, stderr).toBe(0);
  }
});
