/* The packages as they are built; what they do not export is imported by its file. */
export const fromDist = (name, file = 'index.js') =>
  import(new URL(`../../packages/${name}/dist/${file}`, import.meta.url).href);

export const core = await fromDist('core');

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
