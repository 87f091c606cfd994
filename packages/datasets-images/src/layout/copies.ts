import type { Part } from '@seedbed/core';
import { firstOf } from '@seedbed/core/words';
import { partWords } from './layout.js';

/** An image and what its file holds. */
export interface Digested {
  readonly part: Part;
  readonly classIndex: number;
  readonly name: string;
  /** SHA-256 of the file. */
  readonly digest: string;
}

/** Whose images must not be among which others, that what is measured is not what was learnt. */
const apart: readonly (readonly [Part, Part])[] = [
  ['test', 'train'],
  ['validation', 'train'],
  ['test', 'validation'],
];

/**
 * Notes on files that are the same byte for byte: images of two parts; of several classes; copies within a class and part.
 * Each with its number and examples.
 * @param images in a fixed order.
 */
export function copyNotes(images: readonly Digested[]): string[] {
  const leaks = apart.map((): string[] => []);
  const severalClasses: string[] = [];
  const copies: string[] = [];
  for (const group of groupsOf(images)) {
    const [first] = group as [Digested];
    for (const [pair, [part, from]] of apart.entries()) {
      const other = group.find((each) => each.part === from);
      const own = other ? group.filter((each) => each.part === part) : [];
      for (const { name } of own) leaks[pair]!.push(`${name} is ${other!.name}`);
    }
    for (const [index, { name, part, classIndex }] of group.entries()) {
      const before = group.slice(0, index).find((each) => each.part === part && each.classIndex === classIndex);
      if (classIndex !== first.classIndex) severalClasses.push(`${name} is ${first.name}`);
      if (before) copies.push(`${name} is ${before.name}`);
    }
  }
  const within = (part: Part) => images.filter((each) => each.part === part).length;
  return [
    ...apart.flatMap(([part, from], pair) => note(leaks[pair]!, `${capital(partWords[part])} images identical to a ${partWords[from]} image: ${leaks[pair]!.length} of ${within(part)}`)), // prettier-ignore
    ...note(severalClasses, `Images identical to one of another class: ${severalClasses.length}`),
    ...note(copies, `Images identical to another one of their class and part: ${copies.length}`),
  ];
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const note = (examples: readonly string[], what: string) =>
  examples.length === 0 ? [] : [`${what} (${firstOf(examples, 3)}).`];

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
