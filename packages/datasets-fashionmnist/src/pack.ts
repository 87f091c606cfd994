import { setImmediate } from 'node:timers/promises';
import type { OpenContext, PackImages, Part } from '@seedbed/core';
import { classes } from './classes.js';
import { digestTexts, parseClass, type Original } from './original.js';

/** Test images a class; the same number as in the official split. */
export const testImages = 1000;

/**
 * Reads the ten files and hands over every intact image: a class's last 1,000 are test, those before are train. The
 * package has not kept the official split (see README.md), so this rule is ours.
 */
export function packFrom(original: Original, onProgress: OpenContext['onProgress']): PackImages {
  return async (add) => {
    const source = digestTexts();
    const notes: string[] = [];
    const test: (readonly Uint8Array[])[] = [];
    const total = classes.length * 7000;
    let done = 0;
    const addAll = (part: Part, classIndex: number, images: readonly Uint8Array[]) => {
      for (const image of images) add(part, classIndex, image);
      done += images.length;
      onProgress?.(done, Math.max(done, total));
    };
    for (const [index, name] of classes.entries()) {
      const text = original.readClass(index);
      source.add(text);
      const { images, leftOut } = parseClass(text.toString('utf8'));
      if (leftOut > 0) notes.push(leftOutNote(index, name, leftOut));
      // Held back, 8 MB in all: the packed file has all of train before all of test.
      test.push(images.slice(-testImages));
      addAll('train', index, images.slice(0, -testImages));
      // A file takes a quarter of a second; whoever draws a progress bar gets a turn.
      await setImmediate();
    }
    for (const [index, images] of test.entries()) addAll('test', index, images);
    return { notes, source: source.digest() };
  };
}

const leftOutNote = (index: number, name: string, leftOut: number): string =>
  `Class ${index} (${name}): ${leftOut} damaged ${leftOut === 1 ? 'entry of the package is' : 'entries of the package are'} left out.`;
