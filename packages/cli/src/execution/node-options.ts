/*
 * Options of Node that a worker keeps: how code is found, how much memory there is, what is said. None of these moves a
 * number. Others may: --jitless and --no-wasm-simd choose other code, --cpu-prof and --prof interrupt the library with
 * signals (docs/decisions/kernels.md).
 */

const withValue = [
  '--require', '-r', '--import', '--loader', '--experimental-loader', '--conditions', '-C',
  '--max-old-space-size', '--max-semi-space-size', '--stack-trace-limit', '--disable-warning', '--allow-fs-read', '--allow-fs-write',
]; // prettier-ignore
const alone = [
  '--no-warnings', '--no-deprecation', '--trace-warnings', '--trace-deprecation', '--trace-uncaught',
  '--enable-source-maps', '--preserve-symlinks', '--preserve-symlinks-main', '--experimental-strip-types',
  '--no-experimental-strip-types', '--experimental-transform-types', '--use-system-ca', '--use-openssl-ca', '--permission', '--experimental-permission', '--allow-addons', '--allow-child-process', '--allow-worker',
]; // prettier-ignore

export interface Sorted {
  /** As they came, in their order. */
  readonly kept: readonly string[];
  /** Names of options that a worker does not get. */
  readonly removed: readonly string[];
}

/** Sorts the options of Node's command line. Node takes `_` for `-` inside a name, and `--name=value` for two words. */
export function sortNodeOptions(words: readonly string[]): Sorted {
  const kept: string[] = [];
  const removed: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const [text] = unquoted(word).split('=', 1) as [string];
    const name = text.replaceAll('_', '-');
    const next = words[at + 1];
    // A value may be a word of its own; an option is none.
    const value = !word.includes('=') && next !== undefined && !unquoted(next).startsWith('-') ? [next] : [];
    const takes = withValue.includes(name);
    if (takes || alone.includes(name)) kept.push(word, ...(takes ? value : []));
    else removed.push(text);
    if (!alone.includes(name)) at += value.length;
  }
  return { kept, removed };
}

/** The words of NODE_OPTIONS: spaces part them, but within double quotes, where a backslash keeps the next character. */
export const wordsOf = (options: string): string[] => options.match(/(?:"(?:\\.|[^"\\])*"|[^\s"])+/g) ?? [];

const unquoted = (word: string) =>
  word.replace(/"((?:\\.|[^"\\])*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, '$1'));
