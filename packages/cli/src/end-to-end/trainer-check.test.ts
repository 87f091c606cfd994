import { describe, expect, it } from 'vitest';
import { checking } from '../testing/checking.js';
import { programFolder } from '../testing/program.js';
import { seedbed } from '../testing/seedbed.js';
import { tinyFolder } from '../testing/tiny.js';

describe('trainer check', () => {
  it('is content with a program that behaves, and takes the cheapest run', async () => {
    const { code, document, of, stderr } = await checking(undefined, ['r1 *']);
    expect(code, stderr).toBe(0);
    expect(document?.run).toBe('r1 fit at momentum 0');
    expect(document?.checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['predictions', 'passed'],
      ['identity', 'passed'],
      ['fresh process', 'passed'],
      ['order', 'passed'],
      ['seeds', 'passed'],
      ['initial weights', 'not offered'],
      ['warm process', 'passed'],
      ['killed', 'passed'],
      ['resume', 'passed'],
      ['end of input', 'passed'],
    ]);
    expect(of('predictions')?.words).toBe('complete: validation 30, test 3,000 examples');
    expect(of('resume')?.words).toMatch(/^killed after step 8 of 15, gone on in a fresh process: equal bit for bit/);
    expect(stderr).toContain('10 of 10, end of input: does it end when its standard input ends?');
  });

  it('prints a table, and what to do about what fails', async () => {
    const { code, stdout } = await seedbed(['trainer', 'check', programFolder('shuffles itself'), '--yes']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^check +outcome$/m);
    expect(stdout).toMatch(/^order +FAILED +another order changes no loss$/m);
    expect(stdout).toMatch(/^fresh process +passed +equal bit for bit/m);
    expect(stdout).toMatch(/^order: train step k on the examples that row k of "order" in run\.json names/m);
    expect(stdout).toContain('8 passed, 1 failed, 1 not tried or not offered');
  });

  it.each<[string, () => string, readonly string[], number, string]>([
    ['no program', () => tinyFolder(), [], 2, 'tiny names no program: the engine trains its runs [SB_TRAINER_NONE]'],
    ['no consent', () => programFolder(), [], 2, 'nobody has agreed to that [SB_TRAINER_CONSENT]'],
    ['one that does not start', () => programFolder('says no name'), ['--yes'], 4, 'node train.mjs "says no name" does not say who it is: name'], // prettier-ignore
    ['one that does not read the spec', () => programFolder(undefined, { '[program]': '[flatten, classifier]' }), ['--yes'], 2, 'the program does not read the layer flatten'], // prettier-ignore
  ])('refuses a spec with %s', async (_, folder, words, wanted, message) => {
    const { code, stdout, stderr } = await seedbed(['trainer', 'check', folder(), ...words]);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([wanted, '']);
  });
});
