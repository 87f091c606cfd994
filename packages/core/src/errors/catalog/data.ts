import { checkFailed, environmentLacks, wrongRequest } from './entry.js';

/** Data sets: their plugins, their files, what a run asks of them. */
export const dataErrors = {
  SB_DATASET_UNKNOWN: wrongRequest(
    'No data set has this name.',
    'Take one that seedbed data list shows, or install its package.',
  ),
  SB_DATASET_OPTIONS: wrongRequest('A data set does not take these options.', 'Write what the message expects; the README of the data set has its options.'), // prettier-ignore
  SB_DATASET_DUPLICATE: wrongRequest('Two plugins have the same name.', 'Rename one of them, or install only one.'),
  SB_DATASET_INVALID: wrongRequest('A package is no data set plugin, or its package.json says too little.', 'Export what defineDataset() returns, and declare it in package.json: docs/plugins.md.'), // prettier-ignore
  SB_DATASET_CONTRACT: wrongRequest(
    'A plugin was made for another version of Seedbed.',
    'Install versions that fit each other.',
  ),
  SB_DATASET_LOAD: wrongRequest('A plugin cannot be loaded.', 'Build it, and install what it needs.'),
  SB_DATASET_ANSWER: checkFailed('A plugin says of its data, or gives as an example, what the contract of data sets does not allow.', 'Correct the plugin; its conformance kit shows what else is wrong.'), // prettier-ignore
  SB_DATASET_FAILED: checkFailed('A plugin threw an error of its own, or ended its process.', 'Correct the plugin, or what it says is wrong with the data.'), // prettier-ignore

  SB_DATA_MISSING: wrongRequest(
    'The original data are not here.',
    'Get them as the message says, and name them with --data.',
  ),
  SB_DATA_SEVERAL: wrongRequest(
    'A folder holds the data set several times.',
    'Name the one that you mean with --data.',
  ),
  SB_DATA_LAYOUT: wrongRequest('The files are not laid out as the data set has them.', 'Unpack the original archive again, or compare with the README of the data set.'), // prettier-ignore
  SB_DATA_ARCHIVE: checkFailed('An archive is broken, or asks for what no data set needs.', 'Get it again from where the data set is published.'), // prettier-ignore
  SB_DATA_TABLE: wrongRequest('A row or a column of a table cannot be taken.', 'Correct what the message names, or say with the options of the data set how to read it.'), // prettier-ignore
  SB_DATA_ARRAY: wrongRequest('An array is damaged, of a kind that is not read, or does not fit the others.', 'Write it again as the message says, or name another one with the options of the data set.'), // prettier-ignore
  SB_DATA_IMAGE: checkFailed(
    'Images cannot be decoded.',
    'Get them again, convert them to PNG, or leave them out with --skip-damaged.',
  ),
  SB_DATA_UNREACHABLE: checkFailed('A folder names files that are not there.', 'Get the files that the links and placeholders lead to, or remove the names.'), // prettier-ignore
  SB_DATA_READ: environmentLacks(
    'A file of a data set is there and cannot be read.',
    'Check its permissions and its disk.',
  ),
  SB_DATA_WRITE: environmentLacks(
    'Packed data cannot be written.',
    'Set SEEDBED_CACHE to a folder that can be written to.',
  ),
  SB_DATA_DISK_FULL: environmentLacks('There is no space left for packed data.', 'Free some space, or set SEEDBED_CACHE to a folder on another disk.'), // prettier-ignore
  SB_DATA_DAMAGED: checkFailed('A packed file is not as it was written.', 'Delete it: the next run packs it again.'),
  SB_DATA_DIFFERS: checkFailed('What is packed is not what the original data give.', 'Delete the packed file: the next use packs it again.'), // prettier-ignore
  SB_DATA_ORIGINAL: checkFailed('An installed file of a data set is not the one that was published.', 'Install it again with npm ci.'), // prettier-ignore
  SB_DATA_UNSTABLE: checkFailed('A data set is another one in another process.', 'Correct its plugin: nothing of a set may depend on time, place or order of files.'), // prettier-ignore

  SB_DATA_CLASS: wrongRequest('The data set has no class of this name.', 'Take one of its classes.'),
  SB_DATA_CLASSES: wrongRequest(
    'More classes are asked for than the data set has.',
    'Ask for fewer; groups of a set are disjoint.',
  ),
  SB_DATA_TOO_FEW: wrongRequest(
    'More examples are asked for than there are.',
    'Ask for fewer, or for perClass: { atMost: n }.',
  ),
  SB_DATA_NO_TEST: wrongRequest(
    'A class has no test examples.',
    'Take some of the training examples: test: { perClass: n }.',
  ),
  SB_DATA_GROUPS: wrongRequest('Examples of a group would have to be parted.', 'Ask for a share or a number of examples, in place of a number of each class.'), // prettier-ignore
  SB_DATA_KIND: wrongRequest('A component or an output does not fit what the data are.', 'Leave it out, or end with classifier for classes, with regressor for numbers.'), // prettier-ignore
  SB_DATA_CHANNELS: wrongRequest('mean and std have another number of channels than the images.', 'Give one number, or one for each channel.'), // prettier-ignore
  SB_OTHER_DATA: checkFailed('The data here are not those of the recorded runs.', 'Get the recorded data as the message says, and name them with --data.'), // prettier-ignore
};
