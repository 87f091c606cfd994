import assert from 'node:assert/strict';
import { sha256 } from '../digest/canonical.js';
import type { Dataset, ImageShape, Part } from '../dataset/contract.js';
import { imageBytes } from '../dataset/packed-format.js';
import { shownPlace, type Survey } from './survey.js';

/** An image that the plugin's author has looked at: it shows what its class says, and the right way up. */
export interface ConfirmedExample {
  readonly part: Part;
  /** Name of its class. */
  readonly class: string;
  /** Place among the images of its class and part, from 0. */
  readonly item: number;
  /** SHA-256 of its pixels (height x width x channels bytes), at least the first 16 of 64 hexadecimal characters. */
  readonly digest: string;
}

const wanted = 3;

/**
 * At least three images of different classes were confirmed by the plugin's author, and they are what they were.
 * @throws AssertionError with what was found: examples to confirm, or where the confirmed image is now.
 */
export function checkExamples(survey: Survey, dataset: Dataset, examples: readonly ConfirmedExample[]): void {
  const { classes } = dataset;
  const named = new Set(examples.map((example) => example.class));
  const enough = examples.length >= wanted && named.size >= Math.min(wanted, classes.length);
  assert.ok(enough, `confirm ${wanted} images of different classes as "examples" in the setup; found were${toConfirm(dataset)}`); // prettier-ignore
  for (const { part, class: name, item, digest } of examples) {
    const classIndex = classes.indexOf(name);
    assert.ok(classIndex >= 0, `there is no class "${name}" of a confirmed example`);
    assert.match(digest, /^[0-9a-f]{16,64}$/, `the digest of a confirmed example is "${digest}"`);
    const place = { part, classIndex, item };
    const pixels = pixelsAt(dataset, part, classIndex, item);
    const found = sha256(pixels);
    if (found.startsWith(digest)) continue;
    const why = elsewhereOf(digest, survey, dataset) ?? alteration(digest, pixels, dataset.image) ?? 'no image of the set has that digest'; // prettier-ignore
    assert.fail(`${shownPlace(place, dataset)} has the digest ${found}, and not the confirmed ${digest}: ${why}`);
  }
}

function pixelsAt(dataset: Dataset, part: Part, classIndex: number, item: number): Uint8Array {
  const pixels = new Uint8Array(imageBytes(dataset.image));
  dataset.readImage(part, classIndex, item, pixels, 0);
  return pixels;
}

/** Three images as the setup would name them. */
function toConfirm(dataset: Dataset): string {
  const { classes, counts } = dataset;
  const chosen = [...new Set([0, Math.floor(classes.length / 2), classes.length - 1])];
  const lines = Array.from({ length: wanted }, (_, place) => {
    const classIndex = chosen[place % chosen.length]!;
    const item = Math.min(place, counts.train[classIndex]! - 1);
    const digest = sha256(pixelsAt(dataset, 'train', classIndex, item)).slice(0, 16);
    return `\n  { part: 'train', class: ${JSON.stringify(classes[classIndex])}, item: ${item}, digest: '${digest}' },`;
  });
  return `${lines.join('')}\nLook at each first: with SEEDBED_CONTACT_SHEET=sheet.html the tests write a page that shows them.`; // prettier-ignore
}

function elsewhereOf(digest: string, survey: Survey, dataset: Dataset): string | undefined {
  for (const [key, places] of survey) {
    if (key.startsWith(digest)) return `that is ${places.map((place) => shownPlace(place, dataset)).join(' and ')}`;
  }
  return undefined;
}

/** Whether the confirmed image is this one, turned or with its channels in another order. */
function alteration(digest: string, pixels: Uint8Array, image: ImageShape): string | undefined {
  const { height, width, channels } = image;
  const at = (row: number, column: number, channel: number) => pixels[(row * width + column) * channels + channel]!;
  const moved = (from: (row: number, column: number, channel: number) => number) =>
    Uint8Array.from({ length: pixels.length }, (_, index) => {
      const place = Math.floor(index / channels);
      return from(Math.floor(place / width), place % width, index % channels);
    });
  const planes = (row: number, column: number, channel: number) => pixels[channel * height * width + row * width + column]!; // prettier-ignore
  const changes: readonly [string, Uint8Array][] = [
    ...(height === width ? [['transposed', moved((r, c, k) => at(c, r, k))] as [string, Uint8Array]] : []),
    ['mirrored', moved((r, c, k) => at(r, width - 1 - c, k))],
    ['upside down', moved((r, c, k) => at(height - 1 - r, c, k))],
    ['turned by half', moved((r, c, k) => at(height - 1 - r, width - 1 - c, k))],
    ['with its channels backwards', moved((r, c, k) => at(r, c, channels - 1 - k))],
    ['channel by channel', moved(planes)],
    ['inverted', moved((r, c, k) => 255 - at(r, c, k))],
  ];
  const found = changes.find(([, changed]) => sha256(changed).startsWith(digest));
  return found && `the image is ${found[0]}`;
}
