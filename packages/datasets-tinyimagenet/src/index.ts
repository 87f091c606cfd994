import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineDataset, SeedbedError } from '@seedbed/core';
import { z } from 'zod';

const obtain = 'Download http://cs231n.stanford.edu/tiny-imagenet-200.zip, unpack it, and name its folder with --data.';
const notYet = 'This version of the plugin declares the data set; it does not load it yet.';

/** None: where the data lies is no part of an experiment, and would be in its run ids. */
const options = z.strictObject({});

/** What is not there, in words; undefined where the data seem to be there. */
function absence(root: string | undefined): string | undefined {
  if (root === undefined) return 'no folder was given';
  return existsSync(join(root, 'wnids.txt')) ? undefined : `${root}: wnids.txt is not there`;
}

/** Tiny ImageNet: 200 classes, 64 x 64 colour. This version declares it; it does not load it yet. */
export default defineDataset({
  name: 'tinyimagenet',
  version: '0',
  about: {
    title: 'Tiny ImageNet',
    licence: 'The terms of ImageNet: non-commercial research and education',
    citation: 'Le, Yang: Tiny ImageNet Visual Recognition Challenge, Stanford CS 231N, 2015',
    homepage: 'http://cs231n.stanford.edu/',
    obtain,
  },
  options,
  open: async (_options, { dataDir }) => {
    const missing = absence(dataDir);
    if (missing)
      throw new SeedbedError('SB_DATA_MISSING', `Tiny ImageNet: ${missing}`, { hint: `${obtain} ${notYet}` });
    throw new SeedbedError('SB_DATA_NOT_LOADABLE', 'Tiny ImageNet: the data are there and cannot be loaded', {
      hint: notYet,
    });
  },
});
