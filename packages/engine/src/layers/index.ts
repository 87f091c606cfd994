import { attention } from './attention.js';
import { averagePool } from './average-pool.js';
import { batchNorm } from './batch-norm.js';
import { conv } from './conv.js';
import { classifier, dense, pointwise, regressor } from './dense.js';
import { depthwiseConv } from './depthwise-conv.js';
import { dropout } from './dropout.js';
import { flatten } from './flatten.js';
import { gelu } from './gelu.js';
import { globalAveragePool } from './global-average-pool.js';
import { groupNorm, layerNorm } from './group-norm.js';
import type { LayerCode } from './layer.js';
import { leakyRelu } from './leaky-relu.js';
import { maxPool } from './max-pool.js';
import { patchEmbedding } from './patch-embedding.js';
import { relu } from './relu.js';
import { residual } from './residual.js';
import { sigmoid } from './sigmoid.js';
import { tanh } from './tanh.js';

/** Every layer that the engine computes. */
export const layerCodes: readonly LayerCode[] = [
  ...[conv, depthwiseConv, dense, pointwise, classifier, regressor],
  ...[batchNorm, layerNorm, groupNorm],
  ...[relu, leakyRelu, gelu, tanh, sigmoid, dropout],
  ...[maxPool, averagePool, globalAveragePool, flatten],
  ...[residual, patchEmbedding, attention],
];
