import { attention } from './attention.js';
import { conv } from './conv.js';
import { classifier, dense, pointwise, regressor } from './dense.js';
import { dropout } from './dropout.js';
import { flatten } from './flatten.js';
import type { LayerCode } from './layer.js';
import { maxPool } from './max-pool.js';
import { patchEmbedding } from './patch-embedding.js';
import { relu } from './relu.js';
import { residual } from './residual.js';

/** Every layer that the engine computes. */
export const layerCodes: readonly LayerCode[] = [
  ...[conv, dense, pointwise, classifier, regressor],
  ...[relu, dropout, maxPool, flatten],
  ...[residual, patchEmbedding, attention],
];
