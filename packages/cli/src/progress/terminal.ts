/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  /** For a command's answer. */
  print(text: string): void;
  /** For everything that is said on the way. */
  say(text: string): void;
  /** Whether standard error is a terminal, where lines may be redrawn. */
  readonly interactive: boolean;
  /** With --json, standard output holds one JSON document and nothing else. */
  readonly json: boolean;
}

export function openTerminal(json: boolean): Terminal {
  return {
    json,
    interactive: Boolean(process.stderr.isTTY) && !process.env['CI'],
    print: (text) => process.stdout.write(`${text}\n`),
    say: (text) => process.stderr.write(`${text}\n`),
  };
}
