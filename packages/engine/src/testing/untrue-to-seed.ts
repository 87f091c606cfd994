import { createRequire } from 'node:module';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Dataset } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { uncompiled } from '../graph/computation.js';
import { loadTensors } from '../graph/program.js';
import type { Kernels } from '../kernels/kernels.js';
import { syntheticDataset } from './synthetic-dataset.js';

/* Plugins and kernels as people write them who do not think of seeds, each on a line of its own. */

/* eslint-disable no-restricted-properties -- what the audit must catch */

const require = createRequire(import.meta.url);
const seedrandom = require('seedrandom') as (seed?: string) => () => number;
// Kept hold of when the plugin is loaded.
const { random } = Math;

type Pixel = (value: number) => number;

/** A data set whose pixels pass through `pixel` as they are read. */
export function datasetWith(pixel: Pixel): Dataset {
  const dataset = syntheticDataset();
  return {
    ...dataset,
    readInputs(part, classIndex, item, target, offset) {
      dataset.readInputs(part, classIndex, item, target, offset);
      target[offset] = pixel(target[offset] as number);
    },
  };
}

export const pixels: Readonly<Record<string, Pixel>> = {
  'Math.random()': (value) => value + Math.floor(4 * Math.random()),
  'Math.random() kept': (value) => value + 4 * random(),
  'Date.now()': (value) => value + (Date.now() % 3),
  'new Date()': (value) => value + new Date().getDay(),
  'Date()': (value) => value + Date().length,
  'performance.now()': (value) => value + performance.now(),
  'process.hrtime()': (value) => value + process.hrtime()[1],
  'process.hrtime.bigint()': (value) => value + Number(process.hrtime.bigint() % 3n),
  'crypto.randomBytes()': (value) => value ^ (randomBytes(1)[0] as number),
  'crypto.randomInt()': (value) => value + randomInt(3),
  'crypto.randomUUID()': (value) => value + randomUUID().charCodeAt(0),
  'crypto.getRandomValues()': (value) => value + (crypto.getRandomValues(new Uint8Array(1))[0] as number),
  'seedrandom()': (value) => value + seedrandom()(),
};

/** Swallows what it is told, and goes on. */
export const swallowing: Pixel = (value) => {
  try {
    return value + Math.random(); // swallowed
  } catch {
    return value;
  }
};

/** Random numbers that are seeded, and dates that are given, are nobody's business. */
export const seeded: Pixel = (value) => value + seedrandom('a')() + (new Date(2026, 0, 1).getTime() % 2) + Date.UTC(1);

type Noise = (shape: tf.Tensor['shape']) => tf.Tensor;

/** Kernels that add noise to what a convolution gives. */
export function kernelsWith(kernels: Kernels, noise: Noise): Kernels {
  return {
    ...kernels,
    // A graph that a run before made of other kernels would not call this one.
    compile: uncompiled,
    load: loadTensors(uncompiled),
    convolve: (...given) =>
      tf.tidy(() => {
        const y = kernels.convolve(...given);
        return tf.add(y, noise(y.shape));
      }),
  };
}

type Initializer = (options: { seed?: number }) => { apply(shape: tf.Tensor['shape']): tf.Tensor };

/** They come with tfjs-node. */
export const initializersOfLayers = () =>
  (require('@tensorflow/tfjs-layers') as { initializers: Record<'glorotUniform' | 'glorotNormal', Initializer> })
    .initializers;

export const noises: Readonly<Record<string, Noise>> = {
  randomNormal: (shape) => tf.randomNormal(shape),
  'randomNormal with seed 0': (shape) => tf.randomNormal(shape, 0, 1, 'float32', 0),
  truncatedNormal: (shape) => tf.truncatedNormal(shape),
  randomUniform: (shape) => tf.randomUniform(shape, 0, 1),
  randomGamma: (shape) => tf.randomGamma(shape, 1),
  multinomial: (shape) => tf.add(tf.zeros(shape), tf.sum(tf.multinomial(tf.tensor1d([0.5, 0.5]), 1))),
  dropout: (shape) => tf.dropout(tf.ones(shape), 0.5),
};

export const seededNoise: Noise = (shape) => tf.randomNormal(shape, 0, 1, 'float32', 7);
