import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { seedbed } from '../testing/seedbed.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const root = temporaryFolder();
const own = join(root, 'own');
const page = () => join(temporaryFolder(), 'report.html');
const text = (path: string) => readFileSync(path, 'utf8');

/** The report of a spec, a folder or results, which must succeed. */
async function reportOf(place: string): Promise<string> {
  const out = page();
  const { code, stderr } = await seedbed(['report', place, '--out', out]);
  expect(code, stderr).toBe(0);
  return text(out);
}

describe('results of a spec that takes something from outside its folder', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    tinyFolder({}, join(root, 'base'));
    mkdirSync(own);
    // Not in the order of the alphabet: an export must keep it.
    writeFileSync(join(own, 'experiment.yaml'), 'extends: ../base/experiment.yaml\nname: own\nprovenance:\n  training.learningRate: { origin: ours, note: tried }\n  training.batchSize: { origin: ours, note: tried }\n'); // prettier-ignore
    expect((await seedbed(['record', own, '--store', finished])).code).toBe(0);
    const verified = await seedbed(['verify', own, '--filter', 'r0 target at condition base, size 2', '--record']);
    expect(verified.code, verified.stderr).toBe(0);
  });

  it('are read in a copy of the folder alone, with the same report', async () => {
    const alone = join(temporaryFolder(), 'alone');
    cpSync(own, alone, { recursive: true });
    expect(existsSync(join(alone, '..', 'base'))).toBe(false);
    expect(await reportOf(alone)).toBe(await reportOf(own));
    for (const words of [
      ['claims', alone],
      ['plan', alone, '--backend', 'wasm'],
      ['status', alone],
      ['fsck', '--results', join(alone, 'results.jsonl')],
      ['verify', alone, '--filter', 'r1 target at condition base, size 2'],
      ['export', alone, '--format', 'csv', '--out', join(temporaryFolder(), 'csv')],
    ]) {
      // prettier-ignore
      const { code, stderr } = await seedbed(words);
      expect([code, words], stderr).toEqual([0, words]);
    }
    // What was recorded is the resolved form of one text: another one has no other.
    writeFileSync(join(alone, 'experiment.yaml'), `${text(join(alone, 'experiment.yaml'))}seed: 8\n`);
    const edited = await seedbed(['claims', alone]);
    expect([edited.code, edited.stderr]).toEqual([2, expect.stringContaining('SB_SPEC_NOT_FOUND')]);
  });

  it('are read with their resolved form alone', async () => {
    const alone = temporaryFolder();
    for (const name of ['results.jsonl', 'resolved.yaml']) cpSync(join(own, name), join(alone, name));
    expect(await reportOf(join(alone, 'resolved.yaml'))).toContain(`All ${tinyRuns} runs finished`);
    const { code, stdout } = await seedbed(['fsck', '--results', join(alone, 'results.jsonl')]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('no damage')]);
  });

  it('make a crate whose report is the one inside, byte for byte, with verification and declared order', async () => {
    const crate = temporaryFolder();
    await seedbed(['export', own, '--format', 'ro-crate', '--out', crate]);
    expect(text(join(crate, 'verification.json'))).toBe(text(join(own, 'verification.json')));
    const inside = text(join(crate, 'report.html'));
    expect(inside).toContain('every one came out as promised');
    expect(inside).toBe(await reportOf(own));
    expect(await reportOf(crate)).toBe(inside);
  });

  it('keep no resolved form where the spec needs nothing from elsewhere', async () => {
    const folder = tinyFolder();
    cpSync(join(own, 'resolved.yaml'), join(folder, 'resolved.yaml'));
    expect((await seedbed(['record', folder, '--store', finished])).code).toBe(0);
    expect(existsSync(join(folder, 'resolved.yaml'))).toBe(false);
  });
});
