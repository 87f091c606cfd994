import { setImmediate } from 'node:timers/promises';
import type { Content, OpenContext, Part } from '@seedbed/core';
import { parseClass } from './class-images.js';
import { classes } from './classes.js';
import { fileOf, type PublishedFile } from './published.js';

/** Test images a class; the same number as in the official split. */
const testImages = 1000;
const perClass = 7000;

/**
 * Every intact image of the ten files: a class's last 1,000 are test, those before are train. The package has not kept the
 * official split (see README.md), so this rule is ours.
 * @param read gives a file as it was published.
 */
export function contentOf(read: (file: PublishedFile) => Buffer, onProgress: OpenContext['onProgress']): Content {
  return {
    inputs: { shape: [28, 28, 1], type: 'uint8' },
    classes,
    examples: async (add) => {
      const notes: string[] = [];
      const total = classes.length * perClass;
      let done = 0;
      for (const [index, name] of classes.entries()) {
        const { images, leftOut } = parseClass(read(fileOf(index)).toString('utf8'));
        if (leftOut > 0) notes.push(leftOutNote(index, name, leftOut));
        for (const [item, values] of images.entries()) {
          const part: Part = item < images.length - testImages ? 'train' : 'test';
          add({ part, class: index, values });
        }
        done += images.length + leftOut;
        onProgress?.(done, Math.max(done, total));
        // A file takes a quarter of a second; whoever draws a progress bar gets a turn.
        await setImmediate();
      }
      return notes;
    },
  };
}

const leftOutNote = (index: number, name: string, leftOut: number): string =>
  `Class ${index} (${name}): ${leftOut} damaged ${leftOut === 1 ? 'entry of the package is' : 'entries of the package are'} left out.`;
