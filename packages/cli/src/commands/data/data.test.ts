import { SeedbedError } from '@seedbed/core';
import { Command } from 'commander';
import { expect, it, vi } from 'vitest';
import { dataCommands } from './data.js';

vi.mock('../../workspace/build.js', () => ({
  refuseStaleBuild: () => {
    throw new SeedbedError('SB_BUILD_STALE', 'an edited layout.ts that was not built');
  },
}));

it.each(['prepare', 'check'])('data %s refuses a plugin that was edited and not built', async (command) => {
  const program = new Command();
  dataCommands(program);
  await expect(program.parseAsync(['data', command, 'fashionmnist'], { from: 'user' })).rejects.toMatchObject({
    code: 'SB_BUILD_STALE',
  });
});
