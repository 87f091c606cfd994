import { defineImages } from '@seedbed/datasets-images';
import { layout } from './layout.js';

/** Tiny ImageNet: 200 classes of 500 training and 50 validation images, 64 x 64 colour, in its official layout. */
export default defineImages({
  name: 'tinyimagenet',
  version: '1',
  about: {
    title: 'Tiny ImageNet',
    licence: 'The terms of ImageNet: non-commercial research and education',
    citation: 'Le, Yang: Tiny ImageNet Visual Recognition Challenge, Stanford CS 231N, 2015',
    homepage: 'http://cs231n.stanford.edu/',
    obtain:
      'Download http://cs231n.stanford.edu/tiny-imagenet-200.zip and name it, or the folder that it unpacks to, with --data.',
  },
  size: 64,
  // A copy may lack both lists: its folders say the same.
  marks: ['wnids.txt', 'val/val_annotations.txt', 'train'],
  archives: /tiny-?imagenet.*\.(zip|tar|tar\.gz|tgz)$/i,
  layout,
});
