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
