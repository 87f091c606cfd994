import { defineImages } from '@seedbed/datasets-images';
import { layout } from './layout.js';
import { lists } from './lists.js';

/** MiniPlaces: 100 scene categories of 1,000 training and 100 validation images, 128 x 128 colour. */
export default defineImages({
  name: 'miniplaces',
  version: '1',
  about: {
    title: 'MiniPlaces',
    licence: 'The terms of Places: non-commercial research and education',
    citation:
      'Zhou, Lapedriza, Khosla, Oliva, Torralba: Places: A 10 Million Image Database for Scene Recognition, IEEE TPAMI 40(6), 2018',
    homepage: 'https://github.com/CSAILVision/miniplaces',
    obtain:
      'Download the archive that https://github.com/CSAILVision/miniplaces links to, put the folder data of that repository beside it, and name the folder that holds both with --data.',
  },
  size: 128,
  marks: ['images/train', 'train.txt', 'data/train.txt', 'train/a'],
  archives: /^(mini-?places.*|data)\.(zip|tar|tar\.gz|tgz)$/i,
  beside: lists,
  layout,
});
