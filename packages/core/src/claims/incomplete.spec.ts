import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from '../results/collect.js';
import { planRuns, replicatesOf } from '../plan/plan.js';
import { permutation } from '../seeds/permutation.js';
import { openStream } from '../seeds/streams.js';
import { claimSchema } from '../spec/claims-schema.js';
import { parseSpec } from '../spec/parse.js';
import { readResults } from '../store/results.js';
import { judgeClaims } from './judge.js';
import type { Observation } from './observations.js';
import type { Verdict } from './statistics/verdict.js';
import { observe } from './observe.js';

/** Anything that is decided is stronger than what is not. */
const strength = (verdict: Verdict) => (verdict === 'inconclusive' ? 0 : 1);

/** No verdict, of a claim or of a finding, may be another decided one than with all runs, nor decided where it was not. */
function expectNoStronger(
  judge: (given: readonly Observation[]) => ReturnType<typeof judgeClaims>,
  all: readonly Observation[],
  lost: ReadonlySet<number>,
): void {
  // prettier-ignore
  const full = judge(all);
  const rest = judge(all.filter((_, index) => !lost.has(index)));
  const what = [...lost].map((index) => Object.values(all[index]!).join(' ')).join('; ');
  for (const [index, claim] of rest.entries()) {
    const whole = full[index]!;
    if (strength(claim.verdict) > 0) expect(claim.verdict, `${claim.id} without ${what}`).toBe(whole.verdict);
    for (const finding of claim.findings) {
      const same = whole.findings.find(({ name, images, point }) => name === finding.name && images === finding.images && point === finding.point); // prettier-ignore
      if (same && strength(finding.verdict) > 0) expect(finding.verdict, `${finding.name} without ${what}`).toBe(same.verdict); // prettier-ignore
    }
  }
}

describe('an incomplete grid never makes a stronger verdict', () => {
  const folder = new URL('../../../../experiments/smoke/', import.meta.url).pathname;
  const { spec } = parseSpec(join(folder, 'experiment.yaml'));
  const { manifests } = collect(planRuns(spec), readResults(join(folder, 'results')));
  const recorded = observe(manifests);
  const claimed = { sizes: spec.split.target.images, conditions: spec.conditions, replicates: replicatesOf(spec) };
  const judge = (given: readonly Observation[]) => judgeClaims(spec.claims, given, claimed);

  it('over every single deletion of the recorded results of smoke, and 200 random ones', () => {
    for (const index of recorded.keys()) expectNoStronger(judge, recorded, new Set([index]));
    const stream = openStream('incomplete');
    for (let round = 0; round < 200; round++) {
      const lost = [...permutation(recorded.length, stream)].slice(0, 1 + (round % (recorded.length - 1)));
      expectNoStronger(judge, recorded, new Set(lost));
    }
  });

  /** Replicate 0 speaks against everything that the others show, so that its loss would decide. */
  const conditions = ['a', 'b', 'c'];
  const sizes = [10, 20];
  const replicates = [0, 1, 2, 3, 4, 5, 6, 7];
  const study = (effect: number): Observation[] =>
    replicates.flatMap((replicate) =>
      sizes.flatMap((images) =>
        conditions.map((condition, column) => ({
          replicate,
          images,
          condition,
          accuracy:
            50 + 0.01 * replicate * column + (replicate === 0 ? 9 - 9 * column : effect * column * (30 / images)),
        })),
      ),
    );
  const contrast = { name: 'b − a', mean: ['b'], minus: ['a'] };
  const tests = [
    { kind: 'contrasts', contrasts: [contrast, { name: 'c − a', mean: ['c'], minus: ['a'] }] },
    { kind: 'trend', contrast, direction: 'falling' },
    { kind: 'best', among: conditions, are: ['c'] },
    { kind: 'equivalence', contrasts: [contrast] },
  ];
  const head = { id: 'C', statement: 'It holds.', origin: 'ours' };
  const context = { sizes, conditions, replicates };

  it.each(tests.flatMap((test) => [2, 0, -2].map((effect) => [test.kind, effect, test] as const)))(
    'nor where a lost replicate was the only one against it: %s, effect %d',
    (_, effect, test) => {
      const all = study(effect);
      const own = (given: readonly Observation[]) =>
        judgeClaims([claimSchema.parse({ ...head, test })], given, context);
      for (const index of all.keys()) expectNoStronger(own, all, new Set([index]));
      const first = new Set([...all.keys()].filter((index) => all[index]!.replicate === 0));
      expectNoStronger(own, all, first);
      // The others alone would decide, if they had been the plan.
      const rest = all.filter(({ replicate }) => replicate > 0);
      const planned = { ...context, replicates: replicates.slice(1) };
      const [alone] = judgeClaims([claimSchema.parse({ ...head, test })], rest, planned);
      expect(own(rest)[0]!.verdict).toBe('inconclusive');
      expect(own(rest)[0]!.summary).toMatch(/^Incomplete: \d+ runs of this claim are missing/);
      expect(alone!.summary).not.toContain('Incomplete');
    },
  );
});
