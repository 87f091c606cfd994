import type { Component } from '../component.js';
import { programLayer } from '../program.js';
import { gelu, leakyRelu, relu, sigmoid, tanh } from './activations.js';
import { attention } from './attention.js';
import { conv } from './conv.js';
import { dense } from './dense.js';
import { depthwiseConv } from './depthwise-conv.js';
import { dropout } from './dropout.js';
import { flatten } from './flatten.js';
import { batchNorm, groupNorm, layerNorm } from './normalizations.js';
import { classifier, regressor } from './outputs.js';
import { patchEmbedding } from './patch-embedding.js';
import { pointwise } from './pointwise.js';
import { averagePool, globalAveragePool, maxPool } from './pools.js';
import { residual } from './residual.js';

/** Every layer of the language. */
export const layers: readonly Component[] = [
  ...[conv, depthwiseConv, dense, pointwise],
  ...[batchNorm, layerNorm, groupNorm],
  ...[relu, leakyRelu, gelu, tanh, sigmoid, dropout],
  ...[maxPool, averagePool, globalAveragePool, flatten],
  ...[residual, patchEmbedding, attention],
  ...[classifier, regressor, programLayer],
];
