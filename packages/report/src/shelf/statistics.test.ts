import type { ClaimResult } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { fixtureInput } from '../testing/fixture.js';
import { statisticsOf } from './statistics.js';

const [trend] = fixtureInput().claims as [ClaimResult];

/** C1 of the fixture, a trend, with these p values of its slope. */
const claimed = (changes: Partial<ClaimResult>, t: number, signFlip: number): ClaimResult => ({
  ...trend,
  ...changes,
  findings: [{ ...trend.findings[0]!, p: { t, 'sign-flip': signFlip } }],
});
const studyOf = (...claims: readonly ClaimResult[]) => ({ model: modelOf(fixtureInput({ claims })) });

describe('all claims together', () => {
  const strong = claimed({ verdict: 'supported', origin: 'stated' }, 0.001, 0.004);
  const middling = claimed({ verdict: 'supported', origin: 'stated' }, 0.005, 0.03);
  const weak = claimed({ verdict: 'supported', origin: 'ours' }, 0.02, 0.03);
  const against = claimed({ verdict: 'contradicted', origin: 'inferred' }, 0.99, 1);
  const open = claimed({ verdict: 'inconclusive', origin: 'ours' }, 0.3, 0.3);
  const { all, origins, among } = statisticsOf([studyOf(strong), studyOf(middling, weak), studyOf(against, open)]);

  it('are counted by verdict and by origin', () => {
    expect(all).toMatchObject({ claims: 5, verdicts: { supported: 3, contradicted: 1, equivalent: 0, inconclusive: 1 } }); // prettier-ignore
    expect(origins.stated).toMatchObject({ claims: 2, verdicts: { supported: 2 } });
    expect(origins.inferred).toMatchObject({ claims: 1, verdicts: { supported: 0, contradicted: 1 } });
    expect(origins.ours).toMatchObject({ claims: 2, verdicts: { supported: 1, inconclusive: 1 } });
  });

  it('remain supported by the tests that pass after Holm over all of them', () => {
    // t: 5 x 0.001, 4 x 0.005, 3 x 0.02 against 0.025; sign-flip: 5 x 0.004, 4 x 0.03 against 0.05.
    expect([strong, middling, weak].map((claim) => among.get(claim)!.by)).toEqual(['both', 't', 'neither']);
    expect(all.remaining).toEqual({ both: 1, t: 2 });
    expect(origins.stated.remaining).toEqual({ both: 1, t: 2 });
    expect(origins.ours.remaining).toEqual({ both: 0, t: 0 });
  });

  it('are none where there is no study', () => {
    expect(statisticsOf([]).all).toEqual({ claims: 0, verdicts: { supported: 0, contradicted: 0, equivalent: 0, inconclusive: 0 }, remaining: { both: 0, t: 0 } }); // prettier-ignore
  });
});
