import * as tf from '@tensorflow/tfjs-core';
import type { Hold } from '../data/held.js';

/** Images on a device in the smallest type that TensorFlow.js has for whole numbers: four bytes a pixel value. */
export const portableHold: Hold = {
  most: 4 * 2 ** 30,
  bytesPerPixel: 4,
  pixels: (values, width) => tf.tensor2d(Int32Array.from(values), [values.length / width, width], 'int32'),
  values: (rows) => tf.cast(rows, 'float32'),
};
