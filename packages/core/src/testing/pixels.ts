import type { Dataset, Part } from '../dataset/contract.js';
import { imageBytes, partOrder } from '../dataset/packed-format.js';

export { eachImage, recomputeFingerprint } from '../dataset/each-image.js';

/** The first and the last image of each class and part: enough to notice a wrong index at low cost. */
export function edgeImages(dataset: Dataset): { part: Part; classIndex: number; item: number; pixels: Uint8Array }[] {
  return partOrder.flatMap((part) =>
    dataset.counts[part].flatMap((images, classIndex) =>
      [...new Set([0, images - 1])]
        .filter((item) => item >= 0 && item < images)
        .map((item) => {
          const pixels = new Uint8Array(imageBytes(dataset.image));
          dataset.readImage(part, classIndex, item, pixels, 0);
          return { part, classIndex, item, pixels };
        }),
    ),
  );
}
