import type { Part } from '@seedbed/core';
import { examplesOf } from './examples.js';

/** An image and what its file holds. */
export interface Digested {
  readonly part: Part;
  readonly classIndex: number;
  readonly name: string;
  /** SHA-256 of the file. */
  readonly digest: string;
}

/**
 * Notes on files that are the same byte for byte: test images that are training images, too; images of several classes;
 * copies within a class and part. Each with its number and examples.
 * @param images in a fixed order.
 */
export function copyNotes(images: readonly Digested[]): string[] {
  const leaks: string[] = [];
  const severalClasses: string[] = [];
  const copies: string[] = [];
  for (const group of groupsOf(images)) {
    const [first] = group as [Digested];
    const training = group.find(({ part }) => part === 'train');
    for (const [index, image] of group.entries()) {
      const { name, part, classIndex } = image;
      const before = group.slice(0, index).find((each) => each.part === part && each.classIndex === classIndex);
      if (part === 'test' && training) leaks.push(`${name} is ${training.name}`);
      if (classIndex !== first.classIndex) severalClasses.push(`${name} is ${first.name}`);
      if (before) copies.push(`${name} is ${before.name}`);
    }
  }
  const tests = images.filter(({ part }) => part === 'test').length;
  return [
    ...note(leaks, `Test images identical to a training image: ${leaks.length} of ${tests}`),
    ...note(severalClasses, `Images identical to one of another class: ${severalClasses.length}`),
    ...note(copies, `Images identical to another one of their class and part: ${copies.length}`),
  ];
}

const note = (examples: readonly string[], what: string) =>
  examples.length === 0 ? [] : [`${what} (${examplesOf(examples, 3)}).`];

/** Images with the same content, where there are several, in the order of the images. */
function groupsOf(images: readonly Digested[]): Digested[][] {
  const groups = new Map<string, Digested[]>();
  for (const image of images) {
    const group = groups.get(image.digest);
    if (group) group.push(image);
    else groups.set(image.digest, [image]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
