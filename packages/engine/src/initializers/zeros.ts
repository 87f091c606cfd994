import { sizeOf } from '@seedbed/core';
import { initializerCode } from './initializer.js';

/** All 0. Nothing is drawn. */
export const zeros = initializerCode({
  name: 'zeros',
  version: 1,
  draw: ({ shape }) => new Float32Array(sizeOf(shape)),
});
