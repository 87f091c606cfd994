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
    ['an origin of 7', { origin: '7' }, 'origin is 7, and not text'],
    ['an empty origin', { origin: "' '" }, 'origin is empty'],
    [
      'numbers in double precision',
      { describing: "inputs.type = 'float64';" },
      'inputs.type is "float64", and neither',
    ],
    ['a shape of NaN', { describing: 'inputs.shape = [8, NaN];' }, 'inputs.shape[1] is NaN'],
    ['an example of another size', { reading: "add({ part: 'train', class: 0, values: new Uint8Array(3) });" }, 'it has 3 values, and 8 x 8 x 1 are 64'], // prettier-ignore
    ['a class that is not there', { reading: "add({ part: 'train', class: 6, values: new Uint8Array(64) });" }, 'class is 6; there are 6, from 0'], // prettier-ignore
    ['an open() that never ends', { opening: 'await new Promise(() => {});' }, 'its plugin never finished opening it'],
    ['examples that never end', { reading: 'await new Promise(() => {});' }, 'its plugin never finished opening it'],
    ['an open() that throws text', { opening: "throw 'no';" }, 'open() threw "no"'],
  ])('%s', async (_, habits, message) => {
    const { code, stderr, stored } = await running(habits);
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/^error: data set "made-up": /m);
    expect(stderr).toContain(message);
    expect(stored).toBe(0);
  });

  it('another set in each process', async () => {
    const { code, stderr, stored } = await running({ origin: "process.argv[1].endsWith('worker.js') ? 'there' : 'here'", pixel: "process.argv[1].endsWith('worker.js') ? 251 : value" }); // prettier-ignore
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
