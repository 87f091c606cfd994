import { expect, it } from 'vitest';
import type { Experiment } from '../workspace/experiment.js';
import { commandOf } from './command.js';

const experiment = { trainer: undefined, sets: [], loaded: { experiment: { path: '/specs/mine.yaml' } } } as unknown as Experiment; // prettier-ignore
const words = (options: object) => commandOf(experiment, { store: '/store', ...options }, new Map(), 2, '/packs.json').slice(2); // prettier-ignore

it('a task trains again what its command was to train again', () => {
  const plain = ['run', '/specs/mine.yaml', '--store', '/store', '--jobs', '2', '--pack-file', '/packs.json', '--pack'];
  expect(words({})).toEqual(plain);
  expect(words({ again: true })).toEqual(plain.toSpliced(6, 0, '--again'));
});
