import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { type Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';
import { exampleManifest } from '../testing/manifests.js';
import { verificationOfRuns } from '../testing/verifications.js';
import { isAbout, verificationNow } from './changed-since.js';

const manifests = ['a', 'b', 'c'].map((name) => exampleManifest({ id: digestOf(name), configId: digestOf([name]) }));
const [first, second, third] = manifests as [Manifest, Manifest, Manifest];
const verification = verificationOfRuns(manifests);
const { test } = second.measured!;
const better = seal({ ...second, measured: { ...second.measured, test: { ...test!, confusion: [[2, 0], [0, 2]] } } }); // prettier-ignore
const shown = seal({ ...second, measured: { ...second.measured, test: { ...test!, values: { accuracy: 100 } } } });
const faster = seal({ ...second, cost: { ...second.cost, wallSeconds: 0.5 } });
const elsewhere = seal({ ...second, id: digestOf('elsewhere'), backend: { ...second.backend, library: 'other' } });

describe('runs that were executed again', () => {
  it('are the same while nothing is changed', () => {
    const { same, changed, absent } = verificationNow(verification, manifests);
    expect([same.length, changed, absent]).toEqual([3, [], []]);
  });

  it.each([
    ['results', better],
    ['circumstances', faster],
    // What follows from predictions is no result of its own.
    ['circumstances', shown],
    ['run', elsewhere],
  ])('whose %s were changed and sealed again are named', (what, forged) => {
    expect(forged.digest).not.toBe(second.digest);
    const now = verificationNow(verification, [first, forged, third]);
    expect(now.changed).toEqual([{ verified: verification.runs[1], manifest: forged, what }]);
    expect([now.same.length, isAbout(now)]).toEqual([2, true]);
  });

  it('and are not at hand are absent; a record of other runs is about none of these', () => {
    expect(verificationNow(verification, [first]).absent.map(({ runId }) => runId)).toEqual([second.id, third.id]);
    expect(isAbout(verificationNow(verification, [elsewhere]))).toBe(false);
    expect(isAbout(verificationNow(verification, [exampleManifest()]))).toBe(false);
  });
});
