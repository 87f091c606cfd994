import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seedbed } from '../testing/seedbed.js';
import { newStore } from '../testing/stores.js';
import { type Changes, changed, temporaryFolder, tinyFolder, tinySpec } from '../testing/tiny.js';

const layers = '[{ conv: 2 }, relu, { maxPool: 4 }, { dense: 4 }, relu, classifier]';

/** What is wrong, how the spec is changed, the words to which the caret must point ('': any, 'none': no line of the spec), and what must be said. */
const specs: readonly (readonly [string, Changes, string, readonly string[]])[] = [
  ['an unknown field', { 'seed: 7': 'sead: 7' }, 'sead', ['an experiment has no field "sead"', 'did you mean "seed"?']],
  ['a wrong type', { 'replicates: 2': 'replicates: many' }, 'many', ['replicates cannot be "many"']],
  ['a list where a number belongs', { 'batchSize: 4': 'batchSize: [4]' }, '[4]\n  eval', ['batchSize cannot be a list: a whole number from 1 is expected']],
  ['a missing field', { 'title: Tiny\n': '' }, '', ['the field "title" is missing']],
  ['no YAML', { 'title: Tiny': 'title: [Tiny' }, '', ['not YAML']],
  ['a field twice', { 'seed: 7': 'seed: 7\nseed: 8' }, 'seed: 8', ['not YAML']],
  ['a spec of the first edition', { 'seedbed: 2\n': 'dataset: { plugin: fashionmnist }\n' }, 'dataset', ['the first edition of the language', 'write seedbed: 2']],
  ['a path that leads nowhere', { 'stages.target.freeze: 1': 'stages.target.frozen: 1' }, 'stages.target.frozen', ['leads nowhere: stages.target has no "frozen"', 'did you mean "freeze"?']],
  ['a level that is empty', { 'base: {}': 'base:' }, 'base:', ['the level "base" of condition is empty', 'write base: {}']],
  ['a depth that the network has not', { 'stages.target.freeze: 1': 'stages.target.freeze: 9' }, '9 }', ['freeze cannot be 9: the network has 3 units']],
  ['a level without an entry in a table', { '[2, 4]': '[2, 5]' }, '{ $by: size', ['the table has no entry for size 5']],
  ['more examples than the data set has', { '[2, 4]': '[2, 9000]', '4: 6': '9000: 6' }, '9000]', ['9000 to train on', 'SB_DATA_TOO_FEW', 'at most 5996']],
  ['too many classes', { 'classes: { source: 3, target: 3 }': 'classes: { source: 3, target: 8 }' }, '{ source: 3, target: 8 }', ['11 classes are asked for (3 for source, 8 for target), but the data set has 10']],
  ['a class that is not there', { 'source: 3, target: 3': 'source: [Bag, Sneakr], target: 3' }, 'Sneakr', ['no class "Sneakr"', 'did you mean "Sneaker"?']],
  ['a group that is not there', { 'classes: target, perClass': 'classes: tagret, perClass' }, 'tagret', ['fashion has no group "tagret"', 'did you mean "target"?']],
  ['a claim on an unknown level', { '{ condition: FTall }, minus': '{ condition: FTal }, minus' }, 'FTal }', ['condition has no level "FTal"', 'did you mean "FTall"?']],
  ['a claim that is silent on a factor', { '    over: size\n': '' }, '', ['SB_CLAIM_']],
  ['an unknown plugin', { 'plugin: fashionmnist': 'plugin: fashionmnst' }, 'fashionmnst', ['there is no data set "fashionmnst"', 'fashionmnist']],
  ['an unknown option of a plugin', { 'plugin: fashionmnist': 'plugin: fashionmnist\n    options: { size: 3 }' }, '{ size: 3 }', ['data.fashion: fashionmnist: ']],
  ['an unknown layer', { '{ conv: 2 }': '{ convolution: 2 }' }, 'convolution', ['there is no layer "convolution"']],
  ['an unknown backend', { 'seed: 7': 'seed: 7\nbackend: { allow: [wasm, tensorflw] }' }, 'tensorflw', ['no backend "tensorflw"', 'did you mean "tensorflow"?']],
  ['an unknown optimizer', { '{ sgd: { momentum: 0.9, nesterov: true } }': 'adamm' }, 'adamm', ['there is no optimizer "adamm"', 'did you mean "adam"?']],
  ['an option out of range', { 'momentum: 0.9': 'momentum: 1.9' }, '1.9', ['sgd.momentum cannot be 1.9: a number from 0, below 1 is expected']],
  ['a transform of other data', { 'perClass: $size': 'perClass: $size, transforms: [{ noiseColumns: 3 }]' }, '{ data: fashion, classes: target', ['noiseColumns adds columns to rows, but the data are images of 28 x 28 x 1', 'SB_DATA_KIND']],
  ['images that shrink away', { '{ maxPool: 4 }': '{ maxPool: 4 }, { conv: 2 }, relu, { maxPool: 4 }, { conv: 2 }, relu, { maxPool: 4 }' }, '[{ conv: 2 }', ['maxPool3 does not fit: it leaves nothing of 1 x 1 x 2 (images of 28 x 28 x 1)', 'SB_SPEC_SHAPE']],
  ['heads that do not divide the width', { [layers]: '[{ patchEmbedding: { patch: 7, units: 6 } }, { attention: 4 }, classifier]' }, '[{ patch', ['attention1 does not fit: a width of 6 does not make 4 equal heads']],
  ['patches that do not divide the image', { [layers]: '[{ patchEmbedding: { patch: 5, units: 6 } }, classifier]' }, '[{ patch', ['patchEmbedding1 does not fit: 28 x 28 pixels do not make patches of 5 x 5']],
  ['groups that do not divide the channels', { '{ conv: 2 }': '{ conv: 4 }, { conv: { filters: 6, groups: 4 } }' }, '[{ conv: 4 }', ['conv2 does not fit: 4 channels in and 6 out do not make 4 equal groups']],
  ['a batch norm with a batch of one', { [layers]: '[{ dense: 4 }, batchNorm, relu, classifier]', 'batchSize: 4': 'batchSize: 1' }, '1\n  eval', ['batchNorm1 normalizes over the batch, but batches of one example have a single value of each of its 4 channels', 'give a batchSize of 2 or more']],
  ['a teacher of another number of classes', { 'source: 3, target: 3': 'source: 4, target: 3', '{ stages.target.weights: source }': '{ stages.target.loss: { softTargets: { teacher: source } } }' }, '{ softTargets', ['the teacher, source, knows 4 classes, and the student learns 3', 'SB_TEACHER']],
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
      for (const word of words) expect(stderr).toContain(word);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).not.toMatch(/^ +at /m);
      expect(existsSync(store)).toBe(false);
      if (at === 'none') return;
      const position = at === '' ? /\d+:\d+/.source : positionIn(changed(tinySpec, changes), at);
      expect(first).toMatch(new RegExp(`^error: ${join(folder, 'experiment.yaml')}:${position}: .* \\[SB_[A-Z_]+\\]$`));
      expect(caret).toMatch(/^ +\^$/);
      // The caret points to the words.
      if (at !== '') expect(line.slice(caret.indexOf('^'))).toMatch(at.split('\n')[0]?.slice(0, 12) as string);
    },
  );
});

/** Words after `seedbed`, the exit code, and what must be said. */
const requests: readonly (readonly [string, readonly string[], number, readonly string[]])[] = [
  ['a spec that is not there', ['run', 'smok'], 2, ['there is no spec "smok"', 'did you mean "smoke"?', 'SB_SPEC_NOT_FOUND']],
  ['a folder without a spec', ['run', '.'], 2, ['SB_SPEC_NOT_FOUND']],
  ['an unknown backend', ['run', 'smoke', '--backend', 'tensorflw'], 2, ['no backend "tensorflw"', 'did you mean "tensorflow"?']],
  ['--jobs 0', ['run', 'smoke', '--jobs', '0'], 2, ["'--jobs <n>' argument '0' is invalid", 'a whole number from 1 is expected']],
  ['--jobs many', ['run', 'smoke', '--jobs', 'many'], 2, ["argument 'many' is invalid"]],
  ['an unknown option', ['run', 'smoke', '--job', '2'], 2, ["unknown option '--job'", 'Did you mean --jobs?']],
  ['an unknown command', ['rnu', 'smoke'], 2, ["unknown command 'rnu'", 'Did you mean run?']],
  ['a missing argument', ['run'], 2, ["missing required argument 'spec'"]],
  ['--filter that matches nothing', ['run', 'smoke', '--backend', 'wasm', '--filter', 'r9 source'], 2, ['no run matches "r9 source"', 'did you mean']],
  ['an option of earlier versions', ['run', 'smoke', '--only', 'r0 *'], 2, ["unknown option '--only'"]],
  ['data of a set that is not there', ['run', 'smoke', '--backend', 'wasm', '--data', 'fashon=x'], 2, ['the experiment has no data set "fashon"', 'did you mean "fashion"?']],
  ['two places of one set', ['run', 'smoke', '--backend', 'wasm', '--data', 'x', '--data', 'fashion=y'], 2, ['two places of "fashion"']],
  ['an empty --store', ['run', 'smoke', '--store', ''], 2, ['--store needs a folder']],
  ['a run that is not there', ['show', 'abc', '--store', '.'], 2, ['no run begins with "abc"']],
  ['results that are not there', ['claims', 'smoke', '--results', 'nowhere'], 2, ['there is no file of results']],
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

  it('a precision that the backend does not have, at its line', async () => {
    const folder = tinyFolder({ 'seed: 7': 'seed: 7\nprecision: tf32' });
    const words = ['run', folder, '--store', newStore(), '--backend', 'wasm'];
    const { code, stderr } = await seedbed(words);
    expect(stderr).toMatch(/experiment\.yaml:7:12.*asks for precision tf32, and the backend "wasm" does not compute/);
    expect(stderr).toContain('[SB_BACKEND_PRECISION]');
    expect(stderr).toMatch(/^hint: --backend tensorflow-gpu does; without "precision"/m);
    expect(code).toBe(2);
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
