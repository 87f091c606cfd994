import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, decodeCheckpoint, digestOf, encodeCheckpoint, openStream } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { documentOf, preloading, run, seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { tinyFolder } from '../testing/tiny.js';

const steps = 40;
const folder = tinyFolder({ '4: 6': `4: ${steps}`, '{ dense: 4 }, relu': '{ dense: 4 }, relu, { dropout: 0.3 }' }); // prettier-ignore
const label = 'r0 target at condition base, size 4';
const only = ['--filter', label, '--jobs', '1', '--checkpoint', '0'];
const kill = (at: number, more: Record<string, string> = {}) => ({ env: { ...preloading('killed-at-checkpoint.cjs'), SEEDBED_TEST_KILL_AT: String(at), ...more } }); // prettier-ignore
const killedRun = (store: string, at: number, more?: Record<string, string>, retries = 0) =>
  seedbed(['run', folder, '--store', store, '--backend', 'wasm', ...only, '--retries', `${retries}`], kill(at, more));

const whole = newStore();

function flipOneBit(path: string): void {
  const bytes = readFileSync(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] as number) ^ 1;
  writeFileSync(path, bytes);
}

describe('a long run that was killed', () => {
  it('goes on from its checkpoint and ends with the digest of an undisturbed one, at whatever step', async () => {
    await run(folder, whole, ...only);
    const stream = openStream('kill at random steps');
    for (let time = 0; time < 10; time++) {
      const store = newStore();
      const at = 1 + stream.below(steps - 1);
      const after = stream.below(2);
      const parent = stream.below(2);
      const ended = await killedRun(store, at, { SEEDBED_TEST_KILL_AFTER: `${after}`, SEEDBED_TEST_KILL_PARENT: `${parent}` }); // prettier-ignore
      expect([ended.code, ended.signal], ended.stderr).toEqual(parent ? [null, 'SIGKILL'] : [3, null]);
      expect(manifestsOf(store)).toEqual([]);
      const again = await run(folder, store, ...only);
      const step = after ? at : at - 1;
      if (step > 0) expect(again.stderr).toContain(`${label} goes on after step ${step}`);
      expect(digestsOf(store), `killed at checkpoint ${at}, ${after ? 'after' : 'before'} it was there`).toEqual(digestsOf(whole)); // prettier-ignore
      expect(manifestsOf(store)[0]?.cost.resumedAt).toEqual(step > 0 ? [step] : undefined);
      expect(readdirSync(join(store, 'checkpoints')).filter((name) => name.endsWith('.checkpoint'))).toEqual([]);
    }
  });

  it('may be killed again and again, and is tried again as often as it is asked for', async () => {
    const store = newStore();
    // 39 checkpoints: killed after 9, 18, 27 and 36 steps.
    expect((await killedRun(store, 9, { SEEDBED_TEST_KILL_AFTER: '1' }, 1)).code).toBe(3);
    const { code, stderr } = await killedRun(store, 9, { SEEDBED_TEST_KILL_AFTER: '1' }, 2);
    expect(code, stderr).toBe(0);
    expect(stderr.split(`${label} is tried again in a new process: the worker was killed by SIGKILL`)).toHaveLength(3);
    expect(digestsOf(store)).toEqual(digestsOf(whole));
    expect(manifestsOf(store)[0]?.cost.resumedAt).toEqual([9, 18, 27, 36]);
  });

  it('starts over, and says why, where its checkpoint is damaged or was made by another version', async () => {
    for (const [harm, reason] of [
      [flipOneBit, 'it was changed or cut short: its digest does not match'],
      [(path: string) => writeFileSync(path, ''), 'it is no checkpoint'],
    ] as const) {
      const store = newStore();
      await killedRun(store, 20);
      const [name] = readdirSync(join(store, 'checkpoints')).filter((file) => file.endsWith('.checkpoint'));
      harm(join(store, 'checkpoints', name as string));
      const again = await run(folder, store, ...only);
      expect(again.stderr).toContain(`${label} starts over, since its checkpoint cannot be used: ${reason}`);
      expect(documentOf(again).trained).toHaveLength(1);
      expect(digestsOf(store)).toEqual(digestsOf(whole));
    }
    const store = newStore();
    await killedRun(store, 20);
    const [name] = readdirSync(join(store, 'checkpoints')).filter((file) => file.endsWith('.checkpoint'));
    const path = join(store, 'checkpoints', name as string);
    const kept = decodeCheckpoint<object>(readFileSync(path)) as Checkpoint<object>;
    writeFileSync(
      path,
      encodeCheckpoint({ ...kept, state: { ...kept.state, circumstances: digestOf('another Node') } }),
    );
    const again = await run(folder, store, ...only);
    expect(again.stderr).toContain('starts over, since its checkpoint was made by another version, processor or Node');
    expect(digestsOf(store)).toEqual(digestsOf(whole));
  });
});
