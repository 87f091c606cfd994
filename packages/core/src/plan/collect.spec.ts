import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';
import { digestOf } from '../digest/canonical.js';
import { exampleManifest } from '../testing/manifests.js';
import { edited, exampleSpecText, specOf } from '../testing/specs.js';
import { collect } from './collect.js';
import { type PlannedRun, planRuns } from './plan.js';

const plan = planRuns(specOf(parse(exampleSpecText)));
const answer = (
  { cellId, role, replicate, condition, images }: PlannedRun,
  library = 'one',
  os = 'linux',
): Manifest => {
  const { environment, backend } = exampleManifest();
  return exampleManifest({
    ...{ cellId, role, replicate, condition, images, id: digestOf([cellId, library]) },
    ...{ backend: { ...backend, library }, environment: { ...environment, os } },
  });
};

/** The code of what is thrown, and its line with what is under it. */
function codeAndText(act: () => unknown): [string, string] {
  try {
    act();
  } catch (error) {
    if (error instanceof SeedbedError) return [error.code, [error.message, error.excerpt, error.hint].join('\n')];
  }
  throw new Error('it did not refuse');
}

describe('collect', () => {
  it('takes what answers the plan, in its order, and names what is missing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(plan), (there) => {
        const { manifests, missing, notes } = collect(plan, there.map((run) => answer(run))); // prettier-ignore
        const ids = new Set(there.map((run) => run.cellId));
        expect(manifests.map((each) => each.cellId)).toEqual(
          plan.filter((run) => ids.has(run.cellId)).map((run) => run.cellId),
        );
        expect(missing).toEqual(plan.filter((run) => !ids.has(run.cellId)));
        expect(notes).toEqual([]);
      }),
      { numRuns: 20, seed: 10 },
    );
  });

  it('counts a run once whose results are equal, the one that ended first, whatever the order, and says so', () => {
    const ended = (day: number) => ({ ...exampleManifest().cost, finishedAt: `2026-11-0${day}T00:00:00.000Z` });
    const twice = [1, 2].map((day) => seal({ ...answer(plan[0]!), cost: ended(day) }));
    const [a, b] = [collect(plan, twice), collect(plan, [...twice].reverse())];
    expect(a).toEqual(b);
    expect(a.manifests).toEqual([twice[0]]);
    expect(a.notes).toEqual([
      '1 manifests repeat a run that another one answers with equal results; each run counts once.',
    ]);
  });

  it('refuses a run that is there twice with different results, by name, whichever digest is smaller', () => {
    const honest = answer(plan[0]!);
    for (const accuracy of [0, 0.25, 1]) {
      const forged = seal({ ...honest, test: { ...honest.test!, accuracy } });
      for (const both of [
        [honest, forged],
        [forged, honest],
      ]) {
        const fileOf = (manifest: Manifest) => (manifest === honest ? 'a.json' : 'b.json');
        expect(codeAndText(() => collect(plan, both, { fileOf }))).toEqual([
          'SB_RESULTS_CONFLICT',
          expect.stringMatching(new RegExp(`^${plan[0]!.label} is there twice .*run ${honest.id.slice(0, 12)}: `)),
        ]);
        expect(codeAndText(() => collect(plan, both, { fileOf }))[1]).toMatch(/a\.json.*b\.json|b\.json.*a\.json/);
        expect(codeAndText(() => collect(plan, both))[1]).toContain(`manifest ${forged.digest.slice(0, 8)}`);
      }
    }
  });

  it('leaves aside what belongs to other requests', () => {
    const foreign = answer({ ...plan[0]!, cellId: digestOf('foreign') });
    const nothing = { manifests: [], missing: plan, context: null, aside: [], notes: [] };
    expect(collect(plan, [foreign])).toEqual({
      ...nothing,
      notes: [expect.stringMatching(/^1 manifests belong/)],
    });
    expect(collect(plan, [])).toEqual(nothing);
  });

  it('calls a run what the plan calls it', () => {
    const conditions = edited('[base, FTall, S1T, S2T]', '[base(2x), FTall, S1T, S2T]').replaceAll(
      'minus: [base]',
      'minus: [S2T]',
    );
    const other = planRuns(specOf(parse(edited('5: 20', '5: 10', conditions))));
    const doubled = other.find((run) => run.label === 'r0 base(2x) at 5')!;
    expect(doubled.cellId).toBe(plan.find((run) => run.label === 'r0 base at 5')!.cellId);
    const { manifests, notes } = collect(plan, [answer(doubled)]);
    expect(manifests[0]).toEqual(seal({ ...answer(doubled), condition: 'base' }));
    expect(notes).toEqual([expect.stringContaining("another condition's name")]);
  });
});
