import { describe, expect, it } from 'vitest';
import { fixtureInput, fixtureManifest, incompleteInput } from '../testing/fixture.js';
import { tallyRuns } from './tally.js';

describe('tallyRuns', () => {
  it('counts every run of a complete grid once', () => {
    const { expected, manifests } = fixtureInput();
    const tally = tallyRuns(expected, manifests);
    expect(tally.counted).toHaveLength(108);
    expect([tally.missing, tally.unfinished, tally.repeated, tally.unplanned]).toEqual([[], [], [], []]);
  });

  it('keeps what is missing, unfinished and repeated apart', () => {
    const { expected, manifests } = incompleteInput();
    const tally = tallyRuns(expected, manifests);
    expect(tally.counted).toHaveLength(105);
    expect(tally.missing).toHaveLength(1);
    expect(tally.unfinished.map((run) => run.outcome.status).sort()).toEqual(['diverged', 'failed']);
    expect(tally.repeated).toHaveLength(1);
    expect(tally.repeated[0]).toMatchObject({ agree: false });
  });

  it('prefers a finished run to a diverged one of the same cell, in any order', () => {
    const asked = { role: 'cell' as const, replicate: 0, condition: 'base', images: 5 };
    const good = fixtureManifest(asked, { id: 'f'.repeat(64) });
    const outcome = { status: 'diverged' as const, step: 3, reason: null };
    const bad = fixtureManifest(asked, { id: '0'.repeat(64), digest: '0'.repeat(64), test: null, outcome });
    const expected = [{ ...asked, cellId: good.cellId }];
    for (const manifests of [
      [good, bad],
      [bad, good],
    ]) {
      expect(tallyRuns(expected, manifests).counted).toEqual([good]);
    }
  });

  it('takes the same manifest twice for one, and one of another plan for none', () => {
    const { expected, manifests } = fixtureInput();
    const [first, ...others] = expected;
    const tally = tallyRuns(others, [...manifests, ...manifests]);
    expect(tally.repeated).toEqual([]);
    expect(tally.unplanned.map((run) => run.cellId)).toEqual([first!.cellId]);
  });
});
