import { normal as deviate, sizeOf } from '@seedbed/core';
import { initializerCode } from './initializer.js';

/** Normally distributed, mean 0. */
export const normal = initializerCode<{ readonly std: number }>({
  name: 'normal',
  version: 1,
  draw: ({ shape }, stream, { std }) => Float32Array.from({ length: sizeOf(shape) }, () => deviate(stream) * std),
});
