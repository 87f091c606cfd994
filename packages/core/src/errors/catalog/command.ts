import { checkFailed, environmentLacks, wrongRequest } from './entry.js';

/** Commands, files and the system. */
export const commandErrors = {
  SB_OPTION: wrongRequest('An option has a value that does not fit.', 'Write it as --help shows.'),
  SB_EXPORT_FORMAT: wrongRequest('There is no such format.', 'Take one of those that the message lists.'),
  SB_FILE_NOT_FOUND: wrongRequest('There is no such file, or a link leads nowhere.', 'Check the path.'),
  SB_FILE_UNREADABLE: environmentLacks('A file is there and cannot be read: nothing is known of its content.', 'Check its permissions and its disk; do not delete it for that.'), // prettier-ignore
  SB_CACHE_FOLDER: environmentLacks('There is no folder for packed data, or it cannot be written to.', 'Set SEEDBED_CACHE to a folder that can be written to.'), // prettier-ignore
  SB_SYSTEM: environmentLacks(
    'The system refused something: a permission, a full disk.',
    'Do what the message says, and try again.',
  ),
  SB_DEFECT: checkFailed('This is a defect in Seedbed.', 'Report it with what --debug shows.'),
};
