import { SeedbedError } from '../errors.js';

/** Told in full; a file with thousands of mistakes is another kind of file. */
const mostTold = 5;

/** Several mistakes as one error: the first where it stands, each other one in a line, with its own hint below it. */
export function together(errors: readonly SeedbedError[]): SeedbedError {
  const [first, ...others] = errors.slice(0, mostTold) as [SeedbedError, ...SeedbedError[]];
  if (others.length === 0) return first;
  const more = others.flatMap(({ message, hint }) => [`also ${message}`, ...(hint ? [`  hint: ${hint}`] : [])]);
  if (errors.length > mostTold) more.push(`and ${errors.length - mostTold} more`);
  return new SeedbedError(first.code, first.message, {
    excerpt: [first.excerpt, ...more].join('\n'),
    exitCode: first.exitCode,
    ...(first.hint ? { hint: first.hint } : {}),
  });
}
