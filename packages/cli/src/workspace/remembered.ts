import { type BigIntStats, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, writeWhole } from '@seedbed/core';
import type { z } from 'zod';
import { cacheFolder } from './folders.js';

/*
 * What takes long to find out about files is remembered in the cache folder by their sizes and times. What was found out is
 * named by the digest of everything that it follows: when any of that changes, it is found out again.
 */

/** Changes this young might share their time with a later one. Milliseconds. */
const young = 2000;

/** Size, times and place of files: moves whenever their content does. Null where one is not there or has just changed. */
export function stampsOf(paths: readonly string[]): readonly unknown[] | null {
  const stamps: unknown[] = [];
  for (const path of paths) {
    const stats = statOf(path);
    const changed = stats && (stats.ctimeMs > stats.mtimeMs ? stats.ctimeMs : stats.mtimeMs);
    if (!stats || changed === undefined || Number(changed) > Date.now() - young) return null;
    stamps.push([path, String(stats.size), String(stats.mtimeNs), String(stats.ctimeNs), String(stats.ino)]);
  }
  return stamps;
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}

const pathOf = (kind: string, key: unknown) =>
  join(cacheFolder(), 'known', `${kind}-${digestOf(key).slice(0, 40)}.json`);

/** What was found out under the same circumstances, or undefined. */
export function recall<T>(kind: string, key: unknown, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(pathOf(kind, key), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

export function remember(kind: string, key: unknown, value: unknown): void {
  try {
    writeWhole(pathOf(kind, key), JSON.stringify(value));
  } catch {
    // A cache that cannot be written to only costs time.
  }
}
