import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineDataset, type DatasetPlugin } from './contract.js';
import { registerDatasets, resolveDataset } from './registry.js';

const plugin = (name: string): DatasetPlugin =>
  defineDataset({
    name,
    version: '1',
    about: { title: name, licence: 'MIT', citation: 'Somebody, 2017', obtain: 'It is installed.' },
    options: z.strictObject({}),
    open: () => Promise.reject(new Error('not opened here')),
  });

const fashion = { from: '@seedbed/datasets-fashionmnist', plugin: plugin('fashionmnist') };
const tiny = { from: '@seedbed/datasets-tinyimagenet', plugin: plugin('tinyimagenet') };
const registry = registerDatasets([tiny, fashion]);

test('a plugin is found by its name and by its package', () => {
  expect(resolveDataset('fashionmnist', registry)).toBe(registry[1]?.plugin);
  expect(resolveDataset('@seedbed/datasets-fashionmnist', registry)).toBe(registry[1]?.plugin);
});

test.each([
  ['fashion-mnist', 'Did you mean "fashionmnist"? There is: fashionmnist, tinyimagenet.'],
  ['TinyImageNet', 'Did you mean "tinyimagenet"? There is: fashionmnist, tinyimagenet.'],
  [
    '@seedbed/dataset-fashionmnist',
    'Did you mean "@seedbed/datasets-fashionmnist"? There is: fashionmnist, tinyimagenet.',
  ],
  ['cifar', 'There is: fashionmnist, tinyimagenet.'],
])('%s is unknown, and the error says what there is', (name, hint) => {
  const error = expect.objectContaining({ code: 'SB_DATASET_UNKNOWN', hint, exitCode: 2 });
  expect(() => resolveDataset(name, registry)).toThrow(error);
});

test('without plugins the error says so', () => {
  expect(() => resolveDataset('x', [])).toThrow(expect.objectContaining({ hint: 'No plugin is installed.' }));
});

test('a name belongs to one plugin', () => {
  const error = expect.objectContaining({
    code: 'SB_DATASET_DUPLICATE',
    message: 'mine: the data set name "fashionmnist" is taken by @seedbed/datasets-fashionmnist',
  });
  expect(() => registerDatasets([fashion, { from: 'mine', plugin: plugin('fashionmnist') }])).toThrow(error);
});

test.each([
  ['another contract', { ...fashion.plugin, contract: 1 }, 'SB_DATASET_CONTRACT', 'mine: made for version 1 of the data set contract; this Seedbed has 2'], // prettier-ignore
  ['no contract', { ...fashion.plugin, contract: undefined }, 'SB_DATASET_INVALID', 'contract:'],
  ['no open', { ...fashion.plugin, open: undefined }, 'SB_DATASET_INVALID', 'open: not a function'],
  ['no options', { ...fashion.plugin, options: {} }, 'SB_DATASET_INVALID', 'options: not a zod schema'],
  ['no licence', { ...fashion.plugin, about: { title: 'x' } }, 'SB_DATASET_INVALID', 'about.licence:'],
  ['a size in words', { ...fashion.plugin, about: { ...fashion.plugin.about, download: '39 MB' } }, 'SB_DATASET_INVALID', 'about.download:'], // prettier-ignore
  ['a bad name', { ...fashion.plugin, name: 'Fashion MNIST' }, 'SB_DATASET_INVALID', 'name: lower-case letters'],
  ['a field that fails', { ...fashion.plugin, get version() { throw new Error('no version today'); } }, 'SB_DATASET_INVALID', 'no version today'], // prettier-ignore
  ['a module without default export', undefined, 'SB_DATASET_INVALID', 'mine: not a data set plugin'],
])('a plugin with %s is refused', (_, broken, code, message) => {
  const error = expect.objectContaining({ code, message: expect.stringContaining(message) });
  expect(() => registerDatasets([{ from: 'mine', plugin: broken }])).toThrow(error);
});
