import type { Manifest } from '../../manifest/schema.js';
import { checkDrawn } from './drawn.js';
import { checkLearning } from './learning.js';
import { checkMeasured } from './measured.js';
import { checkRequest } from './request.js';

/**
 * Everything in a manifest that follows from something else in it is computed again: this finds edits whose digests were
 * made again. What only a training can say (weights, the losses themselves) it cannot find.
 * @returns a sentence for each contradiction.
 */
export const contradictionsIn = (manifest: Manifest): string[] => [
  ...checkRequest(manifest),
  ...checkDrawn(manifest),
  ...checkLearning(manifest),
  ...checkMeasured(manifest),
];
