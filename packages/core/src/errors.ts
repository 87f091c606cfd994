import { type ErrorCode, exitCodeOf } from './errors/catalog.js';
import { type ExitCode, exitCodes } from './errors/exit-codes.js';

export { type ErrorCode, type ExitCode, exitCodes };

export interface ErrorDetails {
  /** What the user can do about it, one sentence. */
  hint?: string;
  /** An excerpt to show under the message: the offending line with a caret, say. */
  excerpt?: string;
  /** Everything that is concerned, where the message names only some: `--json` prints it. */
  list?: readonly string[];
  /** Where it depends on when it happens; else that of the catalog. */
  exitCode?: ExitCode;
  cause?: unknown;
}

const brand = Symbol.for('seedbed.error');

/**
 * The one error that Seedbed throws on purpose: a stable code of the catalog, one line that says what and where, and a way
 * out. Anything else that reaches the command line is a defect and is reported as such.
 */
export class SeedbedError extends Error {
  /** Also errors of another copy of this package: a plugin that is installed elsewhere brings its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly excerpt: string | undefined;
  readonly list: readonly string[] | undefined;
  readonly exitCode: ExitCode;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'SeedbedError';
    this.code = code;
    this.hint = details.hint;
    this.excerpt = details.excerpt;
    this.list = details.list;
    this.exitCode = details.exitCode ?? exitCodeOf(code);
  }
}
