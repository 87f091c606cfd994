import { describe, expect, it } from 'vitest';
import { chainSpec } from '../testing/chain.js';
import { loadText } from '../testing/loaded.js';
import type { Experiment } from '../workspace/experiment.js';
import { chosenRuns, upstreamIds } from './chosen-runs.js';

const loaded = loadText(chainSpec);
const experiment = { loaded, runs: loaded.plan.runs } as Experiment;
const labels = (asked: Parameters<typeof chosenRuns>[1]) => chosenRuns(experiment, asked).map(({ label }) => label);

describe('the runs that are chosen', () => {
  it('come with all that they start from, upstream runs first', () => {
    expect(labels({ filter: 'stage=third' })).toEqual(['r0 first', 'r0 second', 'r0 third']);
    expect(labels({ filter: 'stage=second' })).toEqual(['r0 first', 'r0 second']);
  });

  it('may be named by their config ids', () => {
    const [first, second] = loaded.plan.runs.map(({ configId }) => configId) as [string, string];
    expect(labels({ configs: [second] })).toEqual(['r0 first', 'r0 second']);
    expect(labels({ configs: [first] })).toEqual(['r0 first']);
    expect(() => labels({ configs: [first, '0'.repeat(64)] })).toThrow(
      expect.objectContaining({ code: 'SB_PACK_OUTDATED' }),
    );
  });

  it('are upstream where another run starts from them', () => {
    const [first, second] = loaded.plan.runs.map(({ configId }) => configId);
    expect([...upstreamIds(loaded.plan.runs)]).toEqual([first, second]);
  });
});
