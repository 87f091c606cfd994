import { readFileSync } from 'node:fs';

/** A block of code of a page. */
interface Block {
  readonly language: string;
  readonly text: string;
}

/** The blocks of code of a page, in their order. */
export const blocksOf = (page: string | URL): Block[] =>
  [...readFileSync(page, 'utf8').matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language, text]) => ({
    language: language as string,
    text: text as string,
  }));

/**
 * Makes the changes that a page shows as lines with `-` and `+`. Lines of `@@` part changes that lie apart.
 * @throws Error for lines that are not there, or there twice, and for those without a sign.
 */
export function patched(text: string, diff: string): string {
  return diff.split(/^@@\n/m).reduce((current, hunk) => {
    const lines = hunk.split('\n').slice(0, -1);
    if (lines.some((line) => !/^[-+ ]/.test(line))) throw new Error(`a line without a sign:\n${hunk}`);
    const side = (signs: string) =>
      lines.flatMap((line) => (signs.includes(line[0] as string) ? [`${line.slice(1)}\n`] : [])).join('');
    const [before = '', after = '', ...more] = current.split(side(' -'));
    if (more.length > 0 || !current.includes(side(' -'))) throw new Error(`not there once:\n${side(' -')}`);
    return before + side(' +') + after;
  }, text);
}
