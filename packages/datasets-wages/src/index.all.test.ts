import { datasetConformance } from '@seedbed/core/testing';
import plugin from './index.js';

datasetConformance(plugin, {
  module: new URL('./index.js', import.meta.url),
  // The first row, the highest wage and the last row. Their digests were computed in Python from another copy of the survey
  // (README.md), so they confirm the order of columns, and who is a member and married, too.
  examples: [
    { part: 'train', item: 0, digest: '5582ff04df7a6867' },
    { part: 'train', item: 170, digest: '52001912e3023ab9' },
    { part: 'train', item: 533, digest: '58d4087f05b4b97f' },
  ],
});
