import { sha256 } from '../digest/canonical.js';
import type { Dataset, Part } from '../dataset/contract.js';
import { eachImage } from './pixels.js';

/** One image of a set. */
export interface ImagePlace {
  readonly part: Part;
  readonly classIndex: number;
  readonly item: number;
}

/** Which images a set holds: places by the digest of their pixels. */
export type Survey = ReadonlyMap<string, readonly ImagePlace[]>;

/** Digests every image. The digest of an image is the SHA-256 of its pixels, height x width x channels bytes. */
export function surveyOf(dataset: Dataset): Survey {
  const survey = new Map<string, ImagePlace[]>();
  eachImage(dataset, (pixels, part, classIndex, item) => {
    const digest = sha256(pixels);
    const places = survey.get(digest);
    if (places) places.push({ part, classIndex, item });
    else survey.set(digest, [{ part, classIndex, item }]);
  });
  return survey;
}

export const shownPlace = ({ part, classIndex, item }: ImagePlace, { classes }: Pick<Dataset, 'classes'>): string =>
  `image ${item} of class "${classes[classIndex]}" in ${part}`;
