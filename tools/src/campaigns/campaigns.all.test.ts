import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(__dirname, '../../..');

/** The commands that a page shows as run in CI. Whoever changes the page changes this test. */
const commandsOf = (page: string) =>
  [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/^```sh\n(.*?)^```/gms)].flatMap((match) =>
    (match[1] as string).split('\n').filter(Boolean),
  );

describe('a part of the campaign that the page shows finds nothing', () => {
  it.each(['faults.md', 'fuzzing.md', 'simulation.md'])('%s', (page) => {
    const commands = commandsOf(page);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      // npm keeps no log of it.
      const env = { ...process.env, npm_config_logs_max: '0', npm_config_update_notifier: 'false' };
      const { status, stderr } = spawnSync(command, { cwd: root, env, shell: true, encoding: 'utf8', maxBuffer: 1e8 });
      expect(status, `${command}\n${stderr}`).toBe(0);
    }
  });
});

it('held against the pure JavaScript backend, WebAssembly conforms, and repeats its bits', () => {
  const words = ['tools/conformance/measure.mjs', 'wasm', 'experiments/smoke/tiny.yaml'];
  const text = execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8', maxBuffer: 1e9 });
  const { repeats, runs, worst } = JSON.parse(text) as {
    readonly repeats: boolean;
    readonly runs: number;
    readonly worst: { readonly beyond: number; readonly of: number };
  };
  expect([repeats, runs]).toEqual([true, 7]);
  // Where two pixels of a pooling window are equal up to rounding, a gradient goes to the other one.
  expect(worst.beyond).toBeLessThan(0.002 * worst.of);
});
