import { datasetConformance } from '@seedbed/core/testing';
import plugin from './index.js';

// Of all 70,000 images of fashion-mnist 1.1.0: every recorded manifest names it.
datasetConformance(plugin, {
  module: new URL('./index.js', import.meta.url),
  // A white T-shirt, a sandal with a high heel to the right, a plain ankle boot.
  examples: [
    { part: 'train', class: 'T-shirt/top', item: 0, digest: '7e362c86089d6734' },
    { part: 'train', class: 'Sandal', item: 0, digest: '6d9f1c9adf0c9f6b' },
    { part: 'train', class: 'Ankle boot', item: 0, digest: 'e6a3e44f6c6637c1' },
  ],
  // As published: each of these images is a training and a test image.
  inBothParts: 12,
  fingerprint: '89994a16547f37ab2f91decdc86efdd65e3b0df0f3c55ca590fbf7d5f8ad5acc',
});
