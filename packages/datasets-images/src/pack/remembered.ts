import fs from 'node:fs';
import { join } from 'node:path';
import { digestOf, writeWhole } from '@seedbed/core';
import { z } from 'zod';
import type { Sighted } from '../files/open.js';

/*
 * Which edition a set turned out to be is remembered by the sizes and times of its files, so that opening it again reads no
 * image. Changed times only cost another reading: what is packed is found by content.
 */

const memory = z.strictObject({ origin: z.string(), digest: z.string() });

/** Of a damaged memory nothing is believed. */
const digestFor = (key: unknown, origin: string) => digestOf({ key, origin });

/** Changes this young might share their time with a later one: they are not remembered. Nanoseconds. */
const young = 2_000_000_000n;

const pathOf = (cacheDir: string, key: unknown) => join(cacheDir, 'seen', `${digestOf(key).slice(0, 32)}.json`);

/** The origin that was remembered of a set, if any. @param key everything that the answer depends on. */
export function recall(cacheDir: string, key: unknown): string | undefined {
  try {
    const { origin, digest } = memory.parse(JSON.parse(fs.readFileSync(pathOf(cacheDir, key), 'utf8')));
    return digest === digestFor(key, origin) ? origin : undefined;
  } catch {
    return undefined;
  }
}

/** @param since when the reading began, in nanoseconds since 1970. */
export function remember(cacheDir: string, key: unknown, { changed }: Sighted, since: bigint, origin: string): void {
  if (changed > since - young) return;
  try {
    writeWhole(pathOf(cacheDir, key), JSON.stringify({ origin, digest: digestFor(key, origin) }));
  } catch {
    // A cache that cannot be written to only costs another reading.
  }
}
