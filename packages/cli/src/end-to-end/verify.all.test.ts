import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  labelOf,
  parseVerification,
  recordResults,
  resultsFile,
  seal,
  type Manifest,
  type MeasuredPart,
} from '@seedbed/core';
import { describe, expect, inject, it } from 'vitest';
import { seedbed } from '../testing/seedbed.js';
import { manifestsOf } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';
import { verify } from '../testing/verify.js';

const finished = inject('finished');
const manifests = manifestsOf(finished);
const labelled = (label: string) => manifests.find((each) => labelOf(each) === label) as Manifest;
const [base2, base4, all2] = [
  'r0 target at condition base, size 2',
  'r0 target at condition base, size 4',
  'r0 target at condition FTall, size 2',
];

/** A file of reference results in which some manifests were written otherwise, as complete and sealed as any. */
function recordedWith(...changed: Manifest[]): string {
  const file = join(temporaryFolder(), resultsFile);
  const ids = changed.map(({ id }) => id);
  recordResults(file, [...manifests.filter(({ id }) => !ids.includes(id)), ...changed]);
  return file;
}

describe('seedbed verify', () => {
  it('executes every run again in a process of its own and finds it equal, bit for bit', async () => {
    const { code, document, stderr } = await verify(tinyFolder(), finished, ['--all']);
    expect([code, document.holds, document.seed], stderr).toEqual([0, true, null]);
    expect(document.runs).toHaveLength(manifests.length);
    for (const run of document.runs) {
      expect(run).toMatchObject({ judged: 'bitwise', bitwise: true, firstStep: null, objections: [] });
      expect(run.checks.every(({ equal }) => equal)).toBe(true);
    }
    expect(stderr).toContain('14 runs: equal bits are expected');
    expect(stderr.indexOf('equal bits are expected')).toBeLessThan(stderr.indexOf('executing 14 runs again'));
  });

  it('draws a sample, names its seed, draws the same one again, and takes the upstream runs along', async () => {
    const first = await verify(tinyFolder(), finished, ['--sample', '2']);
    expect(first.code).toBe(0);
    const { seed, runs } = first.document;
    expect(first.stderr).toContain(`--seed ${seed} draws it again`);
    const again = await verify(tinyFolder(), finished, ['--sample', '2', '--seed', String(seed)]);
    expect(again.document.runs.map(({ runId }) => runId)).toEqual(runs.map(({ runId }) => runId));
    const measured = runs.filter(({ label }) => !label.endsWith('source'));
    expect(measured).toHaveLength(2);
  });

  it('keeps to the memory that it may take', async () => {
    const { code, stderr } = await verify(tinyFolder(), finished, ['--filter', 'r0 *base*', '--memory', '0.5']);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^memory: a run takes up to about .* of 500 MB: fewer/m)]);
  });

  it('prints a table, records what it did, and leaves nothing else behind', async () => {
    // A folder of its own: other tests verify meanwhile.
    const temporary = temporaryFolder();
    const results = recordedWith();
    const words = ['verify', tinyFolder(), '--results', results, '--filter', all2, '--record'];
    const { code, stdout } = await seedbed(words, { env: { TMPDIR: temporary } });
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/^run +split +subset +initial weights +batch order +loss +final weights +measurements/);
    expect(stdout).toMatch(new RegExp(`^${all2}( +equal){7} +equal bit for bit$`, 'm'));
    expect(stdout).toContain('2 of 2 runs equal bit for bit');
    const path = join(results, '..', 'verification.json');
    const record = parseVerification(readFileSync(path, 'utf8'), path);
    expect(record.runs.map(({ runId, equal, judged }) => [runId, equal, judged]).sort()).toEqual(
      [labelled('r0 source'), labelled(all2)].map(({ id }) => [id, true, 'bitwise']).sort(),
    );
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('exits with 1 and names what differs when somebody wrote other results', async () => {
    const honest = labelled(base2);
    const bits = Buffer.from(honest.loss.bits, 'base64');
    bits.writeFloatLE(bits.readFloatLE(8) - 0.01, 8);
    const loss = { ...honest.loss, bits: bits.toString('base64'), chain: '0'.repeat(64) };
    const test = honest.measured?.test as MeasuredPart;
    const values = { ...test.values, accuracy: 100 };
    const better = seal({ ...honest, loss, measured: { ...honest.measured, test: { ...test, values } } });
    const { code, document, stderr } = await verify(tinyFolder(), recordedWith(better), ['--filter', base2]);
    expect(code).toBe(1);
    expect(document.runs).toMatchObject([{ label: base2, bitwise: false, firstStep: 3 }]);
    const differing = document.runs[0]?.checks.filter(({ equal }) => !equal).map(({ name }) => name);
    expect(differing).toEqual(['loss', 'measurements']);
    // Executing the recorded side again does not give the recorded loss: nobody had trained that.
    expect(document.traces).toMatchObject([{ mismatch: null, notRepeated: 3 }]);
    expect(stderr).toContain(`looking for the first tensor that differs in ${base2}, up to step 3`);
  });

  it('says first what makes equal bits impossible, for manifests from another machine, and what is judged then', async () => {
    const honest = labelled(base4);
    const elsewhere = seal({ ...honest, backend: { ...honest.backend, library: 'tfjs-backend-wasm 9.9.9' } });
    const alone = join(temporaryFolder(), resultsFile);
    recordResults(alone, [elsewhere]);
    const { code, document, stderr } = await verify(tinyFolder(), alone, ['--all']);
    expect(stderr).toContain(
      '1 run: equal bits cannot be expected; judged are an equal start and curves within the band',
    );
    expect(stderr).toContain(
      'since library: tfjs-backend-wasm 9.9.9 recorded, tfjs-backend-wasm 4.22.0, kernels 3 here',
    );
    expect(document.runs).toMatchObject([{ judged: 'tolerance', bitwise: true }]);
    expect(code).toBe(0);
  });

  it('refuses a tampered manifest by its name, and a request that makes no sense', async () => {
    const results = recordedWith();
    writeFileSync(results, readFileSync(results, 'utf8').replace('"accuracy":', '"accuracy":1'));
    const tampered = await verify(tinyFolder(), results, ['--all']);
    expect([tampered.code, tampered.stderr]).toEqual([1, expect.stringContaining(`${results}:1: `)]);
    for (const words of [
      ['--sample', '0'],
      ['--threads', 'x'],
      ['--recorded-env', 'x'],
      ['--seed', '-1'],
      ['--filter', 'nothing'],
    ]) {
      const ended = await verify(tinyFolder(), finished, words);
      expect([ended.code, words], ended.stderr).toEqual([2, words]);
    }
    const nowhere = await verify(tinyFolder(), join(results, '..', 'nowhere'), []);
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('SB_RESULTS_NOT_FOUND')]);
  });
});
