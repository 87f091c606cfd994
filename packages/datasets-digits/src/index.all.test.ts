import { datasetConformance } from '@seedbed/core/testing';
import plugin from './index.js';

// The whole kit packs 70,000 images a dozen times; index.test.ts is the quick look.
datasetConformance(plugin, {
  module: new URL('./index.js', import.meta.url),
  // A narrow zero that leans to the right, an open four, and the five with which the published file begins.
  examples: [
    { part: 'train', class: '0', item: 0, digest: '2d1c3087ac5f2bed' },
    { part: 'train', class: '4', item: 0, digest: '0eb473f604ef38a5' },
    { part: 'train', class: '5', item: 0, digest: '23ceaef5eb61f0e7' },
  ],
  // As published: 5,421 fives and 6,742 ones to learn from.
  unbalanced: true,
});
