import type { ProblemCode } from './catalog';

/** Something is missing: what, and what the reader can do about it. Never a defect of this program. */
export class NativeProblem extends Error {
  readonly code: ProblemCode;
  readonly remedy: string;

  constructor(code: ProblemCode, what: string, remedy: string) {
    super(what);
    this.name = 'NativeProblem';
    this.code = code;
    this.remedy = remedy;
  }
}

/** Several missing things as one problem, so that the reader fixes them in one go. */
export function together(problems: readonly NativeProblem[]): NativeProblem | undefined {
  const [first] = problems;
  if (first === undefined || problems.length === 1) return first;
  const what = problems.map((problem) => problem.message).join('; ');
  return new NativeProblem(first.code, what, problems.map((problem) => problem.remedy).join('; '));
}

/** One line for the terminal: code, what, what to do, and that nothing stops because of it. */
export function problemLine(code: string, what: string, remedy: string): string {
  return `${code}: ${oneLine(what)}. To use TensorFlow: ${oneLine(remedy)}. Going on with WebAssembly.`;
}

/** Text of any kind as a single line, without the full stop that the sentence around it brings. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replace(/\.+$/, '');
}

/** The system's word for why (`EACCES`, `ENOSPC`), or the message where it gives none. */
export function cause(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message ?? String(error);
}
