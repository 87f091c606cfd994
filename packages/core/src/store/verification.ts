import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseVerification, type Verification, verificationText } from '../verify/verification.js';
import { writeWhole } from './whole.js';

/** Where the record of a verification lies: beside the results, as the report is. */
export const verificationPath = (experimentFolder: string) => join(experimentFolder, 'verification.json');

/** The record beside an experiment's results; null where none was made. @throws SeedbedError SB_VERIFICATION_DAMAGED. */
export function readVerification(experimentFolder: string): Verification | null {
  const path = verificationPath(experimentFolder);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  return parseVerification(text, path);
}

/** @throws SeedbedError SB_STORE_WRITE. */
export const writeVerification = (experimentFolder: string, verification: Verification): void =>
  writeWhole(verificationPath(experimentFolder), verificationText(verification));
