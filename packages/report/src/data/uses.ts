import { type ClaimSpec, type Finding, placesOf, type Spec } from '@seedbed/core';

/** Names a cell for the page: a point of a plot leads from it to the manifests of its runs. */
export const cellKey = (condition: string, images: number) => `${condition}/${images}`;

/** The cells that an estimate of a claim was computed from. */
export function cellsBehind(claim: ClaimSpec | undefined, finding: Finding, spec: Spec): string[] {
  if (!claim) return [];
  const { test } = claim;
  const all = placesOf(test, spec.split.target.images);
  const own = all.filter(({ images, point }) => images === finding.images && point === finding.point);
  const places = test.kind === 'trend' || own.length === 0 ? all : own;
  const keys = places.flatMap((place) =>
    place.sizes.flatMap((images) =>
      conditionsOf(test, finding).map((condition) => cellKey(place.name(condition), images)),
    ),
  );
  return [...new Set(keys)];
}

function conditionsOf(test: ClaimSpec['test'], { name }: Finding): string[] {
  if (test.kind === 'best') return test.among;
  const contrasts = test.kind === 'trend' ? [test.contrast] : test.contrasts;
  const named = contrasts.filter((contrast) => contrast.name === name);
  return (named.length > 0 ? named : contrasts).flatMap(({ mean, minus }) => [...mean, ...minus]);
}
