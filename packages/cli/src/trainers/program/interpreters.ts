/** A program that executes a file, looked up on PATH. */
export interface Interpreter {
  /** Its name, as a command has it. */
  readonly named: RegExp;
  /** Options that may come before its file: none of them executes, loads or looks up anything else. */
  readonly options: RegExp;
  /** Of these the usual ones. */
  readonly usual: string;
  /** The word that it takes before all others, where it has one. */
  readonly verb?: string;
}

const interpreters: readonly Interpreter[] = [
  { named: /^python(3(\.\d+)?)?$/, options: /^-([BbdEIOPqsSuv]+|[WX]\S+)$/, usual: '-u, -O, -I, -Wignore' },
  {
    named: /^node$/,
    options: /^--(max-\S+|no-\S+|trace-\S+|expose-gc|enable-source-maps|stack-size=\d+|experimental-(strip|transform)-types)$/,
    usual: '--max-old-space-size=8192, --no-warnings',
  },
  {
    named: /^deno$/,
    options: /^(-[Aq]|--(quiet|cached-only|seed=\d+|unstable\S*|v8-flags=\S+|(no|allow|deny)-\S+))$/,
    usual: '--allow-read, --allow-write, -A',
    verb: 'run',
  },
  { named: /^(bash|sh)$/, options: /^-[efuvxBE]+$/, usual: '-e, -u' },
  { named: /^Rscript$/, options: /^--(vanilla|no-\S+|verbose|encoding=\S+)$/, usual: '--vanilla, --no-save' },
  {
    named: /^julia$/,
    options: /^(--(project(=@?\.)?|(threads|startup-file|optimize|check-bounds|math-mode|color|compiled-modules|heap-size-hint)=\S+)|-[tO]\d+)$/,
    usual: '--project=., --startup-file=no',
  },
  { named: /^perl$/, options: /^-[wWtT]+$/, usual: '-w' },
  { named: /^ruby$/, options: /^(-w|-W\d?|--y?jit)$/, usual: '-w' },
]; // prettier-ignore

/** @param name of a program, without a folder. */
export const interpreterNamed = (name: string): Interpreter | undefined =>
  interpreters.find(({ named }) => named.test(name));

/**
 * Where the file is among the words behind an interpreter; that of the first word that may not come before it.
 * @returns how many words there are where there is neither.
 */
export function placeOfFile({ options, verb }: Interpreter, words: readonly string[]): number {
  const from = verb !== undefined && words[0] === verb ? 1 : 0;
  const place = words.slice(from).findIndex((word) => !options.test(word));
  return place < 0 ? words.length : from + place;
}
