import { exitCodes, SeedbedError } from '../errors.js';

/** What a user sees of a refusal; `at` is the offending line from the caret on, in its first 40 characters. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  readonly file: string;
  readonly at: string;
}

/** Takes a refusal apart. @throws whatever is not a refusal as the command line expects it. */
export function refusalOf(action: () => unknown): Refusal {
  try {
    action();
  } catch (error) {
    if (!(error instanceof SeedbedError)) throw error;
    const { code, excerpt = '', hint = '' } = error;
    const [, file = '', line = '', column = '', message = ''] = /^(.*?):(\d+):(\d+): ([^]*)$/.exec(error.message) ?? [];
    const [shown = '', caret = ''] = excerpt.split('\n');
    const rightShape =
      error.exitCode === exitCodes.wrongRequest && shown.startsWith(`${line} | `) && /^ *\^$/.test(caret);
    if (!line || !column || !rightShape) throw new TypeError(`no position: ${error.message}\n${excerpt}`);
    return { code, message, hint, line: Number(line), file, at: shown.slice(caret.length - 1).slice(0, 40) };
  }
  throw new TypeError('it was accepted');
}
