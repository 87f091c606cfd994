import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectRefused, type Refused, running } from '../testing/refusing.js';
import { countOf } from '../testing/stores.js';

describe('a program is refused, by name and with what it did, when it', () => {
  it.each<Refused>([
    ['answers another message', 'its answer "progress" is none: type: '],
    ['reports a loss as text', 'its answer "losses" is none: values.0: '],
    ['gives a run up', 'the network has no such layer [SB_TRAINER_FAILED]'],
    ['exits with 0', 'ended with code 0 [SB_TRAINER_FAILED]'],
    ['leaves losses out', 'it is done after 14 of 15 losses'],
    ['leaves an evaluation out', 'it goes on without the evaluation after step 5', 'run.json names after each step'],
    ['leaves a part out', 'it is done without predictions of test'],
    ['predicts in float64', "its file validation-5.npy holds <f8, and float32 ('<f4') is expected"],
    [
      'predicts no probabilities',
      'validation-5.npy: the probabilities of example 0 are ',
      'with the sum 1 for each example',
    ],
    ['names a file elsewhere', "its file ../weights.npy is not in the run's folder"],
    ['names a file that is not there', 'its file gone.npy is not there'],
    ['evaluates one thing and ends with another', 'its last evaluation and its end predict other things of validation'],
  ])('%s', (habit, ...said) => expectRefused(habit, said));

  it('keeps a checkpoint before it evaluates', () =>
    expectRefused(
      'keeps a checkpoint before it evaluates',
      ['its checkpoint is of step 5, after which an evaluation is due', 'evaluate first'],
      ...['--checkpoint', '0'],
    ));

  it('writes a line without an end, of which no more is taken than a line may have', async () => {
    const { code, stderr, folder } = await running('writes a long line');
    expect(stderr).toContain('it writes a line of more than 16 MiB, which begins with "{\\"type\\":\\"note\\"');
    expect(code).toBe(3);
    const taken = readFileSync(join(folder, 'megabytes')).length;
    expect(taken).toBeGreaterThan(14);
    expect(taken).toBeLessThan(20);
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
});
