import { realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
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
  if (command.some((word) => word.includes('\0'))) throw refused('a word of it has a character that no word may have', 'write the words of a command line'); // prettier-ignore
  if (!interpreters.test(first)) {
    if (!first.includes('/') && !first.includes(sep)) {
      const hint = 'write ./NAME for a program of the spec\'s folder, or an interpreter (python, node, bash, Rscript, julia, …) and a file'; // prettier-ignore
      throw refused(`"${first}" is no interpreter`, hint);
    }
    const real = fileIn(first);
    if (isInside(realpathSync(folder), real)) return;
    // An interpreter of a virtual environment is a link to one elsewhere; nothing else may be.
    if (!interpreters.test(basename(real))) throw refused(`${first} leads out of the spec's folder, to ${real}`, 'copy the program into it'); // prettier-ignore
  }
  if (second === undefined || second.startsWith('-'))
    throw refused(`${first} is given ${second ?? 'no file'}`, `write command: [${first}, FILE], with a file of the spec's folder`); // prettier-ignore
  if (!isInside(realpathSync(folder), fileIn(second)))
    throw refused(`${second} leads out of the spec's folder`, 'copy the file into it');

  /** @returns where a file of the folder really lies. */
  function fileIn(file: string): string {
    // A system follows links before it goes up: where ".." leads is nothing that a text says.
    if (isAbsolute(file) || file.split(/[\\/]/).includes('..'))
      throw refused(`${file} is not in the spec's folder`, 'a spec starts files of its own folder alone; name one by its path from there, without ".."'); // prettier-ignore
    const path = join(folder, file);
    try {
      if (statSync(path).isFile()) return realpathSync(path);
    } catch {
      throw refused(`there is no file ${file} in ${folder}`, 'name the file that trains, by its path from the spec\'s folder'); // prettier-ignore
    }
    throw refused(`${file} is no file`, 'name the file that trains');
  }
}

function isInside(root: string, inner: string): boolean {
  const way = relative(root, inner);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A command as it is said: words with spaces in quotes. */
export const commandWords = (command: readonly string[]): string =>
  command.map((word) => (/^[\w./=:@+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
