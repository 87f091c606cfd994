import type { Manifest } from '@seedbed/core';

/** What a person calls a stored run: "r0 S2T at 25", "r0 source". */
export const labelOf = ({ role, replicate, condition, images }: Manifest) =>
  role === 'source' ? `r${replicate} source` : `r${replicate} ${condition} at ${images}`;
