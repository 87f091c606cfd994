import { describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { exampleManifest } from '../testing/manifests.js';
import { stalenessOf } from './staleness.js';

const engine = digestOf('present');
const present = {
  engine: ({ backend }: Pick<Manifest, 'backend'>) => (backend.name === 'wasm' ? digestOf('wasm') : engine),
  numerics: 1,
};
const madeBy = (engine: string | null, name: string, numerics = 1) =>
  exampleManifest({ id: digestOf(name), numerics, code: { commit: null, dirty: null, engine } });
const older = ['a', 'b', 'c'].map((name) => madeBy(digestOf('older'), name));
const idsOf = (manifests: readonly { id: string }[]) => manifests.map(({ id }) => id);

describe('stored runs', () => {
  it('made by the present sources, or of another numerics version, are no stale answers', () => {
    const manifests = [madeBy(engine, 'x'), madeBy(digestOf('older'), 'y', 2)];
    expect(stalenessOf(manifests, present)).toEqual({ untried: [], equal: 0, differing: [] });
  });

  it('are measured by the sources of their own backend', () => {
    const { backend } = older[0]!;
    const onWasm = (made: string) => ({ ...madeBy(made, made), backend: { ...backend, name: 'wasm' } });
    const manifests = [madeBy(engine, 'x'), onWasm(digestOf('wasm')), onWasm(engine)];
    expect(stalenessOf(manifests, present).untried).toEqual(manifests.slice(2));
  });

  it('of a program are measured by its own files, whatever version the engine has', () => {
    const backend = { ...older[0]!.backend, name: 'program forest' };
    const byProgram = (made: string) => ({ ...madeBy(made, made, 7), backend });
    const manifests = [byProgram(engine), byProgram(digestOf('before'))];
    expect(stalenessOf(manifests, present).untried).toEqual(manifests.slice(1));
  });

  it('made by other or unknown sources are untried', () => {
    const manifests = [...older, madeBy(null, 'unknown'), madeBy(engine, 'x')];
    expect(idsOf(stalenessOf(manifests, present).untried)).toEqual(idsOf(manifests.slice(0, 4)));
  });

  it('are cleared by a verification with the present sources, one by one, and by no other', () => {
    const runs = [
      { runId: older[0]!.id, result: older[0]!.result, equal: true },
      { runId: older[1]!.id, result: older[1]!.result, equal: false },
    ];
    const { untried, equal, differing } = stalenessOf(older, present, [{ engine, runs }]);
    expect([idsOf(untried), equal, idsOf(differing)]).toEqual([[older[2]!.id], 1, [older[1]!.id]]);
    const outdated = stalenessOf(older, present, [{ engine: digestOf('older'), runs }]);
    expect(outdated).toEqual(stalenessOf(older, present));
    expect(outdated.untried).toHaveLength(3);
  });

  it('are not cleared when their results were changed since', () => {
    const runs = older.map(({ id }) => ({ runId: id, result: digestOf('before'), equal: true }));
    expect(stalenessOf(older, present, [{ engine, runs }]).untried).toEqual(older);
  });
});
