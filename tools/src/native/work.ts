import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Layout } from './cache';
import { link } from './link';
import type { TfjsNode } from './package';
import { readRecord } from './record';

/** Makes a build's folder fit to go on in: a finished build whose files were cut short since starts anew. */
export async function tidy(layout: Layout): Promise<void> {
  if (existsSync(layout.record) && readRecord(layout) === undefined) await rm(layout.root, { recursive: true });
  await mkdir(layout.work, { recursive: true });
  await sweep(layout);
}

/** Removes what a stage left unfinished. Only the wheel, whole or in part, is worth keeping. */
export async function sweep(layout: Layout): Promise<void> {
  const kept = [layout.part, layout.wheel].map((file) => basename(file));
  for (const name of await namesIn(layout.work))
    if (!kept.includes(name)) await rm(join(layout.work, name), { recursive: true, force: true });
}

/** Puts a build out of the way until its successor is there, or has failed. */
export async function setAside(layout: Layout, tfjsNode: TfjsNode) {
  const previous = `${layout.root}.previous`;
  await rm(previous, { recursive: true, force: true });
  const moved = existsSync(layout.root);
  if (moved) await rename(layout.root, previous);
  return {
    discard: () => rm(previous, { recursive: true, force: true }),
    restore: async () => {
      if (!moved) return;
      await rm(layout.root, { recursive: true, force: true });
      await rename(previous, layout.root);
      if (readRecord(layout) !== undefined) await link(layout, tfjsNode);
    },
  };
}

/** The names in a folder; none where there is no folder. */
export const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
