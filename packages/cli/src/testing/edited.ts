import { fileURLToPath } from 'node:url';

const preload = fileURLToPath(new URL('./preload/edited-source.mjs', import.meta.url));

/** The environment of a program that differs in one line. */
export const edited = (file: string, from: string, to: string) => ({
  NODE_OPTIONS: `--import ${preload}`,
  SEEDBED_TEST_EDIT: JSON.stringify({ file, from, to }),
});
