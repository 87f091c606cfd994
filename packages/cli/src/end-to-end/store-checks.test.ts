import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelOf, type Manifest, manifestText, resultsText, seal } from '@seedbed/core';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { seedbed } from '../testing/seedbed.js';
import { copyOf, manifestPath, manifestsOf } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const manifests = manifestsOf(finished);
const source = manifests.find(({ stage }) => stage === 'source') as Manifest;
const targets = manifests.filter(({ stage }) => stage === 'target') as [Manifest, Manifest];

let store: string;
beforeEach(() => {
  store = copyOf(finished);
});
const fsck = (...more: string[]) => seedbed(['fsck', '--store', store, ...more]);
const old = (path: string, content: string) => {
  writeFileSync(path, content);
  utimesSync(path, 1, 1);
};

describe('fsck', () => {
  it('finds nothing in a store that was just trained', async () => {
    const { code, stdout } = await fsck();
    expect(stdout).toBe(
      `${store}: ${tinyRuns} manifests, 2 weights files, 0 predictions files, 0 checkpoints: no damage\n`,
    );
    expect(code).toBe(0);
  });

  it('names an edited byte, what to do, and exits with 1; run then trains it again', async () => {
    const path = manifestPath(store, targets[0].id);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"accuracy":\d/, '"accuracy":9'));
    const { code, stdout } = await fsck();
    expect(code).toBe(1);
    expect(stdout).toContain(
      `damaged: runs/${targets[0].id.slice(0, 2)}/${targets[0].id}.json: it was changed after it was written: its digest does not match\n    delete it: seedbed run trains this run again\n`,
    );
    expect(stdout).toMatch(/: 1 damaged or missing\n$/);
    rmSync(path);
    await seedbed(['run', tinyFolder(), '--store', store, '--backend', 'wasm']);
    expect((await fsck()).code).toBe(0);
  });

  it('finds a better accuracy whose digests were computed again', async () => {
    const [run] = targets;
    const { test } = run.measured!;
    const forged = seal({
      ...run,
      measured: { ...run.measured, test: { ...test!, values: { ...test!.values, accuracy: 99.9 } } },
    });
    writeFileSync(manifestPath(store, run.id), manifestText(forged));
    const { code, stdout } = await fsck('--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      damage: 2,
      manifests: tinyRuns,
      findings: [
        { kind: 'damaged', what: expect.stringMatching(/^measured\.test\.errors\.accuracy is .*, but 99\.9 % of 3000 examples give/) },
        { kind: 'damaged', what: expect.stringMatching(/^measured\.test\.values\.accuracy is 99\.9, but the confusion counts give/) },
      ], // prettier-ignore
    });
  });

  it('of results knows from the spec beside them what is missing', async () => {
    const folder = tinyFolder();
    await seedbed(['record', folder, '--store', store]);
    const results = join(folder, 'results.jsonl');
    expect((await seedbed(['fsck', '--results', results])).code).toBe(0);
    const [first] = targets;
    writeFileSync(results, resultsText(manifests.filter(({ id }) => id !== first.id)));
    const { code, stdout } = await seedbed(['fsck', '--results', results]);
    expect([code, stdout]).toEqual([1, expect.stringContaining(`missing: results.jsonl: the manifest of ${labelOf(first)}, which the spec asks for`)]); // prettier-ignore
  });

  it('of no store is a wrong request', async () => {
    const { code, stderr } = await seedbed(['fsck', '--store', join(store, 'nowhere')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('[SB_STORE_NOT_FOUND]')]);
  });
});

describe('gc', () => {
  it('shows, then removes, orphans and what killed writers left; fsck says so before, and nothing after', async () => {
    const orphan = join(store, 'weights', `${'0'.repeat(64)}.f32`);
    old(`${manifestPath(store, source.id)}.1-0123456789ab.tmp`, '{"id');
    old(join(store, 'weights', `${source.weights.after}.f32.1-0123456789ab.tmp`), 'xyz');
    writeFileSync(orphan, '');
    rmSync(orphan);
    const before = await fsck();
    expect([before.code, before.stdout]).toEqual([0, expect.stringContaining('no damage, 2 files that no run needs')]);
    expect(before.stdout).toContain('seedbed gc removes it');
    const shown = await seedbed(['gc', '--store', store, '--dry-run']);
    expect(shown.stdout).toMatch(/^half-written: .*\nhalf-written: .*\n2 files, 7 B to remove\n$/);
    const { code, stdout } = await seedbed(['gc', '--store', store, '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ bytes: 7, kept: 0, dryRun: false })]);
    expect((await fsck()).stdout).toContain(': no damage\n');
    expect(manifestsOf(store)).toEqual(manifests);
  });
});

describe('diff', () => {
  const diff = (one: string, other: string, ...more: string[]) =>
    seedbed(['diff', one, other, '--store', store, ...more]);

  it('says first which fields make the ids differ, then where the results part', async () => {
    const [first, second] = ['base', 'S1T'].map((condition) => manifests.find(({ at, replicate }) => at['condition'] === condition && at['size'] === '4' && replicate === 1)) as [Manifest, Manifest]; // prettier-ignore
    const { stdout } = await diff(first.id.slice(0, 12), second.id);
    expect(stdout).toMatch(/^the ids differ, since these fields do:\nfield +[0-9a-f]{12} +[0-9a-f]{12}\nconfig\.freeze +\(absent\) +1\nconfig\.weights +\(absent\) +\{"from":.*\nexactly these make them/); // prettier-ignore
    expect(stdout).toMatch(/^the first loss that differs is that of step 1: [\d.]+ and [\d.]+$/m);
    expect(stdout).toMatch(/^weights\.after +[0-9a-f]+ +[0-9a-f]+$/m);
  });

  it('takes manifests by their path, and tells circumstances apart from results', async () => {
    const [run] = targets;
    const elsewhere = join(store, 'elsewhere.json');
    const environment = { ...run.environment, node: 'v1' };
    writeFileSync(elsewhere, manifestText(seal({ ...run, environment })));
    const { stdout } = await diff(run.id, elsewhere);
    expect(stdout).toBe(
      `the same run id: same config, measurements, data, numerics and backend\nresults: equal, bit for bit\ncircumstances, no part of the id:\nfield             ${'one'.padEnd(run.environment.node.length)}  other\nenvironment.node  ${run.environment.node}  v1\n`,
    );
    const json = JSON.parse((await diff(run.id, elsewhere, '--json')).stdout) as object;
    expect(json).toMatchObject({
      runs: [run.id, run.id],
      ids: { equal: true, proven: true, fields: [] },
      results: { equal: true, firstStep: null, fields: [] },
      circumstances: [{ field: 'environment.node', values: [run.environment.node, 'v1'] }],
    });
  });
});
