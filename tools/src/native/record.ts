import { readFileSync, statSync } from 'node:fs';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cudaFolder, type Layout } from './cache';
import type { Build } from './stages';

/** What a finished build says about itself (`ready.json`); written last. */
export interface BuildRecord {
  readonly tensorflow: string;
  readonly tfjsNode: string;
  readonly wheel: string;
  /** Sizes by path: a truncated library is noticed without reading 850 MB. */
  readonly files: Readonly<Record<string, number>>;
  /** Node major versions whose self test passed. */
  readonly nodes: readonly string[];
}

export const nodeMajor = (version = process.versions.node): string => version.split('.')[0] as string;

/** The record, where the build is finished and its files are whole. */
export function readRecord(layout: Layout): BuildRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(layout.record, 'utf8')) as BuildRecord;
    const whole = Object.entries(record.files).every(([path, size]) => statSync(join(layout.root, path)).size === size);
    return whole ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Whether this Node has nothing left to do with the build. */
export const isTested = (record: BuildRecord | undefined, node = nodeMajor()): boolean =>
  record?.nodes.includes(node) ?? false;

/** Writes the record after a self test, keeping the Nodes that passed before. */
export async function writeRecord({ layout, pin, cuda, tfjsNode }: Build): Promise<void> {
  const folders = [layout.libraries, ...cuda.map((part) => join(cudaFolder(layout, part), 'lib'))];
  const inFolder = async (folder: string) => (await readdir(folder)).map((name) => join(folder, name));
  const libraries = (await Promise.all(folders.map(inFolder))).flat();
  const sizes = [...libraries, layout.binding].map((file) => [relative(layout.root, file), statSync(file).size]);
  const record: BuildRecord = {
    tensorflow: pin.version,
    tfjsNode: tfjsNode.version,
    wheel: pin.sha256,
    files: Object.fromEntries(sizes) as Record<string, number>,
    nodes: [...new Set([...(readRecord(layout)?.nodes ?? []), nodeMajor()])].sort(),
  };
  const fresh = `${layout.record}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(record, null, 2)}\n`);
  await rename(fresh, layout.record);
}
