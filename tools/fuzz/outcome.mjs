/* What becomes of a case, in a word. */
import { core } from '../built.mjs';

/** A code of Seedbed's own, with all that an error needs to be told in one line. */
export function codeOf(error) {
  if (!(error instanceof core.SeedbedError) || !/^SB_[A-Z_]+$/.test(error.code)) throw error;
  const told = typeof error.message === 'string' && Object.values(core.exitCodes).includes(error.exitCode);
  if (!told || error.code === 'SB_DEFECT') throw error;
  return error.code;
}

/** @returns 'accepted', or the code of a refusal. @throws whatever is not one. */
export async function outcomeOf(action) {
  try {
    await action();
    return 'accepted';
  } catch (error) {
    return codeOf(error);
  }
}
