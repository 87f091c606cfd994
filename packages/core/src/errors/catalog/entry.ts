import { exitCodes, type ExitCode } from '../exit-codes.js';

/** An error as the manual has it. */
export interface ErrorEntry {
  /** What it means, in one sentence. */
  readonly cause: string;
  /** What can be done about it, in one sentence. A message may have a hint that fits the case better. */
  readonly wayOut: string;
  /** How the command ends. */
  readonly exitCode: ExitCode;
}

const ending =
  (exitCode: ExitCode) =>
  (cause: string, wayOut: string): ErrorEntry => ({ cause, wayOut, exitCode });

export const checkFailed = ending(exitCodes.checkFailed);
export const wrongRequest = ending(exitCodes.wrongRequest);
export const runsFailed = ending(exitCodes.runsFailed);
export const environmentLacks = ending(exitCodes.environmentLacks);
