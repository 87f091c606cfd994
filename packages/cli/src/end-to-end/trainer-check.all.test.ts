import { describe, expect, it } from 'vitest';
import { checking } from '../testing/checking.js';

describe('trainer check', () => {
  it.each<[string, readonly string[], string, string]>([
    ['draws its start from the clock', ['fresh process', 'warm process', 'killed', 'resume'], 'fresh process', 'the weights before the first step differ'], // prettier-ignore
    ['goes on with the last network', ['warm process'], 'warm process', 'the weights before the first step differ'],
    ['takes no seeds', ['seeds'], 'seeds', 'no number changes with the seeds'],
    ['forgets its momentum', ['resume'], 'resume', 'killed after step 8 of 15, gone on in a fresh process: the losses differ from step 10 on'], // prettier-ignore
    ['leaves a file behind', ['killed'], 'killed', 'killed after 8 of 15 steps, trained again: the weights before'],
    ['stays', ['end of input'], 'end of input', 'it did not end within'],
    ['is another one each time', ['identity', 'killed'], 'identity', 'device: "cpu '],
    ['leaves a part out', ['predictions'], 'predictions', 'it is done without predictions of test'],
  ])('names what fails of a program that %s', async (habit, failing, name, words) => {
    const found = await checking(habit);
    expect(found.failing, found.stderr).toEqual(failing);
    expect(found.of(name)?.words).toContain(words);
    expect(found.of(name)?.todo).not.toBe('');
    expect([found.code, found.document?.passes]).toEqual([1, false]);
  });

  it('lets differ what promises no equal bits, and tries nothing that could not be seen by that', async () => {
    const { code, of, stderr } = await checking('draws its start from the clock, and says so');
    expect(code, stderr).toBe(0);
    expect(of('fresh process')).toMatchObject({ outcome: 'passed', words: expect.stringContaining('it promises no equal bits') }); // prettier-ignore
    expect(of('order')).toMatchObject({ outcome: 'not tried', words: 'two executions of the same run differ already' });
  });

  it('says what is not offered, and what cannot be seen', async () => {
    const { code, of, stderr } = await checking('offers no checkpoints', ['momentum=0.9'], { 'batchSize: 8': 'batchSize: 60' }); // prettier-ignore
    expect(code, stderr).toBe(0);
    expect(of('resume')).toMatchObject({ outcome: 'not offered' });
    expect(of('order')).toMatchObject({
      outcome: 'not tried',
      words: expect.stringContaining('each batch has all 60'),
    });
  });

  it('tries what it starts from where it is given initial weights', async () => {
    const layers = { '[program]': '[{ averagePool: 4 }, flatten, classifier]' };
    const good = await checking('reads layers', ['momentum=0.9'], layers);
    expect([good.code, good.failing], good.stderr).toEqual([0, []]);
    expect(good.of('initial weights')).toMatchObject({ outcome: 'passed', words: expect.stringContaining('the losses differ from step 1 on') }); // prettier-ignore
    expect(good.of('seeds')).toMatchObject({ outcome: 'passed', words: expect.stringMatching(/^other seeds: the losses/) }); // prettier-ignore
    const bad = await checking('reads layers, and starts elsewhere', ['momentum=0.9'], layers);
    expect(bad.failing, bad.stderr).toEqual(['initial weights']);
    const still = await checking('reads layers', ['momentum=0.9'], { ...layers, 'momentum: $momentum': 'momentum: $momentum, rate: 0' }); // prettier-ignore
    expect(still.of('seeds')).toMatchObject({ outcome: 'passed', words: expect.stringMatching(/^note: no number changes with the seeds; the initial weights were given/) }); // prettier-ignore
  });

  it('takes the cheapest run that shows its order', async () => {
    const { document, stderr } = await checking(undefined, ['r0 *'], {
      'batchSize: 8': 'batchSize: $batch',
      'momentum: [0, 0.9]': 'momentum: [0, 0.9]\n  batch: [60, 20]',
    });
    expect(document?.run, stderr).toBe('r0 fit at batch 20, momentum 0');
    expect(document?.passes).toBe(true);
  });

  it('says so of a program that hangs', async () => {
    const { failing, of } = await checking('hangs', ['r0 *', '--hang-timeout', '2']);
    expect(failing).toEqual(['predictions']);
    expect(of('predictions')?.words).toContain('used no processor time for 2 seconds, and was ended');
  });
});
