import { type ExitCode, exitCodes } from './errors/exit-codes.js';

export { type ExitCode, exitCodes };

export interface ErrorDetails {
  /** What the user can do about it, one sentence. */
  hint?: string;
  /** An excerpt to show under the message: the offending line with a caret, say. */
  excerpt?: string;
  /** Everything that is concerned, where the message names only some: `--json` prints it. */
  list?: readonly string[];
  exitCode?: ExitCode;
  cause?: unknown;
}

const brand = Symbol.for('seedbed.error');

/**
 * The one error that Seedbed throws on purpose: a stable code (`SB_…`), one line that says what and where, and a way
 * out. Anything else that reaches the command line is a defect and is reported as such.
 */
export class SeedbedError extends Error {
  /** Also errors of another copy of this package: a plugin that is installed elsewhere brings its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  readonly [brand] = true;
  readonly code: `SB_${string}`;
  readonly hint: string | undefined;
  readonly excerpt: string | undefined;
  readonly list: readonly string[] | undefined;
  readonly exitCode: ExitCode;

  constructor(code: `SB_${string}`, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'SeedbedError';
    this.code = code;
    this.hint = details.hint;
    this.excerpt = details.excerpt;
    this.list = details.list;
    this.exitCode = details.exitCode ?? exitCodes.wrongRequest;
  }
}
