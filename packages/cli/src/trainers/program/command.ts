import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { SeedbedError } from '@seedbed/core';
import { type Interpreter, interpreterNamed, placeOfFile } from './interpreters.js';

/**
 * Checks that a command starts nothing but a file of a folder: that file itself, or by an interpreter, whose options may
 * come before it. A spec may be somebody else's.
 * @param command words; the first is the program.
 * @param folder in which it is started.
 * @param home what the folder is called: "the spec's folder".
 * @throws SeedbedError SB_TRAINER_COMMAND that says what to write.
 */
export function checkCommand(command: readonly string[], folder: string, home: string): void {
  const [first = '', ...words] = command;
  const refused = (what: string, hint: string) => new SeedbedError('SB_TRAINER_COMMAND', `trainer: ${what}`, { hint });
  if (command.some((word) => word.includes('\0'))) throw refused('a word of it has a character that no word may have', 'write the words of a command line'); // prettier-ignore
  const interpreter = interpreterNamed(first) ?? ownProgram();
  if (!interpreter) return;
  const [before, place] = [interpreter.verb ? `${first}, ${interpreter.verb}` : first, placeOfFile(interpreter, words)];
  const script = words[place];
  const shown = words.find((word) => !word.startsWith('-') && !leadsAway(word) && isFile(word)) ?? 'FILE';
  const write = `write command: [${before}, ${shown}], with a file of ${home}; words for it come behind it, and of the options of ${first} such as ${interpreter.usual} may come before it`; // prettier-ignore
  if (script === undefined) throw refused(`${first} is given no file`, write);
  if (script.startsWith('-')) throw refused(`${first} is given ${script} before its file`, write);
  if (!isInside(realpathSync(folder), fileIn(script, write)))
    throw refused(`${script} leads out of ${home}`, 'copy the file into it');

  /** Checks a program that is named by a path. @returns what it is where it is an interpreter: a link to one elsewhere. */
  function ownProgram(): Interpreter | undefined {
    if (!first.includes('/') && !first.includes(sep)) {
      const hint = `write ./NAME for a program of ${home}, or an interpreter (python, node, bash, Rscript, julia, …) and a file`; // prettier-ignore
      throw refused(`"${first}" is no interpreter`, hint);
    }
    const real = fileIn(first, `name a program of ${home}, by its path from there`);
    if (isInside(realpathSync(folder), real)) return undefined;
    // An interpreter of a virtual environment is a link to one elsewhere; nothing else may be.
    const known = interpreterNamed(basename(real));
    if (known) return known;
    throw refused(`${first} leads out of ${home}, to ${real}`, 'copy the program into it');
  }

  /** @returns where a file of the folder really lies. */
  function fileIn(file: string, hint: string): string {
    if (leadsAway(file))
      throw refused(`${file} is not in ${home}`, `a command starts files of ${home} alone; name one by its path from there, without ".."`); // prettier-ignore
    if (isFile(file)) return realpathSync(join(folder, file));
    throw refused(
      existsSync(join(folder, file)) ? `${file} is no file` : `there is no file ${file} in ${folder}`,
      hint,
    );
  }

  function isFile(file: string): boolean {
    try {
      return statSync(join(folder, file)).isFile();
    } catch {
      return false;
    }
  }
}

/** A system follows links before it goes up: where ".." leads is nothing that a text says. */
const leadsAway = (file: string): boolean => isAbsolute(file) || file.split(/[\\/]/).includes('..');

function isInside(root: string, inner: string): boolean {
  const way = relative(root, inner);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A command as it is said: words with spaces in quotes. */
export const commandWords = (command: readonly string[]): string =>
  command.map((word) => (/^[\w./=:@+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
