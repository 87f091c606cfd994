import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeedbedError } from '../errors.js';
import type { Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';
import { digestOf } from '../digest/canonical.js';
import { exampleManifest } from '../testing/manifests.js';
import { edited, exampleText, loadText } from '../testing/experiments.js';
import { collect } from './collect.js';
import type { PlannedRun } from '../plan/planned-run.js';

const plan = loadText(exampleText).plan.runs;
const answer = ({ configId, stage, replicate, at }: PlannedRun, library = 'one', os = 'linux'): Manifest => {
  const { environment, backend } = exampleManifest();
  return exampleManifest({
    ...{ configId, stage, replicate, at, id: digestOf([configId, library]) },
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
      fc.property(fc.shuffledSubarray([...plan]), (there) => {
        const { manifests, missing, notes } = collect(plan, there.map((run) => answer(run))); // prettier-ignore
        const ids = new Set(there.map((run) => run.configId));
        expect(manifests.map((each) => each.configId)).toEqual(
          plan.filter((run) => ids.has(run.configId)).map((run) => run.configId),
        );
        expect(missing).toEqual(plan.filter((run) => !ids.has(run.configId)));
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
    for (const accuracy of [0, 25, 100]) {
      const test = { ...honest.measured!.test!, values: { accuracy } };
      const forged = seal({ ...honest, measured: { ...honest.measured, test } });
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

  it('takes a metric that only one of two answers has for no difference', () => {
    const honest = answer(plan[0]!);
    const test = honest.measured!.test!;
    const later = seal({ ...honest, measured: { ...honest.measured, test: { ...test, values: { ...test.values, topK: 100 } } } }); // prettier-ignore
    expect(later.digest).not.toBe(honest.digest);
    expect(collect(plan, [honest, later]).notes).toEqual([expect.stringMatching(/^1 manifests repeat/)]);
  });

  it('leaves aside what belongs to other requests', () => {
    const foreign = answer({ ...plan[0]!, configId: digestOf('foreign') });
    const nothing = { manifests: [], missing: plan, context: null, aside: [], notes: [] };
    expect(collect(plan, [foreign])).toEqual({
      ...nothing,
      notes: [expect.stringMatching(/^1 manifests belong/)],
    });
    expect(collect(plan, [])).toEqual(nothing);
  });

  it('calls a run what the plan calls it', () => {
    const other = loadText(edited('    base: {}', '    scratch: {}', exampleText.replace('minus: { condition: base }', 'minus: { condition: scratch }'))); // prettier-ignore
    const renamed = other.plan.runs.find((run) => run.label === 'r0 target at condition scratch, size 5')!;
    const known = plan.find((run) => run.label === 'r0 target at condition base, size 5')!;
    expect(renamed.configId).toBe(known.configId);
    const { manifests, notes } = collect(plan, [answer(renamed)]);
    expect(manifests[0]).toEqual(seal({ ...answer(renamed), at: known.at }));
    expect(notes).toEqual([expect.stringContaining('under other levels')]);
  });
});
