import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Habits, madeUpPlugin } from '../testing/made-up-plugin.js';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { countOf, newStore } from '../testing/stores.js';

const words = ['--filter', 'r0 target at condition base, size 2', '--jobs', '1'];

/** Runs the tiny experiment on a plugin with these habits. */
async function running(habits: Habits) {
  const store = newStore();
  const ended = await run(madeUpPlugin(habits).spec, store, ...words);
  return { ...ended, stored: countOf(store) };
}

describe('a plugin that does not keep the contract trains nothing:', () => {
  it('the one that keeps it does', async () => {
    const ended = await running({});
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(1);
    expect(ended.stored).toBe(1);
  });

  it.each<[string, Habits, string]>([
    ['a fingerprint of x', { fingerprint: "'x'" }, 'fingerprint is "x", and not 64 hexadecimal characters'],
    ['a constant fingerprint', { fingerprint: "'7'.repeat(64)" }, 'but that of its pixels is'],
    ['counts of NaN', { fingerprint: '(counts.test[2] = NaN, honest)' }, 'counts.test[2] is NaN'],
    ['two channels', { opening: 'image.channels = 2;' }, 'image.channels is 2'],
    ['an open() that never ends', { opening: 'await new Promise(() => {});' }, 'open() never ended'],
    ['an open() that throws text', { opening: "throw 'no';" }, 'open() threw "no"'],
  ])('%s', async (_, habits, message) => {
    const { code, stderr, stored } = await running(habits);
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/^error: data set "made-up": /m);
    expect(stderr).toContain(message);
    expect(stored).toBe(0);
  });

  it('another set in each process', async () => {
    const { code, stderr, stored } = await running({ pixel: "process.argv[1].endsWith('worker.js') ? 251 : value" });
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/data set "made-up" is another one in each process that opens it: in a worker its fingerprint is [0-9a-f]{64}, and not [0-9a-f]{64} \[SB_DATA_UNSTABLE\]/); // prettier-ignore
    expect(stored).toBe(0);
  });
});

describe('data check', () => {
  const checking = ({ workspace }: { workspace: string }) =>
    seedbed(['data', 'check', 'made-up'], { cwd: workspace, env: { SEEDBED_CACHE: join(workspace, 'cache') } });

  it('is content with a set that is the same everywhere', async () => {
    const { code, stdout, stderr } = await checking(madeUpPlugin({}));
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('what is packed is the same');
  });

  it.each([
    ['the folder that it is opened in', 'process.cwd().length % 250'],
    ['the name of the parent process', 'process.ppid % 250'],
  ])('names a set that depends on %s', async (_, pixel) => {
    const { code, stderr } = await checking(madeUpPlugin({ pixel }));
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/^error: data set "made-up" is another one in another process \(a .* in .*\): its fingerprint is .* \[SB_DATA_UNSTABLE\]$/m); // prettier-ignore
  });
});
