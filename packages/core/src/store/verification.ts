import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cannotRead, isAbsent, linkTarget } from '../fs/system-errors.js';
import { parseVerification, type Verification, verificationText } from '../verify/verification.js';
import { RunStore } from './run-store.js';
import { writeWhole } from '../fs/whole.js';

/**
 * Where the record of a verification lies: beside a folder of results, as the report does; in a store, which may hold
 * several experiments, one an experiment.
 */
export const verificationPath = (results: string, experiment: string): string =>
  new RunStore(results).exists
    ? join(results, 'verification', `${experiment}.json`)
    : join(dirname(results), 'verification.json');

/**
 * The record that belongs to results; null where none was made.
 * @throws SeedbedError SB_VERIFICATION_DAMAGED, SB_VERIFICATION_FORMAT, SB_FILE_UNREADABLE.
 */
export function readVerification(results: string, experiment: string): Verification | null {
  const path = verificationPath(results, experiment);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (isAbsent(cause) && linkTarget(path) === null) return null;
    throw cannotRead(path, cause);
  }
  return parseVerification(text, path);
}

/** The records in a store, as paths below it. */
export function verificationsIn(store: string): string[] {
  const folder = join(store, 'verification');
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `verification/${name}`);
}

/** @returns where it was written. @throws SeedbedError SB_STORE_WRITE. */
export function writeVerification(results: string, experiment: string, verification: Verification): string {
  const path = verificationPath(results, experiment);
  writeWhole(path, verificationText(verification));
  return path;
}
