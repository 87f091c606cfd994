import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelOf, type Manifest, readResults, resultsText, RunStore, seal } from '@seedbed/core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { type Ended, preloading, seedbed } from '../testing/seedbed.js';
import { copyOf, manifestsOf } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const folder = tinyFolder();
const results = join(folder, 'results.jsonl');
const store = join(folder, '.seedbed', 'reproduce', 'tiny');
await seedbed(['record', folder, '--store', inject('finished')]);
const recorded = readFileSync(results, 'utf8');

const reproduce = (...more: string[]) => seedbed(['reproduce', folder, '--backend', 'wasm', ...more]);

/** Changes what was recorded, and seals it again. */
function alter(change: (manifest: Manifest) => Partial<Manifest>): void {
  writeFileSync(results, resultsText(readResults(results).map((run) => seal({ ...run, ...change(run) }))));
}

const worse = ({ measured, loss }: Manifest): Partial<Manifest> => {
  const bits = Buffer.from(loss.bits, 'base64');
  bits.writeFloatLE(bits.readFloatLE(8) + 1, 8);
  const test = measured?.test;
  return {
    measured: test ? { ...measured, test: { ...test, values: { ...test.values, accuracy: test.values['accuracy']! - 2 } } } : measured, // prettier-ignore
    loss: { ...loss, bits: bits.toString('base64'), chain: loss.chain.replaceAll(/[0-7]/g, '8') },
  };
};
const line = ({ stdout }: Ended, start: string) => stdout.split('\n').find((each) => each.trim().startsWith(start));

afterEach(() => {
  writeFileSync(results, recorded);
});

describe.sequential('reproduce', () => {
  it('says before any training that a reference result was tampered with, and names its line', async () => {
    writeFileSync(results, recorded.replace(/"accuracy":\d/, '"accuracy":9'));
    const { code, stderr } = await reproduce();
    expect(stderr).toMatch(/results\.jsonl:\d+: it was changed after it was written/);
    expect(code).toBe(1);
    expect(existsSync(store)).toBe(false);
  });

  it('trains everything in a store of its own and gets every reference run again', async () => {
    const ended = await reproduce();
    expect(ended.code, ended.stderr).toBe(0);
    expect(line(ended, 'runs')).toContain('14 executed now, 0 earlier here by the same sources, of 14 planned');
    expect(line(ended, 'bits')).toContain(`${tinyRuns} of ${tinyRuns} reference runs came out again bit for bit`);
    expect(line(ended, 'C1')).toContain('as recorded: The less there is, the more it helps.');
    expect(line(ended, 'report')).toContain(join(store, 'report.html'));
    expect(readFileSync(join(store, 'report.html'), 'utf8')).toContain('<title>');
  });

  it('trains nothing the second time', async () => {
    const ended = await reproduce();
    expect(line(ended, 'runs')).toContain('0 executed now, 14 earlier here by the same sources, of 14 planned');
    expect(ended.code).toBe(0);
  });

  it('executes again what other sources made, and what was only copied into its store', async () => {
    const stored = new RunStore(store);
    const [other, copied, ...rest] = manifestsOf(store).filter(({ stage }) => stage === 'target') as [Manifest, Manifest, ...Manifest[]]; // prettier-ignore
    stored.write(seal({ ...other, code: { ...other.code, engine: '0'.repeat(64) } }));
    stored.write(seal({ ...copied, cost: { ...copied.cost, finishedAt: '2026-01-01T00:00:00.000Z' } }));
    const ended = await reproduce();
    expect(line(ended, 'runs')).toContain('2 executed now, 12 earlier here by the same sources, of 14 planned');
    expect(ended.stderr).toContain('executed by other engine sources than those here');
    expect(ended.stderr).toContain('stored here, but not executed by a reproduction in this store');
    expect(stored.read(other.id).code).toEqual(rest[0]!.code);
    const elsewhere = copyOf(inject('finished'));
    const again = await reproduce('--store', elsewhere);
    expect(line(again, 'runs')).toContain('14 executed now, 0 earlier');
    expect([again.code, line(again, 'bits')]).toEqual([0, expect.stringContaining(`${tinyRuns} of ${tinyRuns}`)]);
  });

  it('refuses other data before anything is trained, with both fingerprints and the way to the recorded ones', async () => {
    const [{ data }] = manifestsOf(store) as [Manifest];
    const other = 'ab'.repeat(32);
    alter((run) => ({ data: { ...run.data, fingerprint: other } }));
    for (const words of [['reproduce'], ['verify', '--all']]) {
      const { code, stderr } = await seedbed([words[0]!, folder, '--backend', 'wasm', ...words.slice(1)]);
      expect(code, stderr).toBe(1);
      expect(stderr).toContain(
        `other data: 14 of 14 recorded runs were made on fashionmnist with the fingerprint ${other}`,
      );
      expect(stderr).toContain(`the data here have ${data.fingerprint}`);
      expect(stderr).toContain('SB_OTHER_DATA');
      expect(stderr).toContain('hint: the recorded data:');
      expect(stderr).not.toMatch(/training \d|executing \d/);
    }
  });

  it('explains what another backend recorded: how many differ, by how much, why; and holds', async () => {
    const identity = { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' };
    // A few only: the verdict stays.
    alter((run) => ({ backend: identity, ...(run.at['condition'] === 'S1T' ? worse(run) : {}) }));
    const ended = await reproduce();
    expect(line(ended, 'bits')).toContain(`10 of ${tinyRuns} reference runs came out again bit for bit`);
    expect(line(ended, '4 differ')).toContain('the main metric by 2.00 in the middle, 2.00 at most');
    expect(line(ended, '4 differ')).toContain('the first loss differs at step 3 at the earliest');
    expect(line(ended, 'to be expected')).toContain('backend: tensorflow recorded, wasm here');
    expect(ended.stdout).not.toContain('without a reason');
    expect(ended.code).toBe(0);
  });

  it('does not hold when one run differs without a reason, and names it', async () => {
    const [wrong] = readResults(results).filter(({ at }) => at['condition'] === 'S1T') as [Manifest];
    alter((run) => (run.id === wrong.id ? worse(run) : {}));
    const ended = await reproduce();
    expect(line(ended, 'bits')).toContain(`13 of ${tinyRuns}`);
    expect(line(ended, '1 run differs without a reason')).toBeDefined();
    expect(ended.stdout).toContain(`\n          ${labelOf(wrong)}\n`);
    expect(ended.code).toBe(1);
    const { holds, unexplained } = JSON.parse((await reproduce('--json')).stdout) as Record<string, unknown>;
    expect([holds, (unexplained as string[]).length]).toEqual([false, 1]);
  });

  it('holds without reference results, and says that there is nothing to compare with', async () => {
    const bare = tinyFolder();
    const ended = await seedbed(['reproduce', bare, '--backend', 'wasm', '--store', copyOf(inject('finished'))]);
    expect(line(ended, 'bits')).toContain('there are no reference results to compare with');
    expect(ended.code).toBe(0);
  });

  it('takes the smaller experiment where TensorFlow is not provisioned and no backend was asked for', async () => {
    const larger = tinyFolder({ 'name: tiny': 'name: larger', 'replicates: 2': 'replicates: 50' }, temporaryFolder());
    const words = ['reproduce', larger, '--without-native', folder];
    const ended = await seedbed(words, { env: preloading('without-native.cjs') });
    expect(ended.stderr).toContain(`reproducing ${folder} instead (--backend wasm reproduces ${larger} all the same)`);
    expect(line(ended, 'bits')).toContain(`${tinyRuns} of ${tinyRuns}`);
    expect(ended.code).toBe(0);
  });
});
