import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFolder } from '../testing/program.js';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { countOf, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder } from '../testing/tiny.js';

const one = ['--filter', 'r0 fit at momentum 0', '--jobs', '1', '--retries', '0', '--yes'];

/** Runs one run by a program with this habit. */
async function running(habit: string, ...more: string[]) {
  const store = newStore();
  const ended = await seedbed(['run', programFolder(habit), '--store', store, '--json', ...one, ...more]);
  return { ...ended, store };
}

/** The habit, and what must be said. */
const answers: readonly (readonly [string, string, ...string[]])[] = [
  ['prints rubbish', 'it printed a line that is no JSON: "Epoch 1 done!"', 'print to standard error'],
  ['prints NaN', 'it printed a line that is no JSON', 'JSON has no NaN and no Infinity: report null'],
  ['answers another message', 'its answer "progress" is none: type: '],
  ['reports a loss as text', 'its answer "losses" is none: values.0: '],
  ['writes a long line', 'it writes a line of more than 16 MiB, which begins with "{\\"type\\":\\"note\\"'],
  ['gives a run up', 'the network has no such layer [SB_TRAINER_FAILED]'],
  ['exits with 0', 'ended with code 0 [SB_TRAINER_FAILED]'],
  ['fails with a traceback', 'ended with code 1; the end of its log:', 'RangeError: shapes do not match'],
  ['leaves losses out', 'it is done after 14 of 15 losses'],
  ['leaves an evaluation out', 'it goes on without the evaluation after step 5', 'run.json names after each step'],
  ['leaves a part out', 'it is done without predictions of test'],
  ['predicts another shape', 'its file validation-5.npy has the shape [3, 30], and [30, 3] is expected'],
  ['predicts in float64', "its file validation-5.npy holds <f8, and float32 ('<f4') is expected"],
  [
    'predicts no probabilities',
    'validation-5.npy: the probabilities of example 0 are ',
    'with the sum 1 for each example',
  ],
  ['names a file elsewhere', "its file ../weights.npy is not in the run's folder"],
  ['names a file that is not there', 'its file gone.npy is not there'],
  ['evaluates one thing and ends with another', 'its last evaluation and its end predict other things of validation'],
];

describe('a program is refused, by name and with what it did, when it', () => {
  it.each(answers)('%s', async (habit, ...said) => {
    const { code, stderr, store } = await running(habit);
    expect(code, stderr).toBe(3);
    const isGivenUp = habit === 'gives a run up';
    expect(stderr).toContain(`\nr0 fit at momentum 0: ${isGivenUp ? '' : `node train.mjs "${habit}"`}`);
    for (const text of said) expect(stderr).toContain(text);
    expect(stderr).toMatch(/\[SB_TRAINER_(ANSWER|FAILED)\]/);
    expect(countOf(store)).toBe(0);
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
    ['says no name', 4, 'node train.mjs "says no name" does not say who it is: name: '],
    ['ends before it says who it is', 4, 'Error: no module named torch'],
    ['names files that are not there', 4, 'its file model.mjs is not there'],
    ['names files elsewhere', 4, "its file ../train.mjs is not in the spec's folder"],
  ])('%s', async (habit, wanted, said) => {
    const { code, stderr, store } = await running(habit);
    expect(stderr).toContain(said);
    expect(stderr).toMatch(new RegExp(`^error: a worker could not start: node train.mjs "${habit}"`, 'm'));
    expect([code, countOf(store)]).toEqual([wanted, 0]);
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

describe('a command that may not be started:', () => {
  it.each<[string, string, string, string]>([
    ['an absolute path', '/bin/true', '', "/bin/true is not in the spec's folder"],
    ['a file outside of the folder', 'node, ../train.mjs', '', "../train.mjs is not in the spec's folder"],
    ['a program outside of the folder', '../run.sh', '', "../run.sh is not in the spec's folder"],
    ['a program that is no interpreter', 'curl, train.mjs', '', '"curl" is no interpreter'],
    ['a line of Python', 'python, -c, "print(1)"', '', 'python is given -c'],
    ['an interpreter alone', 'python', '', 'python is given no file'],
    ['a file that is not there', 'node, gone.mjs', '', 'there is no file gone.mjs'],
    ['a folder', 'node, inner', '', 'inner is no file'],
    ['a link out of the folder', 'node, link.mjs', 'link.mjs', "link.mjs leads out of the spec's folder"],
    ['a file of a folder that leads out', 'node, out/train.mjs', 'out', "out/train.mjs leads out of the spec's folder"],
  ])('%s', async (_, command, link, said) => {
    const folder = programFolder(undefined, { 'node, train.mjs': command });
    const other = temporaryFolder();
    writeFileSync(join(other, 'train.mjs'), 'throw new Error("it was started");');
    mkdirSync(join(folder, 'inner'));
    if (link) symlinkSync(link === 'out' ? other : join(other, 'train.mjs'), join(folder, link));
    const { code, stdout, stderr } = await seedbed(['run', folder, '--store', newStore(), '--yes']);
    expect(stderr).toContain(`trainer: ${said}`);
    expect(stderr).toMatch(/\[SB_TRAINER_COMMAND\]\nhint: /);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('one that nobody agreed to; once is enough', async () => {
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
});
