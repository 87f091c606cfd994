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
    ['a field that there is not', 'partitions: x', /Unrecognized key.*partitions/],
    ['an option in the place of a name', 'partition: "a --wrap=id"', /partition: letters, digits/],
    ['a line break', 'account: "a\\nb"', /account/],
    ['no number', 'cpus: many', /cpus/],
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
