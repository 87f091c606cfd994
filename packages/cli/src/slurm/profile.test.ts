import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/tiny.js';
import { readProfile, sbatchOptions } from './profile.js';

const profile = (text: string) => {
  const file = join(temporaryFolder(), 'cluster.yaml');
  writeFileSync(file, text);
  return file;
};

describe('a profile', () => {
  it('becomes arguments of sbatch', () => {
    const read = readProfile(profile('partition: short\nmemory: 4G\ncpus: 2\ngpus: gpu:a100:1\nconstraint: "[a|b]"\n'));
    expect(sbatchOptions(read)).toEqual([
      ...['--partition=short', '--constraint=[a|b]', '--time=01:00:00', '--mem=4G', '--cpus-per-task=2'],
      ...['--gres=gpu:a100:1', '--signal=B:USR1@30'],
    ]);
    expect(sbatchOptions(readProfile(undefined))).toEqual([
      '--time=01:00:00',
      '--cpus-per-task=1',
      '--signal=B:USR1@30',
    ]);
  });

  it.each([
    ['time: 12:00:00', '--time=12:00:00'],
    ['time: 1-12', '--time=1-12'],
    ['time: 90', '--time=90'],
    ['time: 1_0', '--time=1_0'],
    ['account: 123456', '--account=123456'],
    ['account: 00123', '--account=00123'],
    ['account: 12345678901234567890', '--account=12345678901234567890'],
    ['account: true', '--account=true'],
    ['partition: 1.10', '--partition=1.10'],
    ['partition: 1e3', '--partition=1e3'],
    ['qos: 0x1F', '--qos=0x1F'],
    ['constraint: null', '--constraint=null'],
    ['memory: 8000', '--mem=8000'],
    ['memory: "4g"', '--mem=4g'],
    ['gpus: 2', '--gres=gpu:2'],
    ['cpus: "3"', '--cpus-per-task=3'],
    ['warning: 60', '--signal=B:USR1@60'],
  ])('takes "%s" as it is written', (text, option) => {
    expect(sbatchOptions(readProfile(profile(text)))).toContain(option);
  });

  it('of nothing, or of comments alone, is the usual one', () => {
    for (const text of ['', '# nothing yet\n', 'minutes: 2.5'])
      expect(sbatchOptions(readProfile(profile(text)))).toEqual(sbatchOptions(readProfile(undefined)));
    expect(readProfile(profile('minutes: 2.5')).minutes).toBe(2.5);
  });

  it.each([
    ['a field that there is not', 'partitions: x', /Unrecognized key.*partitions/],
    ['an option in the place of a name', 'partition: "a --wrap=id"', /partition: letters, digits/],
    ['a line break', 'account: "a\\nb"', /account/],
    ['no number', 'cpus: many', /cpus: a whole number/],
    ['a fraction of a processor', 'cpus: 1.5', /cpus: a whole number/],
    ['no time at all', 'minutes: 0', /minutes: a number of minutes above 0/],
    ['a field of which nothing is said', 'account:', /account: letters, digits/],
    ['a list where a word belongs', 'account: [a]', /account/],
    ['no YAML', 'cpus: [1', /cluster\.yaml/],
    ['an alias bomb', 'a: &a [x, x]\nb: [*a, *a]', /cluster\.yaml/],
  ])('with %s is refused, with its place', (_, text, said) => {
    const file = profile(text);
    expect(() => readProfile(file)).toThrow(expect.objectContaining({ code: 'SB_SLURM_PROFILE', message: expect.stringMatching(said) })); // prettier-ignore
    expect(() => readProfile(file)).toThrow(file);
  });

  it('that is not there is named', () => {
    expect(() => readProfile('/nowhere/cluster.yaml')).toThrow(/nowhere/);
  });
});
