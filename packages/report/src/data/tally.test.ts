import { describe, expect, it } from 'vitest';
import { fixture, fixtureInput, incompleteInput, manifestAt, plannedAt } from '../testing/fixture.js';
import { tallyRuns } from './tally.js';

const { runs } = fixture.plan;

describe('tallyRuns', () => {
  it('counts every run of a complete grid once', () => {
    const tally = tallyRuns(runs, fixtureInput().manifests);
    expect(tally.counted).toHaveLength(216);
    expect([tally.missing, tally.unfinished, tally.repeated, tally.unplanned]).toEqual([[], [], [], []]);
  });

  it('keeps what is missing, unfinished and repeated apart', () => {
    const tally = tallyRuns(runs, incompleteInput().manifests);
    expect(tally.counted).toHaveLength(213);
    expect(tally.missing).toHaveLength(1);
    expect(tally.unfinished.map((run) => run.outcome.status).sort()).toEqual(['diverged', 'failed']);
    expect(tally.repeated).toHaveLength(1);
    expect(tally.repeated[0]).toMatchObject({ agree: false });
  });

  it('prefers a finished run to a diverged one of the same config, in any order', () => {
    const good = manifestAt(0, 'base', '5', { id: 'f'.repeat(64) });
    const outcome = { status: 'diverged' as const, step: 3, reason: null };
    const bad = manifestAt(0, 'base', '5', { id: '0'.repeat(64), digest: '0'.repeat(64), measured: null, outcome });
    const planned = [plannedAt(0, 'base', '5')];
    for (const manifests of [[good, bad], [bad, good]]) expect(tallyRuns(planned, manifests).counted).toEqual([good]); // prettier-ignore
  });

  it('takes the same manifest twice for one, and one of another plan for none', () => {
    const { manifests } = fixtureInput();
    const [first, ...others] = runs;
    const tally = tallyRuns(others, [...manifests, ...manifests]);
    expect(tally.repeated).toEqual([]);
    expect(tally.unplanned.map((run) => run.configId)).toEqual([first!.configId]);
  });
});
