import { type Manifest, recordedContext, runIdOf, RunStore, seal } from '@seedbed/core';

/**
 * The same runs as another context would have given them: consistent in themselves, with ids that follow.
 * @param changes of data, backend, numerics or environment.
 */
export function inAnotherContext(manifests: readonly Manifest[], change: (run: Manifest) => Partial<Manifest>) {
  const ids = new Map(manifests.map((run) => [run.id, idOf({ ...run, ...change(run) })]));
  return manifests.map((run) => {
    const upstream = Object.fromEntries(
      Object.entries(run.upstream).map(([config, id]) => [config, ids.get(id) ?? id]),
    );
    return seal({ ...run, ...change(run), id: ids.get(run.id) as string, upstream });
  });
}

const idOf = (run: Manifest) => runIdOf(run, recordedContext(run));

/** Adds runs to a store. */
export function put(folder: string, manifests: readonly Manifest[]): void {
  const store = new RunStore(folder);
  for (const manifest of manifests) store.write(manifest);
}

export const onOtherData =
  (fingerprint: string) =>
  ({ data }: Manifest): Partial<Manifest> => ({ data: { ...data, fingerprint } });
