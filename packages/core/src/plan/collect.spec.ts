import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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

  it('counts a cell once, the same one whatever the order, and says so', () => {
    const twice = [answer(plan[0]!, 'one', 'linux'), answer(plan[0]!, 'one', 'darwin')];
    const [a, b] = [collect(plan, twice), collect(plan, [...twice].reverse())];
    expect(a).toEqual(b);
    expect(a.manifests).toHaveLength(1);
    expect(a.notes).toEqual(['1 manifests repeat a cell that another one answers; each cell counts once.']);
  });

  it('never mixes contexts: the one that answers most is taken', () => {
    const mixed = [
      ...plan.slice(0, 3).map((run) => answer(run, 'two')),
      ...plan.slice(2).map((run) => answer(run, 'one')),
    ];
    const { manifests, missing, notes } = collect(plan, mixed);
    expect(new Set(manifests.map((each) => each.backend.library))).toEqual(new Set(['one']));
    expect(missing).toEqual(plan.slice(0, 2));
    expect(notes).toEqual([expect.stringMatching(/^3 manifests come from another backend, library/)]);
    const { data } = exampleManifest();
    const other = (changes: Partial<Manifest>) => seal({ ...answer(plan[1]!), ...changes });
    for (const changes of [
      { numerics: 2 },
      { data: { ...data, fingerprint: digestOf('x') } },
      { data: { ...data, version: '2' } },
    ]) {
      expect(collect(plan, [answer(plan[0]!), other(changes)]).manifests).toHaveLength(1);
    }
    const machine = seal({ ...answer(plan[1]!, 'one', 'darwin'), experiment: 'x' });
    expect(collect(plan, [answer(plan[0]!), machine]).manifests).toHaveLength(2);
  });

  it('leaves aside what belongs to other requests', () => {
    const foreign = answer({ ...plan[0]!, cellId: digestOf('foreign') });
    expect(collect(plan, [foreign])).toEqual({
      manifests: [],
      missing: plan,
      notes: [expect.stringMatching(/^1 manifests belong/)],
    });
    expect(collect(plan, [])).toEqual({ manifests: [], missing: plan, notes: [] });
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
