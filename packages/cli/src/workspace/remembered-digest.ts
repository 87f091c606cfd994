import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalJson } from '@seedbed/core';
import { z } from 'zod';
import type { SourceFile } from './computing-packages.js';
import { workspaceRoot } from './folders.js';
import { recall, remember, stampsOf } from './remembered.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** What says which files are digested, and how. */
const rules = ['./engine-sources.js', './computing-packages.js'].map(here).filter((file) => existsSync(file));
/** npm writes it whenever it installs something, and then the same name may lead to another file. */
const installed = join(workspaceRoot(here('.')), 'node_modules', '.package-lock.json');

const schema = z.strictObject({ digest: z.string(), files: z.array(z.string()), stamps: z.string() });

/**
 * The digest of files, remembered while neither they nor those that were found from them change.
 * @param own from which the others are found.
 * @param find the digest of all, and the others.
 */
export function rememberedDigest(
  backend: string,
  own: readonly SourceFile[],
  find: () => { readonly digest: string; readonly files: readonly string[] },
): string {
  const start = stampsOf([...own.map(({ file }) => file), ...rules, ...(existsSync(installed) ? [installed] : [])]);
  const key = start && { backend, start };
  const known = key && recall('engine', key, schema);
  if (known && textOf(known.files) === known.stamps) return known.digest;
  const { digest, files } = find();
  const stamps = textOf(files);
  if (key && stamps !== null) remember('engine', key, { digest, files, stamps });
  return digest;
}

function textOf(files: readonly string[]): string | null {
  const stamps = stampsOf(files);
  return stamps && canonicalJson(stamps);
}
