import { type Dataset, type DatasetFacts, partsOf } from '../dataset/dataset.js';
import { type ExamplePlace, readAt } from '../dataset/each-example.js';
import { imageOf, type ImageShape } from '../dataset/network-data.js';
import { spread } from './places.js';
import { isPicture } from './png.js';
import { type Thumbnail, thumbnailOf, thumbnailShape } from './thumbnail.js';

/** An example that is shown, by itself: as a picture, or the first of its values. */
export interface ShownExample extends ExamplePlace {
  readonly picture: Thumbnail | null;
  readonly values: readonly number[];
  /** Numbers that are to be predicted. */
  readonly targets: readonly number[];
  /** Its group, where examples have groups. */
  readonly group: number | null;
}

/** Values of an example that are shown where it is no picture. */
export const mostValues = 24;

/** The shape of what can be shown as pictures; null of anything else. */
export function pictureOf(facts: Pick<DatasetFacts, 'inputs' | 'classes' | 'targets'>): ImageShape | null {
  const image = imageOf(facts);
  return image && isPicture(image) ? image : null;
}

export function shownAt(dataset: Dataset, place: ExamplePlace): ShownExample {
  const image = pictureOf(dataset);
  const { values, targets } = readAt(dataset, place);
  return {
    ...place,
    picture: image && thumbnailOf(image, values as Uint8Array),
    values: image ? [] : Array.from(values.subarray(0, mostValues)),
    targets: Array.from(targets),
    group: dataset.grouped ? dataset.groupOf(place.part, place.classIndex, place.item) : null,
  };
}

/** Bytes of pixels, and rows, that a page is not to exceed. */
const [mostBytes, mostRows] = [12 * 2 ** 20, 200];

/**
 * Some examples of each class and part, evenly spread over them, in the order of classes, then parts; of many classes only
 * some, evenly spread too.
 */
export function samplePlaces(facts: Pick<DatasetFacts, 'inputs' | 'classes' | 'targets' | 'counts'>): ExamplePlace[] {
  const { classes, counts, targets } = facts;
  const image = pictureOf(facts);
  const parts = partsOf(facts);
  const most = image ? Math.floor(mostBytes / bytesOf(thumbnailShape(image))) : mostRows;
  const enough = targets === 'class' ? (image ? 6 : 4) : image ? 24 : 12;
  const each = Math.min(enough, Math.max(1, Math.floor(most / (classes.length * parts.length))));
  const shown = spread(classes.length, Math.max(1, Math.floor(most / (each * parts.length))));
  return shown.flatMap((classIndex) =>
    parts.flatMap((part) =>
      spread(counts[part][classIndex] as number, each).map((item) => ({ part, classIndex, item })),
    ),
  );
}

const bytesOf = ({ height, width, channels }: ImageShape) => height * width * channels;
