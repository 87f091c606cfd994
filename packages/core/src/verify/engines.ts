import type { Manifest } from '../manifest/schema.js';
import type { Verification } from './verification.js';

/** Runs that were made by the same sources. */
export interface EngineGroup {
  /** Digest of the sources; null where the manifests do not say. */
  readonly engine: string | null;
  readonly manifests: readonly Manifest[];
}

/**
 * The runs by the sources that made them, those of most runs first. Sources count as the same where a verification shows
 * it: it executed runs of the one with the other, and every one of them came out equal bit for bit. Each backend has
 * sources of its own, so runs of several backends are no mixture for that alone.
 * @returns one group where nothing is mixed.
 */
export function engineGroups(manifests: readonly Manifest[], verifications: readonly Verification[]): EngineGroup[] {
  const names = equated(verifications);
  const groups = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const { engine } = manifest.code;
    const key = `${manifest.backend.name} ${engine === null ? 'unknown' : names(engine)}`;
    groups.set(key, [...(groups.get(key) ?? []), manifest]);
  }
  const mixed = [...groups.values()].map((own) => ({ engine: own[0]!.code.engine, manifests: own }));
  const backends = new Set(manifests.map(({ backend }) => backend.name));
  if (mixed.length === backends.size) return mixed.slice(0, 1);
  return mixed.sort(
    (a, b) => b.manifests.length - a.manifests.length || ((a.engine ?? '') < (b.engine ?? '') ? -1 : 1),
  );
}

/** One name for all sources that were shown to give the same numbers. */
function equated(verifications: readonly Verification[]): (engine: string) => string {
  const parents = new Map<string, string>();
  const nameOf = (engine: string): string => {
    const parent = parents.get(engine);
    return parent === undefined ? engine : nameOf(parent);
  };
  for (const { engine, runs } of verifications) {
    if (engine === null) continue;
    for (const other of new Set(runs.flatMap((run) => run.engine ?? []))) {
      const tried = runs.filter((run) => run.engine === other);
      const [a, b] = [nameOf(other), nameOf(engine)];
      if (a !== b && tried.every(({ equal }) => equal)) parents.set(a, b);
    }
  }
  return nameOf;
}
