import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seedbed } from '../testing/seedbed.js';
import { newStore } from '../testing/stores.js';
import { type Changes, changed, temporaryFolder, tinyFolder, tinySpec } from '../testing/tiny.js';

/** What is wrong, how the spec is changed, the words at which the caret must stand, and what must be said. */
const specs: readonly (readonly [string, Changes, string, readonly string[]])[] = [
  ['an unknown field', { 'seed: 7': 'sead: 7' }, 'sead', ['unknown field "sead"', 'did you mean "seed"?']],
  ['a wrong type', { 'replicates: 2': 'replicates: many' }, 'many', ['replicates']],
  ['a list where a number belongs', { 'batch: 4': 'batch: [4]' }, '[4]\n  steps', ['training.batch']],
  ['a missing field', { 'title: Tiny\n': '' }, '', ['the field "title" is missing']],
  ['no YAML', { 'title: Tiny': 'title: [Tiny' }, '', ['not YAML']],
  ['a field twice', { 'seed: 7': 'seed: 7\nseed: 8' }, 'seed: 8', ['not YAML']],
  ['an unknown condition', { 'S1T]': 'S1X]' }, 'S1X', ['unknown condition', 'FTall']],
  ['a condition too deep', { 'S1T]': 'S9T]' }, 'S9T', ['condition "S9T"', 'the deepest is S2T']],
  ['a size without steps', { '[2, 4]': '[2, 5]' }, '5]', ['how many steps', 'add "5: …" there']],
  ['a size larger than the data set', { '[2, 4]': '[2, 9000]', '4: 6': '9000: 6' }, '9000]', ['9000 images a class', 'at most 59']],
  ['too many classes', { 'target: { classes: 3': 'target: { classes: 8' }, '8, images', ['11 classes, but the data set has 10']],
  ['a class that is not there', { 'source: { classes: 3': 'source: { classes: [Bag, Sneakr]' }, 'Sneakr', ['no class "Sneakr"', 'did you mean "Sneaker"?']],
  ['overlapping classes', { 'source: { classes: 3': 'source: { classes: [Bag, Coat]', 'target: { classes: 3': 'target: { classes: [Shirt, Bag]' }, 'Bag], images: [2', ['class "Bag" is both']],
  ['a claim on an unknown condition', { 'mean: [FTall]': 'mean: [FTal]' }, 'FTal]', ['claim C1', 'did you mean "FTall"?']],
  ['an unknown plugin', { 'plugin: fashionmnist': 'plugin: fashionmnst' }, 'fashionmnst', ['fashionmnst', 'fashionmnist']],
  ['an unknown option of a plugin', { 'plugin: fashionmnist': 'plugin: fashionmnist, options: { size: 3 }' }, '', ['fashionmnist']],
  ['an unknown backend', { 'seed: 7': 'seed: 7\nbackend: { allow: [wasm, tensorflw] }' }, 'tensorflw', ['no backend "tensorflw"', 'did you mean "tensorflow"?']],
  ['images that shrink away', { 'pool: 4 }': 'pool: 4 }\n    - { filters: 2, pool: 4 }\n    - { filters: 2, pool: 4 }' }, '{ filters: 2, pool: 4 }\n  dense', ['nothing is left']],
]; // prettier-ignore

/** Line and column of a text, both from 1 on. */
function positionIn(text: string, sought: string): string {
  const lines = text.slice(0, text.indexOf(sought)).split('\n');
  return `${lines.length}:${(lines[lines.length - 1] ?? '').length + 1}`;
}

describe.concurrent('a spec that is wrong', () => {
  it.each(specs)(
    '%s: exit 2, the position, the line, the choices, and nothing created',
    async (_, changes, at, words) => {
      const store = newStore();
      const folder = tinyFolder(changes);
      const { code, stdout, stderr } = await seedbed(['run', folder, '--store', store, '--backend', 'wasm']);
      const [first, line, caret] = stderr.split('\n') as [string, string, string];
      const position = at === '' ? /\d+:\d+/.source : positionIn(changed(tinySpec, changes), at);
      expect(first).toMatch(new RegExp(`^error: ${join(folder, 'experiment.yaml')}:${position}: .* \\[SB_[A-Z_]+\\]$`));
      expect(caret).toMatch(/^ +\^$/);
      // The caret stands under the words.
      if (at !== '') expect(line.slice(caret.indexOf('^'))).toMatch(at.split('\n')[0]?.slice(0, 12) as string);
      for (const word of words) expect(stderr).toContain(word);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).not.toMatch(/^ +at /m);
      expect(existsSync(store)).toBe(false);
    },
  );
});

/** Words after `seedbed`, the exit code, and what must be said. */
const requests: readonly (readonly [string, readonly string[], number, readonly string[]])[] = [
  ['a spec that is not there', ['run', 'smok'], 2, ['there is no spec "smok"', 'did you mean "smoke"?', 'SB_SPEC_NOT_FOUND']],
  ['a folder without a spec', ['run', '.'], 2, ['SB_SPEC_NOT_FOUND']],
  ['an unknown backend', ['run', 'smoke', '--backend', 'tensorflw'], 2, ['no backend "tensorflw"', 'did you mean "tensorflow"?']],
  ['--jobs 0', ['run', 'smoke', '--jobs', '0'], 2, ["'--jobs <n>' argument '0' is invalid", 'from 1 on']],
  ['--jobs many', ['run', 'smoke', '--jobs', 'many'], 2, ["argument 'many' is invalid"]],
  ['an unknown option', ['run', 'smoke', '--job', '2'], 2, ["unknown option '--job'", 'Did you mean --jobs?']],
  ['an unknown command', ['rnu', 'smoke'], 2, ["unknown command 'rnu'", 'Did you mean run?']],
  ['a missing argument', ['run'], 2, ["missing required argument 'spec'"]],
  ['--only that matches nothing', ['run', 'smoke', '--backend', 'wasm', '--only', 'r9 source'], 2, ['no run is called "r9 source"', 'did you mean']],
  ['an empty --store', ['run', 'smoke', '--store', ''], 2, ['--store needs a folder']],
  ['a run that is not there', ['show', 'abc', '--store', '.'], 2, ['no run begins with "abc"']],
  ['results that are not there', ['claims', 'smoke', '--results', 'nowhere'], 2, ['there is no folder of results']],
]; // prettier-ignore

describe.concurrent('a request that is wrong', () => {
  it.each(requests)('%s', async (_, words, wanted, said) => {
    // A workspace of its own, with an experiment called smoke.
    const cwd = temporaryFolder();
    tinyFolder({}, join(cwd, 'experiments', 'smoke'));
    writeFileSync(join(cwd, 'nx.json'), '{}');
    const { code, stdout, stderr } = await seedbed(words, { cwd, env: { SEEDBED_STORE: undefined } });
    for (const text of said) expect(stderr).toContain(text);
    expect([code, stdout]).toEqual([wanted, '']);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(join(cwd, '.seedbed'))).toBe(false);
  });

  it('a backend that the spec does not allow', async () => {
    const folder = tinyFolder({ 'seed: 7': 'seed: 7\nbackend: { allow: [tensorflow] }' });
    const { code, stderr } = await seedbed(['run', folder, '--store', newStore(), '--backend', 'wasm']);
    expect(stderr).toContain('the spec does not allow the backend "wasm" [SB_BACKEND_NOT_ALLOWED]');
    expect(stderr).toContain('it allows tensorflow');
    expect(code).toBe(2);
  });

  it('a backend that does not hold what the spec requires, at the line that requires it', async () => {
    const folder = tinyFolder({ 'seed: 7': 'seed: 7\nbackend: { requires: portable }' });
    const words = ['run', folder, '--store', newStore(), '--backend', 'tensorflow'];
    const { code, stderr } = await seedbed(words);
    expect(stderr).toMatch(/experiment\.yaml:7:22.*requires a portable backend .*and the backend "tensorflow" is not/);
    expect(stderr).toContain('[SB_BACKEND_REQUIRES]');
    expect(stderr).toMatch(/^hint: wasm is$/m);
    expect(code).toBe(2);
    const planned = await seedbed(['plan', folder, '--store', newStore()]);
    expect(planned.stderr).toMatch(/^backend: wasm .*: the fastest that is here and portable$/m);
  });

  it('data that are not there: how to obtain them', async () => {
    const folder = tinyFolder({ 'plugin: fashionmnist': 'plugin: tinyimagenet' });
    for (const more of [[], ['--data', join(folder, 'nowhere')]]) {
      const words = ['run', folder, '--store', newStore(), '--backend', 'wasm', ...more];
      const { code, stderr } = await seedbed(words);
      expect(stderr).toMatch(/^error: Tiny ImageNet: .*\[SB_DATA_MISSING\]\nhint: .*http/);
      expect(code).toBe(2);
    }
  });

  it('a stack trace comes with --debug alone', async () => {
    const { stderr } = await seedbed(['--debug', 'run', 'nowhere']);
    expect(stderr).toMatch(/^ +at /m);
  });
});
