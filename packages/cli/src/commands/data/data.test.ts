import { SeedbedError } from '@seedbed/core';
import { Command } from 'commander';
import { expect, it, vi } from 'vitest';
import { dataCommands } from './data.js';

vi.mock('../../workspace/build.js', () => ({
  refuseStaleBuild: () => {
    throw new SeedbedError('SB_BUILD_STALE', 'an edited layout.ts that was not built');
  },
}));

it.each(['prepare', 'check', 'show'])('data %s refuses a plugin that was edited and not built', async (command) => {
  const program = new Command();
  dataCommands(program);
  await expect(program.parseAsync(['data', command, 'fashionmnist'], { from: 'user' })).rejects.toMatchObject({
    code: 'SB_BUILD_STALE',
  });
});

it.each([
  ['nothing', [], 'which data set?'],
  ['options of an experiment', ['--spec', 'smoke', '--option', 'size=8'], 'are in the spec'],
])('data show refuses %s', async (_, words, why) => {
  const program = new Command();
  dataCommands(program);
  await expect(program.parseAsync(['data', 'show', ...words], { from: 'user' })).rejects.toMatchObject({
    code: 'SB_OPTION',
    message: expect.stringContaining(why),
  });
});
