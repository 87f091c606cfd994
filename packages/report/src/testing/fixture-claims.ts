import type { ClaimResult } from '@seedbed/core';
import { noise } from './fixture-manifest.js';
import { conditions, fixtureSpec } from './fixture-spec.js';

const contrasts = ['mean(S2T, S3T) − FTall', 'mean(S2T, S3T) − S1T', 'mean(S2T, S3T) − mean(S4T, S5T)'];

/** Verdicts by hand and noise: only their shape matters. */
export const fixtureClaims: ClaimResult[] = [
  {
    id: 'C1',
    statement: fixtureSpec.claims[0]!.statement,
    origin: 'stated',
    verdict: 'supported',
    summary:
      'The benefit of FTall over base fell by 0.9 points for each doubling of the target size (95 % interval 0.6 to 1.2, three replicates).',
    findings: [
      {
        name: 'slope of FTall − base on log2 of the target size',
        images: null,
        point: null,
        interval: { mean: -0.9, low: -1.2, high: -0.6, level: 0.95, n: 3 },
        p: { t: 0.003, 'sign-flip': 0.125, "Page's L": 0.0004 },
        verdict: 'supported',
      },
    ],
    cautions: ['An exact sign-flip test over three replicates cannot go below p = 0.125.'],
  },
  {
    id: 'C2',
    statement: fixtureSpec.claims[1]!.statement,
    origin: 'stated',
    verdict: 'inconclusive',
    summary:
      'Fixing two or three layers was better than the deeper cuts at every size, but could not be told from fixing one layer or none.',
    findings: [5, 10, 25, 100].flatMap((images) =>
      contrasts.map((name, index) => {
        const mean = (index === 2 ? 2.4 : 0.3) + noise(name, images) - 0.4;
        const reach = 0.8 + noise('reach', name, images);
        return {
          name,
          images,
          point: null,
          interval: { mean, low: mean - reach, high: mean + reach, level: 0.95, n: 3 },
          p: { t: 0.5 * noise('p', name, images) },
          verdict: index === 2 ? ('supported' as const) : ('inconclusive' as const),
        };
      }),
    ),
    best: [5, 10, 25, 100].map((images) => ({
      images,
      point: null,
      among: conditions.slice(1),
      are: ['S2T', 'S3T'],
      probability: noise('best', images),
      chance: 1 / 3,
      n: 3,
    })),
    cautions: [],
  },
];
