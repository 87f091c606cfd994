import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';
import { byCodeUnits, type SourceFiles } from '../files/source-files.js';

/** Content by name. */
export type Files = Readonly<Record<string, Uint8Array | string>>;

export function writeFolder(folder: string, files: Files): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.writeFileSync(path, content);
  }
  return folder;
}

/** A tar archive, its files in the order in which they are given. */
export async function tarOf(files: Files): Promise<Buffer> {
  const packing = pack();
  for (const [name, content] of Object.entries(files)) packing.entry({ name }, Buffer.from(content));
  packing.finalize();
  return buffer(packing);
}

export const tarGzOf = async (files: Files): Promise<Buffer> => gzipSync(await tarOf(files));

export async function zipOf(files: Files): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith('/')) zip.addEmptyDirectory(name);
    else zip.addBuffer(Buffer.from(content), name);
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** The same files below a folder. */
export const inFolder = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));

/** Files of these names and without content, for layouts. */
export function namedFiles(names: readonly string[]): SourceFiles {
  const nothing = (): never => {
    throw new RangeError('these files have no content');
  };
  return {
    names: [...names].sort(byCodeUnits),
    aside: [],
    empty: [],
    has: (name) => names.includes(name),
    text: nothing,
    locate: nothing,
    digest: () => undefined,
    describe: (name) => `set/${name}`,
    close: () => undefined,
  };
}
