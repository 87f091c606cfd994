import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset, RunConfig } from '@seedbed/core';
import { afterAll, expect, it, vi } from 'vitest';
import { giveRun } from './given.js';

const all = mkdtempSync(join(tmpdir(), 'seedbed-given-'));
vi.stubEnv('SEEDBED_CACHE', join(all, 'cache'));
afterAll(() => rmSync(all, { recursive: true }));

const dataset = {
  inputs: { shape: [2, 1, 1], type: 'uint8' },
  targets: 'class',
  grouped: false,
  classes: ['a', 'b'],
  counts: { train: [3, 2], test: [1, 1], validation: [0, 0] },
  fingerprint: 'made up',
  readInputs: (_: string, classIndex: number, item: number, target: Uint8Array, at: number, count = 1) => Array.from({ length: count }, (__, next) => target.set([classIndex, item + next], at + 2 * next)), // prettier-ignore
  readTargets: () => undefined,
} as unknown as Dataset;

const config: RunConfig = {
  ...{ seed: 1, replicate: 0, stage: 'fit', learn: { data: { name: 'made', plugin: 'made-up' } } },
  ...{ model: { layers: ['program'] }, training: { optimizer: 'program' } },
};

/** Gives the run into a folder in which a file has no room, as on a full disk. */
const give = (folder: string, full: string) => {
  mkdirSync(folder, { recursive: true });
  symlinkSync('/dev/full', join(folder, full));
  const run = { config, label: 'r0 fit', measure: ['test' as const], evaluations: 1 };
  const more = { checkpoint: { seconds: 60, resume: null }, trace: null };
  return giveRun({ run, runId: 'f00d', dataset, upstream: {}, cacheDir: join(all, 'cache'), folder, threads: 1, more, files: {} }); // prettier-ignore
};

it.runIf(existsSync('/dev/full')).each(['train-rows.npy', 'test-labels.npy', 'run.json'])(
  'where there is no room for %s, it is said which folder is full, and which variable names another one',
  (file) => {
    const folder = join(all, file);
    expect(() => give(folder, file)).toThrow(
      expect.objectContaining({
        code: 'SB_SYSTEM',
        message: expect.stringContaining(`${join(folder, file)}, in the folder for temporary files, cannot be written: ENOSPC`), // prettier-ignore
        hint: `free some space in ${tmpdir()}, or set TMPDIR (on Windows: TEMP) to a folder on another disk`,
      }),
    );
  },
);
