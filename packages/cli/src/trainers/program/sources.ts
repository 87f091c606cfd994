import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { digestOf, SeedbedError, sha256 } from '@seedbed/core';

/**
 * Digests of the files that a program calls its own.
 * @param files paths below `folder`.
 * @param name what the program is called. @param home what the folder is called.
 * @throws SeedbedError SB_TRAINER_ANSWER for one that is not there, or elsewhere.
 */
export function digestsOf(
  files: readonly string[],
  folder: string,
  name: string,
  home: string,
): Record<string, string> {
  const digests = [...new Set(files)].sort().map((file) => {
    const way = relative(folder, join(folder, file));
    if (isAbsolute(file) || /^\.\.([\\/]|$)/.test(way))
      throw new SeedbedError('SB_TRAINER_ANSWER', `${name}: its file ${file} is not in ${home}`, { hint: 'name files of that folder in "files"' }); // prettier-ignore
    const digest = digestIn(folder, file);
    if (digest === null)
      throw new SeedbedError('SB_TRAINER_ANSWER', `${name}: its file ${file} is not there`, { hint: `name files of ${folder} in "files"` }); // prettier-ignore
    return [file, digest] as const;
  });
  return Object.fromEntries(digests);
}

function digestIn(folder: string, file: string): string | null {
  try {
    return sha256(readFileSync(join(folder, file)));
  } catch {
    return null;
  }
}

/** One digest of all: what a manifest has where the engine has that of its sources. */
export const sourcesDigest = (files: Readonly<Record<string, string>>): string => digestOf(files);

/** The same of the files as they are now; null where one is gone. */
export function presentDigest(files: readonly string[], folder: string): string | null {
  const digests = files.map((file) => [file, digestIn(folder, file)] as const);
  return digests.some(([, digest]) => digest === null) ? null : sourcesDigest(Object.fromEntries(digests) as Record<string, string>); // prettier-ignore
}
