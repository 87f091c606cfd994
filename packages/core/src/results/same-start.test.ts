import { describe, expect, it } from 'vitest';
import { sha256 } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { exampleManifest } from '../testing/manifests.js';
import { hidesStart, sameStarts } from './same-start.js';

const trainer: Manifest['trainer'] = { command: ['python', 'train.py'], determinism: 'bitwise', files: {} };
const [one, other, unsaid] = ['one', 'other', ''].map((start) => sha256(start)) as [string, string, string];
const run = (replicate: number, before: string, changes: Partial<Manifest> = {}) =>
  exampleManifest({ trainer, replicate, weights: { before, after: one }, ...changes });

describe('replicates of a program', () => {
  it('that start from the same weights are named in pairs', () => {
    const runs = [run(0, one), run(1, other), run(2, one), run(3, one)];
    const label = (index: number) => expect.stringMatching(`^r${index} target`);
    expect(sameStarts(runs)).toEqual([[label(0), label(2)], [label(0), label(3)]]); // prettier-ignore
  });

  it('are not named where levels of one replicate start alike, as they do, or nothing is said of the start', () => {
    expect(sameStarts([run(0, one), run(0, one, { at: { size: '5' } }), run(1, other)])).toEqual([]);
    expect(sameStarts([run(0, unsaid), run(1, unsaid)])).toEqual([]);
    expect([hidesStart(run(0, unsaid)), hidesStart(run(0, one))]).toEqual([true, false]);
  });

  it('may start alike where they start from another run, and the engine is not asked', () => {
    const { config } = exampleManifest();
    const copied = { config: { ...config, weights: { from: { run: one } } } };
    expect(sameStarts([run(0, one, copied), run(1, one, copied)])).toEqual([]);
    const byEngine = [0, 1].map((replicate) => exampleManifest({ replicate, weights: { before: one, after: one } }));
    expect(sameStarts(byEngine)).toEqual([]);
  });
});
