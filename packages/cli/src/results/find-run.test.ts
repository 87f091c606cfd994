import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Manifest, manifestText, recordResults, RunStore } from '@seedbed/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { manifestOf } from '../testing/manifest.js';
import { findRun, placesIn } from './find-run.js';

const stored = manifestOf({ id: 'a1'.repeat(32) });
const recorded = manifestOf({ id: 'b2'.repeat(32) });

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-find-'));
  writeFileSync(join(root, 'nx.json'), '{}');
  const experiment = join(root, 'experiments', 'one');
  mkdirSync(experiment, { recursive: true });
  writeFileSync(join(experiment, 'experiment.yaml'), '');
  recordResults(join(experiment, 'results.jsonl'), [stored, recorded]);
  new RunStore(join(root, 'store')).write(stored);
  vi.spyOn(process, 'cwd').mockReturnValue(root);
  vi.stubEnv('SEEDBED_STORE', join(root, 'store'));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const results = () => join(root, 'experiments', 'one', 'results.jsonl');
const find = (asked: string, flags: { store?: string; results?: string } = {}): Manifest => findRun(asked, placesIn(flags)); // prettier-ignore

describe('a run by its name', () => {
  it('is found in the store and beside the specs, by the first digits of its id, by the path of its manifest, and by its line', () => {
    expect(find('a1').id).toBe(stored.id);
    expect(find('b2b2b2b2b2').id).toBe(recorded.id);
    expect(find(`${results()}:2`).id).toBe(recorded.id);
    writeFileSync(join(root, 'copy.json'), manifestText(recorded));
    expect(find(join(root, 'copy.json')).id).toBe(recorded.id);
  });

  it('is looked for only where somebody says', () => {
    expect(find('b2', { results: results() }).id).toBe(recorded.id);
    expect(find('a1', { results: join(root, 'store') }).id).toBe(stored.id);
    for (const flags of [{ store: join(root, 'store') }, { results: join(root, 'store') }])
      expect(() => find('b2', flags)).toThrow('no run begins with "b2" in ');
    expect(() => find('')).toThrow('2 runs begin with ""');
  });

  it('that is a path is no beginning of an id', () => {
    expect(() => find(`${results()}:3`)).toThrow('has no line 3');
    for (const asked of [join(root, 'gone.json'), 'gone.json', './a1', root])
      expect(() => find(asked)).toThrow(expect.objectContaining({ code: 'SB_RUN_NOT_FOUND', message: `there is no file ${resolve(asked)}` })); // prettier-ignore
  });

  it('that is there twice counts once where its results are equal, and is an error otherwise', () => {
    new RunStore(join(root, 'store')).write(recorded);
    expect(find('b2').id).toBe(recorded.id);
    new RunStore(join(root, 'store')).write(
      manifestOf({ id: recorded.id, weights: { ...recorded.weights, after: 'e'.repeat(64) } }),
    );
    expect(() => find('b2')).toThrow('is there twice with different results');
  });
});
