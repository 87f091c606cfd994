import seedrandom from 'seedrandom';
import type { Factor } from '../../spec/factors.js';
import type { GridPoint } from '../../spec/grid.js';
import { judgeClaims } from '../judging/judge.js';
import type { Claim } from '../model/claim.js';
import type { Values } from '../model/values.js';
import { gaussians } from '../statistics/gaussians.js';
import type { Verdict } from '../statistics/verdict.js';

/** How a claim's procedure behaves where no grid point differs from another. */
export interface Simulated {
  readonly id: string;
  readonly studies: number;
  /** Share of the studies with each verdict, 0 to 1. The true answer is that there is no difference. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Share of the studies in which some finding, adjusted, was called *supported* or *contradicted* though nothing differs. */
  readonly falseFindings: number;
  /** Share of the intervals that hold the true value, 0; and their level. */
  readonly coverage: number;
  readonly level: number;
}

/** Margins by which replicates, and runs within them, differ in simulated studies. */
export const simulatedSpread = { replicate: 3, run: 1 } as const;

/** The value about which they lie; it replaces a number that a claim compares with, so that nothing differs. */
const center = 60;

/**
 * Judges claims on simulated studies in which every grid point is as good as any other: replicates differ by 3 margins,
 * runs by 1, normally. What is *supported* or *contradicted* then is a false positive (of an `equivalence`:
 * *contradicted*). From fixed seeds, so that the figures repeat.
 * @param studies How many, 1 or more.
 */
export function simulateClaims(
  claims: readonly Claim[],
  plan: { readonly factors: readonly Factor[]; readonly points: readonly GridPoint[] },
  replicates: readonly number[],
  studies: number,
): Simulated[] {
  const normal = gaussians(seedrandom('seedbed/claims/simulate'));
  const alike = claims.map(againstCenter);
  const results = Array.from({ length: studies }, () => {
    const noise = noiseOf(plan.points, replicates, normal);
    return alike.map((claim) => {
      const values = { factors: plan.factors, replicates, ...nullStudy(claim, noise) };
      const [result] = judgeClaims([claim], values);
      if (!result) throw new TypeError('one claim has one result');
      return result;
    });
  });
  return claims.map(({ id, kind }, index) => {
    const own = results.map((result) => result[index]!);
    const share = (wanted: (result: (typeof own)[number]) => boolean) => own.filter(wanted).length / studies;
    const of = (verdict: Verdict) => share((result) => result.verdict === verdict);
    const intervals = own.flatMap(({ findings }) =>
      findings.filter(({ name }) => !name.endsWith('in log-odds')).map(({ interval }) => interval),
    );
    return {
      id,
      studies,
      verdicts: {
        supported: of('supported'),
        contradicted: of('contradicted'),
        equivalent: of('equivalent'),
        inconclusive: of('inconclusive'),
      },
      falseFindings: share(({ findings }) => findings.some(({ verdict }) => kind.falseVerdicts.includes(verdict))),
      coverage: intervals.filter(({ low, high }) => low <= 0 && 0 <= high).length / Math.max(1, intervals.length),
      level: intervals[0]?.level ?? 0,
    };
  });
}

type Noise = ReadonlyMap<string, number>;

const keyOf = (point: GridPoint, replicate: number) => `${replicate} ${point.join()}`;

function noiseOf(points: readonly GridPoint[], replicates: readonly number[], normal: () => number): Noise {
  return new Map(
    replicates.flatMap((replicate) => {
      const level = simulatedSpread.replicate * normal();
      return points.map((point) => [keyOf(point, replicate), level + simulatedSpread.run * normal()] as const);
    }),
  );
}

const nullStudy = ({ margin }: Claim, noise: Noise): Pick<Values, 'at' | 'runAt' | 'hasRun'> => ({
  at: (_, point, replicate) => center + margin * (noise.get(keyOf(point, replicate)) ?? Number.NaN),
  runAt: (_, point, replicate) => keyOf(point, replicate),
  hasRun: () => true,
});

/** The claim with the center in place of the numbers that it compares with: then nothing differs. */
const againstCenter = (claim: Claim): Claim => ({
  ...claim,
  places: claim.places.map((at) => ({
    ...at,
    contrasts: at.contrasts.map((contrast) => (typeof contrast.minus === 'number' ? { ...contrast, minus: center } : contrast)), // prettier-ignore
  })),
});
