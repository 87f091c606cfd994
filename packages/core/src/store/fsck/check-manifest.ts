import type { Manifest } from '../../manifest/schema.js';
import { checkDrawn } from './drawn.js';
import { checkLearning } from './learning.js';
import { checkMeasured } from './measured.js';
import { checkRequest, requestOf } from './request.js';

/**
 * Everything in a manifest that follows from something else in it is computed again: this finds edits whose digests were
 * made anew. What only a training can tell (weights, the losses themselves) it cannot find.
 * @returns a sentence for each contradiction.
 */
export function contradictionsIn(manifest: Manifest): string[] {
  const cell = requestOf(manifest);
  if (typeof cell === 'string') return [cell];
  return [
    ...checkRequest(manifest, cell),
    ...checkDrawn(manifest, cell),
    ...checkLearning(manifest, cell),
    ...checkMeasured(manifest),
  ];
}
