// Loads tfjs-node the way the engine does, multiplies two matrices and prints TensorFlow's version as JSON.
// usage: node self-test.cjs <package.json to resolve from> <package>
'use strict';

const util = require('node:util');
const { createRequire } = require('node:module');

// Node 23 dropped it, tfjs-node 4.22 calls it (tfjs #8609); the kernels for topk and others need it.
util.isNullOrUndefined ??= (value) => value === null || value === undefined;

const tf = createRequire(process.argv[2])(process.argv[3]);
const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
const product = Array.from(tf.matMul(a, a).dataSync());
if (product.join() !== '7,10,15,22') throw new Error(`the product is ${product.join()}, not 7,10,15,22`);
const { indices } = tf.topk(tf.tensor1d([3, 9, 5]), 1);
if (indices.dataSync()[0] !== 1) throw new Error('topk finds another maximum');
const { binding, isUsingGpuDevice: gpu = false } = tf.backend();
console.log(JSON.stringify({ tensorflow: binding.TF_Version, tfjsNode: tf.version['tfjs-node'], gpu }));
