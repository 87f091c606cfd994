import type { Manifest } from '../manifest/schema.js';

/** A class with so many times the mean number of test images, or the mean over that, makes accuracy another measure. */
const uneven = 1.5;

/** A test set whose classes differ much in size. */
export interface Uneven {
  /** All test images of these classes. */
  readonly images: number;
  readonly classes: number;
  readonly largest: { readonly name: string; readonly images: number };
  readonly smallest: { readonly name: string; readonly images: number };
}

/** @param counts test images of each class. @returns null where the classes are about even, or fewer than two. */
export function unevenTest(names: readonly string[], counts: readonly number[]): Uneven | null {
  if (counts.length < 2) return null;
  const [most, fewest] = [Math.max(...counts), Math.min(...counts)];
  const mean = sum(counts) / counts.length;
  if (most === 0 || (most < uneven * mean && fewest * uneven > mean)) return null;
  const of = (images: number) => ({ name: names[counts.indexOf(images)] as string, images });
  return { images: sum(counts), classes: counts.length, largest: of(most), smallest: of(fewest) };
}

/** The caution: what accuracy then is, with the share of the largest class. */
export function unevenWords({ images, classes, largest, smallest }: Uneven): string {
  const share = ((100 * largest.images) / images).toFixed(0);
  return (
    `the test images are unevenly spread over ${classes} classes: ${largest.images} of ${images} (${share} %) are of "${largest.name}", ` +
    `${smallest.images} of "${smallest.name}". Who always answers "${largest.name}" has an accuracy of ${share} %; ` +
    'the mean class accuracy counts each class alike'
  );
}

/** Test images of each class that a run was measured on. */
export const testedCounts = ({ measured }: Manifest): number[] => measured?.test?.confusion?.map(sum) ?? [];

/** The most uneven test set among those that these runs were measured on; null where all are about even. */
export function mostUneven(manifests: readonly Manifest[]): Uneven | null {
  const found = manifests.flatMap((manifest) => unevenTest(manifest.data.classes, testedCounts(manifest)) ?? []);
  const share = ({ largest, images }: Uneven) => largest.images / images;
  return found.reduce<Uneven | null>((most, each) => (most && share(most) >= share(each) ? most : each), null);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
