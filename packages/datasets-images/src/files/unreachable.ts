import fs from 'node:fs';
import { SeedbedError } from '@seedbed/core';
import { byCodeUnits } from './source-files.js';

/** Why there is no file behind a name. */
type Why = 'a link that leads nowhere' | 'not downloaded' | 'a name that is not UTF-8' | 'neither a file nor a folder';

export interface Unreachable {
  readonly name: string;
  readonly why: Why;
}

const ways: Readonly<Record<Why, string>> = {
  'a link that leads nowhere':
    'Fetch what the links lead to (git annex get, datalad get, dvc pull), or take the links out of the folder.',
  'not downloaded': 'Have the cloud drive download them, or take them out of the folder.',
  'a name that is not UTF-8': 'Rename them (convmv does it for a folder), or take them out of it.',
  'neither a file nor a folder': 'Take them out of the folder.',
};

/**
 * Why a name of a folder cannot be read; undefined where it can.
 * @param status what the name leads to, if anything.
 */
export function whyUnreachable(path: string, step: string, status: fs.BigIntStats | undefined): Why | undefined {
  // iCloud keeps the name of a file that it has taken off the disk so.
  if (/^\..+\.icloud$/.test(step)) return 'not downloaded';
  if (!status) {
    const isThere = fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
    return !isThere && step.includes('\ufffd') ? 'a name that is not UTF-8' : 'a link that leads nowhere';
  }
  return status.isDirectory() || status.isFile() ? undefined : 'neither a file nor a folder';
}

/** @throws SeedbedError SB_DATA_UNREACHABLE that counts the names and gives the first ones. */
export function refuseUnreachable(root: string, unreachable: readonly Unreachable[]): void {
  const [first] = unreachable;
  if (!first) return;
  const own = unreachable.filter(({ why }) => why === first.why).map(({ name }) => name).sort(byCodeUnits); // prettier-ignore
  const shown = own.slice(0, 5).join(', ') + (own.length > 5 ? ` and ${own.length - 5} more` : '');
  const what = own.length === 1 ? `${shown} is ${first.why}` : `${own.length} names cannot be read, each ${first.why}: ${shown}`; // prettier-ignore
  throw new SeedbedError('SB_DATA_UNREACHABLE', `${root}: ${what}`, {
    hint: ways[first.why],
  });
}
