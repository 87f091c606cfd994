import seedrandom from 'seedrandom';
import type { ClaimSpec } from '../spec/claims-schema.js';
import type { JudgeContext } from './context.js';
import { gaussians } from './statistics/gaussians.js';
import { judgeClaims } from './judge.js';
import type { Observation } from './observations.js';
import type { Verdict } from './statistics/verdict.js';

/** How a claim's procedure behaves where no condition differs from another. */
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

/** Points by which replicates, and cells within them, differ in simulated studies. */
export const simulatedSpread = { replicate: 3, cell: 1 } as const;

/**
 * Judges an experiment's claims on simulated studies in which every condition is as good as any other at every size:
 * replicates differ by 3 points, cells by 1, normally. What is *supported* or *contradicted* then is a false positive
 * (of an `equivalence`: *contradicted*). From fixed seeds, so that the figures repeat.
 * @param studies How many, 1 or more.
 */
export function simulateClaims(claims: readonly ClaimSpec[], context: JudgeContext, studies: number): Simulated[] {
  const normal = gaussians(seedrandom('seedbed/claims/simulate'));
  const results = Array.from({ length: studies }, () => judgeClaims(claims, nullStudy(context, normal), context));
  return claims.map(({ id, test }, index) => {
    const own = results.map((result) => result[index]!);
    const share = (wanted: (result: (typeof own)[number]) => boolean) => own.filter(wanted).length / studies;
    const of = (verdict: Verdict) => share((result) => result.verdict === verdict);
    const wrong: readonly Verdict[] = test.kind === 'equivalence' ? ['contradicted'] : ['supported', 'contradicted'];
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
      falseFindings: share(({ findings }) => findings.some(({ verdict }) => wrong.includes(verdict))),
      coverage: intervals.filter(({ low, high }) => low <= 0 && 0 <= high).length / Math.max(1, intervals.length),
      level: intervals[0]?.level ?? 0,
    };
  });
}

function nullStudy({ replicates, sizes, conditions }: JudgeContext, normal: () => number): Observation[] {
  return replicates.flatMap((replicate) => {
    const level = 60 + simulatedSpread.replicate * normal();
    return sizes.flatMap((images) =>
      conditions.map((condition) => ({
        replicate,
        images,
        condition,
        accuracy: level + simulatedSpread.cell * normal(),
      })),
    );
  });
}
