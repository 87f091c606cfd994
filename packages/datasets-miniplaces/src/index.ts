import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineDataset, SeedbedError } from '@seedbed/core';
import { z } from 'zod';

const obtain =
  'Download the archive that https://github.com/CSAILVision/miniplaces links to, unpack it, and name its folder with --data.';
const notYet = 'This version of the plugin declares the data set; it does not load it yet.';

/** None: where the data lies is no part of an experiment, and would be in its run ids. */
const options = z.strictObject({});

/** What is not there, in words; undefined where the data seem to be there. */
function absence(root: string | undefined): string | undefined {
  if (root === undefined) return 'no folder was given';
  return existsSync(join(root, 'data/train.txt')) ? undefined : `${root}: data/train.txt is not there`;
}

/** MiniPlaces: 100 scene categories, 128 x 128 colour. This version declares it; it does not load it yet. */
export default defineDataset({
  name: 'miniplaces',
  version: '0',
  about: {
    title: 'MiniPlaces',
    licence: 'The terms of Places: non-commercial research and education',
    citation:
      'Zhou, Lapedriza, Khosla, Oliva, Torralba: Places: A 10 Million Image Database for Scene Recognition, IEEE TPAMI 40(6), 2018',
    homepage: 'https://github.com/CSAILVision/miniplaces',
    obtain,
  },
  options,
  open: async (_options, { dataDir }) => {
    const missing = absence(dataDir);
    if (missing) throw new SeedbedError('SB_DATA_MISSING', `MiniPlaces: ${missing}`, { hint: `${obtain} ${notYet}` });
    throw new SeedbedError('SB_DATA_NOT_LOADABLE', 'MiniPlaces: the data are there and cannot be loaded', {
      hint: notYet,
    });
  },
});
