import fs from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadExperiment } from '../../load.js';
import { canonicalJson, digestOf } from '../../digest/canonical.js';
import type { Manifest, MeasuredPart } from '../../manifest/schema.js';
import { manifestText, seal } from '../../manifest/seal.js';
import { predictedClasses } from '../../metrics/predicted.js';
import { temporaryFolders } from '../../testing/caches.js';
import { examplePredictions, exampleRuns, storedManifest } from '../../testing/stored-example.js';
import { without } from '../../testing/without.js';
import { verificationOfRuns } from '../../testing/verifications.js';
import { verificationText } from '../../verify/verification.js';
import { predictionsFile, predictionsText, recordPredictions } from '../predictions.js';
import { recordResults, resultsFile } from '../results.js';
import { fsckResults } from './fsck-results.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const planned = exampleRuns();
const manifests = planned.map(storedManifest);
const byId = [...manifests].sort((a, b) => (a.id < b.id ? -1 : 1));
const lines = byId.map(manifestText);
const lineOf = (manifest: Manifest) => byId.indexOf(manifest) + 1;
const [source, , tuned] = manifests as [Manifest, Manifest, Manifest];
let folder: string;
let file: string;
beforeEach(() => {
  folder = folders.make();
  file = join(folder, resultsFile);
  recordResults(file, manifests);
});
const write = (texts: readonly string[]) => fs.writeFileSync(file, texts.join(''));
const found = (runs = planned, compared: ReadonlySet<string> = new Set()) => fsckResults(file, { runs, compared }).findings.map(({ kind, path, what }) => `${kind} ${path}: ${what}`); // prettier-ignore

describe('fsck of recorded results', () => {
  it.each(['smoke', 'fashion-mnist'])('finds nothing in those of %s', (name) => {
    const experiment = fileURLToPath(new URL(`../../../../../experiments/${name}/`, import.meta.url));
    const { plan, compared } = loadExperiment(join(experiment, 'experiment.yaml'));
    const { runs } = plan;
    const report = fsckResults(join(experiment, resultsFile), { runs, compared });
    expect(report).toMatchObject({ manifests: runs.length, findings: [] });
    expect(runs.length).toBeGreaterThan(10);
  });

  it('says what it looked at', () => {
    const shown: number[][] = [];
    const report = fsckResults(file, { runs: planned, compared: new Set() }, (done, total) =>
      shown.push([done, total]),
    );
    expect(report).toEqual({ manifests: 5, weights: 0, predictions: 0, checkpoints: 0, findings: [] });
    expect(shown).toEqual([1, 2, 3, 4, 5].map((done) => [done, 5]));
  });

  it('names the run whose line was deleted, when it knows what was planned', () => {
    for (const [index, { label, configId }] of planned.entries()) {
      write(lines.filter((_, at) => byId[at]?.configId !== configId));
      expect(found(), String(index)).toEqual([
        `missing ${resultsFile}: the manifest of ${label}, which the spec asks for`,
      ]);
    }
    recordResults(file, []);
    expect(found()).toHaveLength(5);
  });

  it('without a plan misses an upstream run alone', () => {
    for (const manifest of manifests.slice(1)) {
      write(lines.filter((_, at) => byId[at] !== manifest));
      expect(found([])).toEqual([]);
    }
    write(lines.filter((_, at) => byId[at] !== source));
    expect(found([])).toEqual([
      expect.stringMatching(new RegExp(`^missing ${resultsFile}: the upstream run of ${resultsFile}:\\d and 2 more$`)),
    ]);
  });

  it('names a damaged line once, and not its run as missing', () => {
    for (const [at, line] of lines.entries()) {
      write(lines.with(at, line.replace('"wallSeconds":1.5', '"wallSeconds":0.5')));
      expect(found(), String(at)).toEqual([`damaged ${resultsFile}:${at + 1}: it was changed after it was written: its digest does not match`]); // prettier-ignore
    }
    write(lines.with(0, 'something else\n'));
    const [first, ...rest] = found();
    expect(first).toBe(`damaged ${resultsFile}:1: not a readable JSON file`);
    // A line that says nothing of a run may have been any.
    expect(rest.filter((each) => !each.startsWith('missing'))).toEqual([]);
    expect(rest).toHaveLength(1);
  });

  it('names lines that are not in their place, or there twice', () => {
    const misplaced = 'it is not in its place: lines are sorted by run id';
    write([lines[1]!, lines[0]!, ...lines.slice(2)]);
    expect(found()).toEqual([`damaged ${resultsFile}:2: ${misplaced}`]);
    write([lines[0]!, ...lines]);
    expect(found()).toEqual([`damaged ${resultsFile}:2: ${misplaced}`]);
  });

  it('names what contradicts itself in a line that was sealed again', () => {
    const { test } = tuned.measured!;
    const measured = { ...tuned.measured, test: { ...test!, values: { ...test!.values, accuracy: 100 } } };
    write(lines.with(lineOf(tuned) - 1, manifestText(seal({ ...tuned, measured }))));
    expect(found()).toContainEqual(expect.stringMatching(new RegExp(`^damaged ${resultsFile}:${lineOf(tuned)}: measured\\.test\\.values\\.accuracy is 100, but`))); // prettier-ignore
  });

  it('names an upstream run that is not the one that was asked for', () => {
    const [, base] = manifests as [Manifest, Manifest];
    const [asked] = Object.keys(tuned.upstream) as [string];
    write(lines.with(lineOf(tuned) - 1, manifestText(seal({ ...tuned, upstream: { [asked]: base.id } }))));
    expect(found()).toEqual([`damaged ${resultsFile}:${lineOf(tuned)}: upstream run ${base.id} is not the run that ${resultsFile}:${lineOf(tuned)} asked for`]); // prettier-ignore
  });

  it('names a run that was forged and sealed again after it was executed again', () => {
    fs.writeFileSync(join(folder, 'verification.json'), verificationText(verificationOfRuns(manifests.slice(2))));
    expect(found()).toEqual([]);
    const forged = (test: Partial<MeasuredPart>) => seal({ ...tuned, measured: { ...tuned.measured, test: { ...tuned.measured!.test!, ...test } } }); // prettier-ignore
    const changed = (what: string) => [`damaged ${resultsFile}:${lineOf(tuned)}: changed since it was executed again: ${what}`]; // prettier-ignore
    write(lines.with(lineOf(tuned) - 1, manifestText(forged({ predictions: digestOf('others') }))));
    expect(found()).toEqual(changed('its results are others'));
    const values = { ...tuned.measured!.test!.values, loss: 0.01 };
    for (const other of [forged({ values }), seal({ ...tuned, at: { condition: 'S9T' } })]) {
      write(lines.with(lineOf(tuned) - 1, manifestText(other)));
      expect(found()).toEqual(changed('its results are the same, what else its manifest says is not'));
    }
    fs.writeFileSync(join(folder, 'verification.json'), '{"format":"seedbed-verification/1"}');
    expect(found()).toEqual([
      'damaged verification.json: it is seedbed-verification/1; this Seedbed reads seedbed-verification/3',
    ]);
  });

  describe('with predictions beside them', () => {
    const classes = predictedClasses({ classes: 2, probabilities: examplePredictions() });
    const measured = planned.filter(({ measure }) => measure.length > 0);
    const compared = new Set(measured.map(({ configId }) => configId));
    const text = predictionsText(manifests, () => classes);
    const put = (content: string) => fs.writeFileSync(join(folder, predictionsFile), content);
    const line = (changes: object) => {
      const rest = without({ ...(JSON.parse(text) as Record<string, unknown>), ...changes }, 'digest');
      return `${canonicalJson({ ...rest, digest: digestOf(rest) })}\n`;
    };

    it('finds nothing where they are those that were measured', () => {
      recordPredictions(file, text);
      expect(fsckResults(file, { runs: planned, compared })).toMatchObject({ predictions: 1, findings: [] });
      recordPredictions(file, '');
      expect(fs.existsSync(join(folder, predictionsFile))).toBe(false);
    });

    it('names the runs whose predictions are missing, where a metric compares them', () => {
      const missing = measured.map(({ label }) => `missing ${predictionsFile}: the predictions of ${label}, which a metric compares`); // prettier-ignore
      expect(found(planned, compared).sort()).toEqual(missing.sort());
      expect(found()).toEqual([]);
    });

    const other = digestOf('other');
    it.each([
      ['a byte', text.replace('"bytes":1', '"bytes":2'), 'damaged', 'its content does not have the digest that it names'],
      ['the end', text.slice(0, -3), 'damaged', 'the file ends within a line'],
      ['no JSON', `${text.slice(1)}`, 'damaged', 'it is no JSON'],
      ['a field', line({ more: 1 }), 'damaged', 'it is no line of predictions'],
      ['half a class', line({ bytes: 2, classes: 'AAAA' }), 'damaged', 'it ends within a class'],
      ['the examples', line({ classes: 'AAAA' }), 'damaged', 'it holds 3 examples, but 6 were measured'],
      ['the classes', line({ classes: 'AAAAAAAA' }), 'damaged', 'class 0 is predicted 6 times, but the confusion counts give 4'],
      ['a class that is not told', line({ classes: 'CQAAAAAA' }), 'damaged', 'class 9 is predicted, of 2 classes'],
    ])('names a line in which %s is wrong', (_, content, kind, what) => {
      put(content);
      expect(found(planned, compared)).toEqual([`${kind} ${predictionsFile}:1: ${what}`]);
    }); // prettier-ignore

    it('names a line that is not in its place, and one that no run predicted', () => {
      const foreign = line({ predictions: other });
      put(other < JSON.parse(text).predictions ? foreign + text : text + foreign);
      const at = other < JSON.parse(text).predictions ? 1 : 2;
      const unused = (place: number) => `orphan ${predictionsFile}:${place}: no intact manifest beside it names these predictions`; // prettier-ignore
      expect(found(planned, compared)).toEqual([unused(at)]);
      put(text + text);
      expect(found(planned, compared)).toEqual([`damaged ${predictionsFile}:2: it is not in its place: lines are sorted by the digest of the predictions`]); // prettier-ignore
    });
  });

  it('minds no other files', () => {
    for (const name of ['README.md', 'report.sha256', `${resultsFile}.1-0123456789ab.tmp`]) fs.writeFileSync(join(folder, name), ''); // prettier-ignore
    expect(found()).toEqual([]);
  });

  it('of no file is a wrong request', () => {
    expect(() => fsckResults(join(folder, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'SB_RESULTS_NOT_FOUND' }),
    );
  });
});
