import type { Tensor4D } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const averagePool = layerCode<null>({
  name: 'averagePool',
  version: 1,
  forward({ kernels, layer }, x) {
    const { poolSize, stride } = layer.options as { poolSize: number; stride?: number };
    return { output: kernels.averagePool(x as Tensor4D, poolSize, stride), kept: null };
  },
  backward({ kernels, layer }, _, dy) {
    const { poolSize, stride } = layer.options as { poolSize: number; stride?: number };
    const shape = [dy.shape[0] as number, ...layer.input];
    return { input: kernels.averagePoolGradient(dy as Tensor4D, shape, poolSize, stride), parameters: {} };
  },
});
