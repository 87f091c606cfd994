import type { Manifest } from '../manifest/schema.js';

/** Digests of the weights and predictions that a manifest names, whether they are kept or not. */
export const namedIn = ({ weights, measured }: Manifest): string[] => [
  weights.before,
  weights.after,
  ...Object.values(measured ?? {}).flatMap(({ predictions }) => predictions ?? []),
];
