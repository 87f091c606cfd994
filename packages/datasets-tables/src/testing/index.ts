import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Content, DatasetPlugin, GivenExample, OpenContext } from '@seedbed/core';
import { afterAll } from 'vitest';

/** What `make.py` wrote. */
export const madeFile = (name: string): string => join(import.meta.dirname, 'files', name);

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** A folder of a test's own with these files, which goes when all tests of a file ended. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-tables-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(folder, name)), { recursive: true });
    fs.writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A file of a test's own. */
export const fileWith = (name: string, content: string | Uint8Array): string =>
  join(folderWith({ [name]: content }), name);

/** All that a plugin gave. */
export interface Collected extends Omit<Content, 'examples'> {
  readonly origin: string;
  readonly examples: readonly GivenExample[];
  readonly notes: readonly string[];
}

/** Reads all of a set through its plugin. */
export async function collect(
  plugin: DatasetPlugin,
  dataDir: string,
  options: object = {},
  more: Partial<OpenContext> = {},
): Promise<Collected> {
  const context = { cacheDir: join(folderWith({}), 'cache'), dataDir, ...more };
  const source = await plugin.open(plugin.options.parse({ set: 'test', ...options }), context);
  try {
    const content = await source.content();
    const examples: GivenExample[] = [];
    const notes = await content.examples((example) => examples.push(copied(example)));
    return { ...content, origin: source.origin, examples, notes };
  } finally {
    await source.close?.();
  }
}

/** What a set holds, wherever it was read from. */
export const contentIn = ({ inputs, columns, classes, targets, grouped, examples }: Collected) => ({ inputs, columns, classes, targets, grouped, examples }); // prettier-ignore

/** An example's memory may be used again for the next one. */
const copied = (example: GivenExample): GivenExample => ({
  ...example,
  values: example.values.slice(),
  ...(example.targets && { targets: Array.from(example.targets) }),
});

/** The message of what an action throws, with its code in front. */
export const refusal = (action: () => Promise<unknown>): Promise<string> =>
  action().then(
    () => 'nothing was refused',
    (error: Error & { code?: string; hint?: string }) => `${error.code}: ${error.message} | ${error.hint}`,
  );
