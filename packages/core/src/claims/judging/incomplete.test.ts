import { describe, expect, it } from 'vitest';
import { knownComponents } from '../../components/registry.js';
import { claimsOf } from '../reading/claims.js';
import { readExperiment } from '../../spec/experiment.js';
import { planExperiment } from '../../plan/planned.js';
import { permutation } from '../../seeds/permutation.js';
import { openStream } from '../../seeds/streams.js';
import { type LevelNames, studyOf, valuesBy } from '../../testing/claims.js';
import type { Claim } from '../model/claim.js';
import type { Verdict } from '../statistics/verdict.js';
import { judgeClaims } from './judge.js';

type Runs = ReadonlyMap<string, number>;
const keyOf = (levels: LevelNames, replicate: number) => [...Object.values(levels), replicate].join('/');
type Judge = (runs: Runs) => ReturnType<typeof judgeClaims>;

/** Anything that is decided is stronger than what is not. */
const decided = (verdict: Verdict) => verdict !== 'inconclusive';

/** No verdict, of a claim or of a finding, may be another decided one than with all runs, nor decided where it was not. */
function expectNoStronger(judge: Judge, all: Runs, full: ReturnType<Judge>, lost: ReadonlySet<string>): void {
  const rest = judge(new Map([...all].filter(([run]) => !lost.has(run))));
  const what = [...lost].join('; ');
  for (const [index, claim] of rest.entries()) {
    const complete = full[index]!;
    if (decided(claim.verdict)) expect(claim.verdict, `${claim.id} without ${what}`).toBe(complete.verdict);
    for (const finding of claim.findings) {
      const same = complete.findings.find(({ name, where }) => name === finding.name && where === finding.where);
      if (same && decided(finding.verdict)) expect(finding.verdict, `${finding.name} without ${what}`).toBe(same.verdict); // prettier-ignore
    }
  }
}

describe('an incomplete grid never makes a stronger verdict', () => {
  it('over every single deletion of one study, and 100 random ones', () => {
    const path = new URL('../../../examples/yosinski.yaml', import.meta.url).pathname;
    const experiment = readExperiment(path, knownComponents);
    const claims: readonly Claim[] = claimsOf(experiment, planExperiment(experiment));
    const stream = openStream('incomplete');
    const all = new Map<string, number>();
    const everything = valuesBy(experiment, [0, 1, 2, 3, 4, 5], (levels, replicate) => {
      const condition = levels['condition'] as string;
      const depth = Number(/\d/.exec(condition)?.[0] ?? 0);
      const lost = condition.startsWith('selffer') ? 0 : depth * (condition.startsWith('random') ? 3 : 1);
      all.set(keyOf(levels, replicate), 80 + 2 * replicate - lost + (stream.below(1000) - 500) / 2000);
      return 0;
    });
    for (const replicate of everything.replicates) {
      for (const point of experiment.points) everything.at(claims[0]!.metric, point, replicate);
    }
    const judge: Judge = (runs) => judgeClaims(claims, valuesBy(experiment, everything.replicates, (levels, replicate) => runs.get(keyOf(levels, replicate)))); // prettier-ignore
    const full = judge(all);
    expect(full.map(({ verdict }) => verdict)).toEqual(['supported', 'supported', 'inconclusive', 'supported']);
    const names = [...all.keys()];
    for (const run of names) expectNoStronger(judge, all, full, new Set([run]));
    for (let round = 0; round < 100; round++) {
      const lost = [...permutation(names.length, stream)].slice(0, 1 + (round % (names.length - 1)));
      expectNoStronger(judge, all, full, new Set(lost.map((index) => names[index] as string)));
    }
  });

  /** Replicate 0 speaks against everything that the others show, so that its loss would decide. */
  const conditions = ['a', 'b', 'c'];
  const sizes = [10, 20];
  const replicates = [0, 1, 2, 3, 4, 5, 6, 7];
  const against = (effect: number): Runs =>
    new Map(
      replicates.flatMap((replicate) =>
        sizes.flatMap((size) =>
          conditions.map((condition, column) => [
            keyOf({ size: String(size), condition }, replicate),
            50 + 0.01 * replicate * column + (replicate === 0 ? 9 - 9 * column : effect * column * (30 / size)),
          ]),
        ),
      ),
    );
  const minus = (one: string) => ({ plus: { condition: one }, minus: { condition: 'a' } });
  const tests = {
    contrasts: [minus('b'), minus('c')],
    trend: { direction: 'falling', ...minus('b') },
    best: { among: { condition: conditions }, are: { condition: 'c' } },
    equivalence: [minus('b')],
  };

  it.each(Object.entries(tests).flatMap(([kind, test]) => [2, 0, -2].map((effect) => [kind, effect, test] as const)))(
    'nor where a lost replicate was the only one against it: %s, effect %d',
    (kind, effect, test) => {
      const all = against(effect);
      const { claims, experiment } = studyOf({ sizes, conditions, claims: [{ over: 'size', test: { [kind]: test } }] });
      const planned = (of: readonly number[]): Judge => (runs) => judgeClaims(claims, valuesBy(experiment, of, (levels, replicate) => runs.get(keyOf(levels, replicate)))); // prettier-ignore
      const judge = planned(replicates);
      const full = judge(all);
      for (const run of all.keys()) expectNoStronger(judge, all, full, new Set([run]));
      const first = new Set([...all.keys()].filter((run) => run.endsWith('/0')));
      expectNoStronger(judge, all, full, first);
      // The others alone would decide, if they had been the plan.
      const rest = new Map([...all].filter(([run]) => !first.has(run)));
      expect(judge(rest)[0]!.verdict).toBe('inconclusive');
      expect(judge(rest)[0]!.summary).toMatch(/^Incomplete: \d+ runs of this claim are missing/);
      expect(planned(replicates.slice(1))(rest)[0]!.summary).not.toContain('Incomplete');
    },
  );
});
