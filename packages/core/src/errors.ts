/** Exit codes of the `seedbed` command (docs/cli.md). */
export const exitCodes = {
  done: 0,
  checkFailed: 1,
  wrongRequest: 2,
  runsFailed: 3,
  environmentLacks: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface ErrorDetails {
  /** What the user can do about it, one sentence. */
  hint?: string;
  /** An excerpt to show under the message: the offending line with a caret, say. */
  excerpt?: string;
  exitCode?: ExitCode;
  cause?: unknown;
}

/**
 * The one error that Seedbed throws on purpose: a stable code (`SB_…`), one line that says what and where, and a way
 * out. Anything else that reaches the command line is a defect and is reported as such.
 */
export class SeedbedError extends Error {
  readonly code: `SB_${string}`;
  readonly hint: string | undefined;
  readonly excerpt: string | undefined;
  readonly exitCode: ExitCode;

  constructor(code: `SB_${string}`, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'SeedbedError';
    this.code = code;
    this.hint = details.hint;
    this.excerpt = details.excerpt;
    this.exitCode = details.exitCode ?? exitCodes.wrongRequest;
  }
}
