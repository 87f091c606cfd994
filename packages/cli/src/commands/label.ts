import type { Manifest } from '@seedbed/core';

type Named = Pick<Manifest, 'role' | 'replicate' | 'condition' | 'images'>;

/** What a person calls a stored run: "r0 S2T at 25", "r0 source". */
export const labelOf = ({ role, replicate, condition, images }: Named) =>
  role === 'source' ? `r${replicate} source` : `r${replicate} ${condition} at ${images}`;
