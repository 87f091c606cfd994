import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { SeedbedError } from '@seedbed/core';

/** Programs that execute a file, looked up on PATH. */
const interpreters = /^(python(3(\.\d+)?)?|node|deno|bash|sh|Rscript|julia|perl|ruby)$/;

/**
 * Checks that a command starts nothing but a file of the spec's own folder: that file itself, or by an interpreter. A spec
 * may be somebody else's.
 * @param command words; the first is the program.
 * @param folder of the spec.
 * @throws SeedbedError SB_TRAINER_COMMAND.
 */
export function checkCommand(command: readonly string[], folder: string): void {
  const [first = '', second] = command;
  const refused = (what: string, hint: string) => new SeedbedError('SB_TRAINER_COMMAND', `trainer: ${what}`, { hint });
  if (interpreters.test(first)) {
    if (second === undefined || second.startsWith('-'))
      throw refused(`${first} is given ${second ?? 'no file'}`, `write command: [${first}, FILE], with a file of the spec's folder`); // prettier-ignore
    return checkInside(second);
  }
  if (!first.includes('/') && !first.includes(sep)) {
    const hint = 'write ./NAME for a program of the spec\'s folder, or an interpreter (python, node, bash, Rscript, julia, …) and a file'; // prettier-ignore
    throw refused(`"${first}" is no interpreter`, hint);
  }
  return checkInside(first);

  function checkInside(file: string): void {
    const path = join(folder, file);
    const isInside = (root: string, inner: string) => {
      const way = relative(root, inner);
      return way !== '' && !way.startsWith('..') && !isAbsolute(way);
    };
    if (isAbsolute(file) || !isInside(folder, path))
      throw refused(`${file} is not in the spec's folder`, 'a spec starts files of its own folder alone; name one by its path from there'); // prettier-ignore
    try {
      if (!statSync(path).isFile()) throw refused(`${file} is no file`, 'name the file that trains');
      // An interpreter of a virtual environment is a link to one elsewhere; a file that it executes is not.
      if (file === second && !isInside(realpathSync(folder), realpathSync(path)))
        throw refused(`${file} leads out of the spec's folder`, 'copy the file into it');
    } catch (cause) {
      if (cause instanceof SeedbedError) throw cause;
      throw refused(`there is no file ${file} in ${folder}`, 'name the file that trains, by its path from the spec\'s folder'); // prettier-ignore
    }
  }
}

/** A command as it is said: words with spaces in quotes. */
export const commandWords = (command: readonly string[]): string =>
  command.map((word) => (/^[\w./=:@+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
