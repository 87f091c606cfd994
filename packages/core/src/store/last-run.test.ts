import fs from 'node:fs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordedContext } from '../manifest/run-id.js';
import { exampleManifest } from '../testing/manifests.js';
import { fsckStore } from './fsck/fsck-store.js';
import { collectGarbage } from './gc.js';
import { type LastRun, lastRunOf, rememberRun } from './last-run.js';
import { storedFiles } from './layout.js';
import { RunStore } from './run-store.js';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'seedbed-last-run-'));
  new RunStore(store).prepare();
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

const context = recordedContext(exampleManifest());
const dataset = { plugin: 'flowers', options: { size: 32 } };
const run: Omit<LastRun, 'format' | 'at'> = {
  ...{ experiment: 'roses', dataset, place: '/pictures', skipDamaged: false, context },
};
const placeOf = (experiment: string, of: LastRun['dataset'] = dataset) =>
  lastRunOf(store, { experiment, dataset: of })?.place;
const file = () => join(store, 'last-runs', fs.readdirSync(join(store, 'last-runs'))[0]!);
const day = (number: number) => new Date(Date.UTC(2026, 0, number));

describe('the last run', () => {
  it('is remembered by experiment and data set; another place replaces it', () => {
    expect(placeOf('roses')).toBeUndefined();
    rememberRun(store, run);
    expect(lastRunOf(store, run)).toMatchObject(run);
    rememberRun(store, { ...run, dataset: { options: { size: 32 }, plugin: 'flowers' } });
    expect(fs.readdirSync(join(store, 'last-runs'))).toHaveLength(1);
    rememberRun(store, { ...run, place: '/corrected' });
    expect(placeOf('roses')).toBe('/corrected');
    expect(placeOf('roses', { plugin: 'flowers', options: { size: 64 } })).toBeUndefined();
  });

  it('of another experiment on the same data set will do, the latest', () => {
    rememberRun(store, { ...run, experiment: 'b', place: '/second' }, day(2));
    rememberRun(store, { ...run, experiment: 'a', place: '/first' }, day(1));
    expect(placeOf('roses')).toBe('/second');
    // The same run again is the last one again.
    rememberRun(store, { ...run, experiment: 'a', place: '/first' }, day(3));
    expect(placeOf('roses')).toBe('/first');
    rememberRun(store, run, day(1));
    expect(placeOf('roses')).toBe('/pictures');
  });

  it('that cannot be read is none: fsck names it without calling it damage, gc leaves it', async () => {
    rememberRun(store, run);
    expect((await fsckStore(store)).findings).toEqual([]);
    for (const text of ['', '{"format":"seedbed-last-run/1"}', '[]']) {
      writeFileSync(file(), text);
      expect(placeOf('roses')).toBeUndefined();
    }
    const { findings } = await fsckStore(store);
    expect(findings.map(({ kind, path }) => [kind, join(store, path)])).toEqual([['leftover', file()]]);
    expect((await collectGarbage(store, { now: Date.now() + 1e9 })).removed).toEqual([]);
    expect(storedFiles(store)['last-run']).toHaveLength(1);
    rememberRun(store, run);
    expect(placeOf('roses')).toBe('/pictures');
  });
});
