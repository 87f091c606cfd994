import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { damageFile, temporaryFolders } from '../../testing/caches.js';
import { exampleRuns, storedManifest } from '../../testing/stored-example.js';
import { parseSpec } from '../../spec/parse.js';
import { planRuns } from '../../plan/plan.js';
import type { Manifest } from '../../manifest/schema.js';
import { seal } from '../../manifest/seal.js';
import { verificationOfRuns } from '../../testing/verifications.js';
import { verificationText } from '../../verify/verification.js';
import { recordResults, resultFileName } from '../results.js';
import { fsckResults } from './fsck-results.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const planned = exampleRuns();
const manifests = planned.map(storedManifest);
const names = manifests.map(resultFileName);
let folder: string;
beforeEach(() => {
  folder = folders.make();
  recordResults(folder, manifests);
});
const brief = async (runs = planned) =>
  (await fsckResults(folder, runs)).findings.map(({ kind, path }) => `${kind} ${path}`).sort();

describe('fsck of recorded results', () => {
  it.each(['smoke', 'fashion-mnist'])('finds nothing in those of %s', async (name) => {
    const experiment = new URL(`../../../../../experiments/${name}/`, import.meta.url).pathname;
    const runs = planRuns(parseSpec(join(experiment, 'experiment.yaml')).spec);
    const report = await fsckResults(join(experiment, 'results'), runs);
    expect(report).toMatchObject({ manifests: runs.length, findings: [] });
    expect(runs.length).toBeGreaterThan(10);
  });

  it('names the run whose file was deleted, when it knows what was planned', async () => {
    expect(await brief()).toEqual([]);
    for (const [index, name] of names.entries()) {
      fs.rmSync(join(folder, name));
      expect(await brief()).toEqual([`missing ${name.replace(/[0-9a-f]{8}\.json$/, '*.json')}`]);
      recordResults(folder, manifests);
      expect(await brief(), String(index)).toEqual([]);
    }
  });

  it('names a run that was forged and sealed again after it was executed again', async () => {
    const inner = join(folder, 'results');
    recordResults(inner, manifests);
    const check = async () => (await fsckResults(inner, planned)).findings.map(({ kind, path, what }) => `${kind} ${path}: ${what}`); // prettier-ignore
    fs.writeFileSync(join(folder, 'verification.json'), verificationText(verificationOfRuns(manifests.slice(2))));
    expect(await check()).toEqual([]);
    const [, , tuned] = manifests as [Manifest, Manifest, Manifest];
    const { test } = tuned;
    recordResults(inner, [...manifests.filter((each) => each !== tuned), seal({ ...tuned, test: { ...test!, loss: test!.loss / 2 } })]); // prettier-ignore
    expect(await check()).toEqual([`damaged ${names[2]}: changed since it was executed again: its results are others`]);
    fs.writeFileSync(join(folder, 'verification.json'), '{"format":"seedbed-verification/1"}');
    expect(await check()).toEqual([
      'damaged ../verification.json: it is seedbed-verification/1; this Seedbed reads seedbed-verification/2',
    ]);
  });

  it('without a plan misses a source run alone', async () => {
    const [source, base] = names as [string, string];
    fs.rmSync(join(folder, base));
    expect(await brief([])).toEqual([]);
    fs.rmSync(join(folder, source));
    expect(await brief([])).toEqual([`missing ${source.replace('r0', 'r*')}`]);
  });

  it('names a damaged file once, a wrong name, and what is half-written; other files are none of its business', async () => {
    damageFile(join(folder, names[0]!));
    fs.renameSync(join(folder, names[1]!), join(folder, 'r1-5-base-00000000.json'));
    fs.writeFileSync(join(folder, `${names[2]}.1-0123456789ab.tmp`), '');
    fs.writeFileSync(join(folder, 'README.md'), '');
    expect(await brief()).toEqual([
      `damaged ${names[0]}`,
      'damaged r1-5-base-00000000.json',
      `half-written ${names[2]}.1-0123456789ab.tmp`,
    ]);
  });

  it('of no folder is a wrong request', async () => {
    await expect(fsckResults(join(folder, 'nowhere'), [])).rejects.toMatchObject({ code: 'SB_RESULTS_NOT_FOUND' });
  });
});
